"""What is left of a page when its words are gone and its repeated items are folded."""

from hashlib import sha256
from itertools import islice
from typing import Final

from .page import Element, Page

SHAPING: Final = (
    "class", "type", "role", "method", "scope", "hidden", "disabled", "checked", "open",
    "required", "aria-hidden", "aria-current", "aria-live",
    "aria-expanded", "aria-invalid", "dir", "data-theme",
)  # fmt: skip
NAMING: Final = ("alt", "aria-label", "aria-labelledby", "aria-describedby", "title", "for")


def skeleton(page: Page) -> str:
    return _bones(page.root)


def fingerprint(page: Page) -> str:
    return sha256(skeleton(page).encode()).hexdigest()[:16]


def joints(page: Page) -> set[tuple[str, ...]]:
    """Give each way an element stands in what is around it: what a browser may draw badly."""
    return {
        tuple(_shape(e) for e in (element, *islice(element.above(), 2)))
        for element in page.elements[1:]
    }


def _shape(element: Element) -> str:
    said = (f" {n}={' '.join(sorted(element[n].split()))}" for n in SHAPING if n in element)
    return element.tag + "".join(said)


def _bones(element: Element) -> str:
    named = "".join(f" {n}" for n in NAMING if n in element)
    inside = [
        "…" if isinstance(child, str) else _bones(child)
        for child in element.children
        if not isinstance(child, str) or child.strip()
    ]
    return f"<{_shape(element)}{named}>{''.join(fold(inside))}</>"


def fold(items: list[str]) -> list[str]:
    """One of each run: a list of three and of three hundred have the same bones."""
    folded: list[str] = []
    place = 0
    while place < len(items):
        folded.append(items[place])
        width = _run(items, place)
        if width:
            block = items[place : place + width]
            folded.extend(block[1:])
            while items[place : place + width] == block:
                place += width
        else:
            place += 1
    return folded


def _run(items: list[str], place: int) -> int:
    """How wide is the block that is repeated here, if any; up to four items."""
    for width in range(1, 5):
        block = items[place : place + width]
        if len(block) == width and block == items[place + width : place + 2 * width]:
            return width
    return 0
