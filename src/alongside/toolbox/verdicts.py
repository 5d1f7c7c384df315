"""Answers to "may I?" that can always say why not."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    """Yes; or no, with the sentence we would say to the person's face."""

    reason: str = ""

    def __bool__(self) -> bool:
        return not self.reason


YES = Verdict()


class NotAllowed(Exception):  # noqa: N818 -- an answer, not an error
    """Carries the sentence to show. Views catch it; the middleware catches the rest."""


def insist(*verdicts: Verdict) -> None:
    """Go no further unless every answer is yes."""
    for verdict in verdicts:
        if not verdict:
            raise NotAllowed(verdict.reason)
