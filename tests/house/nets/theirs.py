"""Which words on a page are people's own, and which are ours.

Two ways to know: the element says `data-theirs` (or stands in another language than the page),
or the words are in the database. What is left is ours: it must be plain and translatable.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, Final

from django.apps import apps
from django.db import models
from django.db.models import QuerySet

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
                found.update(getattr(row, field.name) for row in rows)
            elif isinstance(field, models.JSONField):
                for value in _values(model, field.name):
                    found.update(_strings(value))
    return whole(found)


def _values(model: type[models.Model], name: str) -> Iterable[Any]:
    """Read across every wall: only the tests may."""
    return QuerySet(model).values_list(name, flat=True)


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


@lru_cache(maxsize=64)
def _pattern(theirs: tuple[str, ...]) -> re.Pattern[str]:
    each = "|".join(r"\s+".join(map(re.escape, value.split())) for value in theirs if value.split())
    return re.compile(rf"(?<!\w)(?:{each})(?!\w)" if each else r"(?!)", re.IGNORECASE)


def without(text: str, theirs: Iterable[str]) -> str:
    """Take people's words out and leave ours."""
    return _pattern(tuple(theirs)).sub(" ", text)


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
    for element in page.root.walk():
        if is_theirs(element):
            continue
        for attribute in SPOKEN_ATTRIBUTES:
            if element[attribute]:
                yield element, element[attribute]
        if element.tag == "input" and element["type"] in BUTTONS:
            yield element, element["value"]
        if element.tag == "meta" and element["name"] == "description":
            yield element, element["content"]
