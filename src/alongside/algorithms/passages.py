"""Finding the exact place of words that somebody copied out of a text."""

import re
import unicodedata
from collections.abc import Collection, Iterable

from .sentences import Span


def find_words(text: str, within: Span, words: str) -> Span | None:
    """Where these words stand in a piece of a text, however the spaces between them were kept."""
    pieces = words.split()
    if not pieces:
        return None
    for form in ("NFC", "NFD"):
        pattern = r"\s+".join(re.escape(unicodedata.normalize(form, piece)) for piece in pieces)
        found = re.search(pattern, within.of(text))
        if found:
            return Span(within.start + found.start(), within.start + found.end())
    return None


def runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """First and last of each unbroken run: 2, 3, 4, 9 is 2 to 4 and 9 to 9."""
    out: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if out and number == out[-1][1] + 1:
            out[-1] = (out[-1][0], number)
        else:
            out.append((number, number))
    return out


def over(spans: Collection[Span], first: int, last: int) -> Span:
    """The piece of text from one numbered span to another, both counted from 1."""
    listed = list(spans)
    return Span(listed[first - 1].start, listed[last - 1].end)
