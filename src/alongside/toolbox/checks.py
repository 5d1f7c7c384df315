"""Checks: what the guidance asks us to think about. Advice never blocks; a stop does.

A check is a small pure function of a plan. Its words are data, in the room's `data/checks.toml`:

    [two-chairs]
    requirement = "R207"
    stops = false
    says = "More than six people come. Ask somebody to chair with you."
    why = "One person cannot watch the chat and lead the talk."
    library = "online"            # what to look for in the library

The function returns True where all is fine, and False, or words for the gaps, where it is not.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Generic, TypeVar

from django.utils.translation import gettext

from .verdicts import NotAllowed

Plan = TypeVar("Plan")
Outcome = bool | Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Advice:
    """What one check has to say about one plan."""

    key: str
    requirement: str
    stop: bool
    says: str
    why: str
    library: str


@dataclass(frozen=True, slots=True)
class Words:
    requirement: str
    stops: bool
    says: str
    why: str
    library: str = ""


@cache
def words_of(package: str) -> dict[str, Words]:
    """The words of a room's checks. The text is the key of its translation."""
    text = resources.files(package).joinpath("data/checks.toml").read_text(encoding="utf-8")
    return {key: Words(**entry) for key, entry in tomllib.loads(text).items()}


class Checks(Generic[Plan]):
    """The checks of one kind of plan, in the order they were written."""

    def __init__(self, package: str) -> None:
        self.package = package
        self._all: dict[str, Callable[[Plan], Outcome]] = {}

    def check(self, key: str) -> Callable[[Callable[[Plan], Outcome]], Callable[[Plan], Outcome]]:
        def on(look: Callable[[Plan], Outcome]) -> Callable[[Plan], Outcome]:
            self._all[key] = look
            return look

        return on

    def keys(self) -> list[str]:
        return list(self._all)

    def of(self, plan: Plan) -> list[Advice]:
        """What there is to say, stops first."""
        found = [
            self._advice(key, outcome)
            for key, look in self._all.items()
            if (outcome := look(plan)) is not True
        ]
        return sorted(found, key=lambda advice: not advice.stop)

    def one(self, plan: Plan, key: str) -> Advice | None:
        """What this check has to say, if it is only advice: a stop cannot be set aside."""
        return next((one for one in self.of(plan) if one.key == key and not one.stop), None)

    def stops(self, plan: Plan) -> list[Advice]:
        return [advice for advice in self.of(plan) if advice.stop]

    def insist(self, plan: Plan) -> None:
        """Go no further while a stop stands; the first one says why."""
        for advice in self.stops(plan):
            raise NotAllowed(advice.says)

    def _advice(self, key: str, outcome: Outcome) -> Advice:
        words = words_of(self.package)[key]
        gaps = outcome if isinstance(outcome, Mapping) else {}
        return Advice(
            key=key,
            requirement=words.requirement,
            stop=words.stops,
            says=gettext(words.says) % gaps if gaps else gettext(words.says),
            why=gettext(words.why),
            library=words.library,
        )
