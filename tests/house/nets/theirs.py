"""Which words on a page are people's own, and which are ours.

Two ways to know: the element says `data-theirs` (or stands in another language than the page),
or the words are in the database. What is left is ours: it must be plain and translatable.
"""

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from typing import Any, Final

from django.apps import apps
from django.db import models
from django.db.models import QuerySet

from alongside.toolbox.personal import plain
from alongside.toolbox.sealed import SealedText

from .page import SILENT, Element, Page

SHORTEST: Final = 3
OURS: Final = ("alongside.toolbox", "alongside.throughout.library")
SPOKEN_ATTRIBUTES: Final = ("alt", "aria-label", "title", "placeholder")
BUTTONS: Final = frozenset(["submit", "button", "reset"])


def kept_words() -> list[str]:
    """Every text people typed, longest first: what the database holds in free text fields."""
    found: set[str] = set()
    for model in apps.get_models():
        if not model.__module__.startswith("alongside."):
            continue
        for field in model._meta.get_fields():
            if isinstance(field, models.CharField | models.TextField) and not field.choices:
                found.update(str(value) for value in _values(model, field.name) if value)
            elif isinstance(field, SealedText):
                rows: QuerySet[models.Model] = QuerySet(model)
                found.update(_inside(getattr(row, field.name) for row in rows))
            elif isinstance(field, models.JSONField):
                for value in _values(model, field.name):
                    found.update(_strings(value))
    return whole(plain(words) for words in found)


def _values(model: type[models.Model], name: str) -> Iterable[Any]:
    """Read across every wall: only the tests may."""
    return QuerySet(model).values_list(name, flat=True)


def _inside(sealed: Iterable[str]) -> Iterator[str]:
    """Give what was sealed, and the words inside it where it is kept as a list of things."""
    for text in sealed:
        yield text
        if text.startswith(("{", "[")):
            with suppress(ValueError):
                yield from _strings(json.loads(text))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def whole(values: Iterable[str]) -> list[str]:
    lines = {line.strip() for value in values for line in [value, *value.splitlines()]}
    return sorted((line for line in lines if len(line) >= SHORTEST), key=lambda v: (-len(v), v))


TOKEN: Final = re.compile(r"\w+|[^\w\s]")
SPACES: Final = re.compile(r"[^\S\n]+")


@lru_cache(maxsize=64)
def _by_first_word(theirs: tuple[str, ...]) -> dict[str, list[str]]:
    """Give what may follow a word: quicker than asking for each of two thousand texts."""
    found: dict[str, list[str]] = {}
    for value in theirs:
        phrase = " ".join(value.lower().split())
        if start := TOKEN.match(phrase):
            found.setdefault(start[0], []).append(phrase)
    return {word: sorted(phrases, key=len, reverse=True) for word, phrases in found.items()}


def without(text: str, theirs: Iterable[str]) -> str:
    """Take people's words out and leave ours: whole words, the longest text first."""
    text = SPACES.sub(" ", text)
    low, known = text.lower(), _by_first_word(tuple(theirs))
    low = low if len(low) == len(text) else text  # a few letters grow when they are made small
    kept, place = [], 0
    for token in TOKEN.finditer(low):
        if token.start() < place:
            continue
        for phrase in known.get(token[0], ()):
            end = token.start() + len(phrase)
            joined = phrase[-1].isalnum() and low[end : end + 1].isalnum()
            if low.startswith(phrase, token.start()) and not joined:
                kept += [text[place : token.start()], " "]
                place = end
                break
    return "".join([*kept, text[place:]])


def is_theirs(element: Element) -> bool:
    """Say whether it is marked as people's words, or is in a language of its own."""
    return any(
        "data-theirs" in e or ("lang" in e and e.tag != "html") for e in (element, *element.above())
    )


def spoken(page: Page) -> Iterator[tuple[Element, str]]:
    """Yield each piece of ours that is seen or heard, with the element it stands in."""
    for element, text in page.root.pieces():
        if not is_theirs(element) and element.tag not in {"head", "html", "#page", *SILENT}:
            yield element, text
    for element in page.elements:
        if is_theirs(element):
            continue
        for attribute in SPOKEN_ATTRIBUTES:
            if element[attribute]:
                yield element, element[attribute]
        if element.tag == "input" and element["type"] in BUTTONS:
            yield element, element["value"]
        if element.tag == "meta" and element["name"] == "description":
            yield element, element["content"]
