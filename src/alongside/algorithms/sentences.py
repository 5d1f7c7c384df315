"""Where sentences begin and end, so that people can point at them by number.

Places are counted in code points, from 0, the end not included: `text[start:end]` is the sentence.
Where to cut is a guess and need not be perfect: people can choose several, or only some words.
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

LONGEST: Final = 600  # a sentence longer than this is cut at a space, so that it can be shown
BREAK: Final = re.compile(r"\n[^\S\n]*\n\s*|\n")
STOPS: Final = re.compile(r"[.!?…。؟।]+[\"'”’»)\]]*\s+(?![a-zà-öø-ÿ.,;:!?)])(?=\S)")
SHORT: Final = re.compile(
    r"(?:^|[\s(])(?:e\.g|i\.e|etc|Mr|Mrs|Ms|Dr|Prof|St|No|vs|al|p|pp|[A-Z])\.$"
)
ITEM: Final = re.compile(r"\s*(?:[•*–\-]|\d+[.)])\s")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A piece of a text: from `start` up to, not including, `end`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


def sentences(text: str) -> list[Span]:
    """Every sentence in order; together they hold every letter that is not a space."""
    cuts = [0, *_cuts(text), len(text)]
    found = [_trimmed(text, start, end) for start, end in pairwise(cuts)]
    return [piece for span in found if span.end > span.start for piece in _short(text, span)]


def _cuts(text: str) -> list[int]:
    lines = [found.end() for found in BREAK.finditer(text) if _ends_here(text, found)]
    stops = [
        found.end()
        for found in STOPS.finditer(text)
        if not SHORT.search(text[max(0, found.start() - 8) : found.start() + 1])
    ]
    return sorted({*lines, *stops})


def _ends_here(text: str, found: re.Match[str]) -> bool:
    """A new line ends a sentence, unless the next one plainly goes on with it."""
    before, after = text[: found.start()].rstrip()[-1:], text[found.end() : found.end() + 4]
    if not before or not after or before in ".!?…:;" or ITEM.match(after):
        return True
    goes_on = after[:1].islower() or before in ",-–("
    return not goes_on


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _short(text: str, span: Span) -> list[Span]:
    """A sentence without an end, cut where there is room."""
    pieces, start = [], span.start
    while span.end - start > LONGEST:
        room = max(text.rfind(" ", start + 1, start + LONGEST), start)
        cut = room if room > start else start + LONGEST
        pieces.append(_trimmed(text, start, cut))
        start = _trimmed(text, cut, span.end).start
    return [*pieces, Span(start, span.end)]
