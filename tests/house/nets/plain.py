"""Our own words: easy to read, and kind to the ear."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from alongside.algorithms import readability

from .page import INLINE, SILENT, Element, Page
from .theirs import without

CO_RESEARCHERS: Final = 7.0
ELSEWHERE: Final = 9.0
TOO_FEW: Final = 12  # a grade of fewer words says nothing
LONGEST: Final = 20
SHOUTS: Final = re.compile(r"!")
AVOIDED: Final = re.compile(
    r"\b(please note|utilis\w+|stakeholder engagement|service users?|hard to reach|leverage"
    r"|going forward|in order to|prior to|commence\w*|facilitate[sd]?|terminat\w+"
    r"|remaining allocation|e\.g\.|i\.e\.|etc)\b",
    re.IGNORECASE,
)


def own_words(page: Page, theirs: Iterable[str]) -> list[str]:
    """Give the sentences of ours in `main`: each block, label and heading stands alone."""
    if page.main is None:
        return []
    text = without("".join(_ours(page.main)).replace(" · ", "\n"), theirs)
    kept = (re.sub(r"\s+", " ", block).strip(" ,:;\u2013-·") for block in text.split("\n"))
    return [s for block in kept for s in readability.sentences(block)]


def _ours(element: Element) -> Iterator[str]:
    """Like `Element.text`, leaving out what is marked as people's own."""
    if element.tag in SILENT or "data-theirs" in element or "lang" in element:
        return
    edge = "" if element.tag in INLINE else "\n"
    yield edge
    for child in element.children:
        if isinstance(child, str):
            yield re.sub(r"\s+", " ", child)
        else:
            yield from _ours(child)
    yield edge


def reading(page: Page, theirs: Iterable[str]) -> readability.Reading:
    return readability.measure("\n".join(own_words(page, theirs)))


def too_hard(page: Page, theirs: Iterable[str], *, limit: float) -> list[str]:
    text = "\n".join(own_words(page, theirs))
    found = readability.measure(text)
    if found.words < TOO_FEW or found.grade <= limit:
        return []
    hard = readability.hard_words(text)
    return [f"reading grade {found.grade:.1f}, not {limit:.0f}; hard: {', '.join(hard[:8])}"]


def unkind(page: Page, theirs: Iterable[str]) -> list[str]:
    """Sentences too long, shouting, and words `docs/words.md` avoids."""
    said = []
    for sentence in own_words(page, theirs):
        count = len(readability.words(sentence))
        if count > LONGEST:
            said.append(f"{count} words in a sentence: “{sentence}”")
        if SHOUTS.search(sentence):
            said.append(f"an exclamation mark: “{sentence}”")
        said += [f"“{word}” is a word we avoid" for word in AVOIDED.findall(sentence)]
    return said
