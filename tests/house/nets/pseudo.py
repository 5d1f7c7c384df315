"""A language that marks every translated word, so that a word nobody can translate stands out."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.utils import translation

from .page import Page, tidy
from .theirs import spoken, without

OPEN, CLOSE = "⟦", "⟧"
PLACES: Final = re.compile(r"(%\([^)]+\)[#0 +-]*\d*(?:\.\d+)?[a-zA-Z]|%%|%[sdrif]|\{[^{}]*\})")
MARKED: Final = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")
LETTERS: Final = re.compile(r"[^\W\d_]{2,}")
NAMES: Final = ("Alongside",)
ADDRESSES: Final = re.compile(r"\S+@\S+|\S*/\S*")


def marked(text: str) -> str:
    """Wrap what a translator would write; leave open what is filled in later."""
    parts = PLACES.split(text)
    return "".join(
        part if place % 2 or not LETTERS.search(part) else f"{OPEN}{part}{CLOSE}"
        for place, part in enumerate(parts)
    )


@contextmanager
def pseudo_language() -> Iterator[None]:
    """While it lasts, every answer of gettext comes marked."""
    catalogue: Any = vars(translation)["_trans"]  # the one place all translation passes
    names = ("gettext", "ngettext", "pgettext", "npgettext")
    real: dict[str, Callable[..., str]] = {name: getattr(catalogue, name) for name in names}

    def marking(name: str) -> Callable[..., str]:
        return lambda *words: marked(real[name](*words))

    for name in names:
        setattr(catalogue, name, marking(name))
    try:
        yield
    finally:
        for name in names:
            setattr(catalogue, name, real[name])


def untranslated(page: Page, theirs: Iterable[str]) -> list[str]:
    """Words of ours that came from no catalogue."""
    theirs = tuple(theirs)
    seen: dict[str, None] = {}
    inside = False
    for element, text in spoken(page):
        bare, inside = _bare(text, inside=inside)
        left = without(ADDRESSES.sub(" ", bare), (*theirs, *NAMES))
        if LETTERS.search(left):
            seen.setdefault(f"{element} says “{tidy(left)}”, which nobody can translate")
    return list(seen)


def _bare(text: str, *, inside: bool) -> tuple[str, bool]:
    """Give what is outside the marks. A mark may open in one piece and close in a later one."""
    outside = []
    for part in re.split(f"([{OPEN}{CLOSE}])", text):
        if part in (OPEN, CLOSE):
            inside = part == OPEN
        elif not inside:
            outside.append(part)
    return " ".join(outside), inside
