"""What is somebody's own, and how it is kept so that it can be forgotten for good.

A model lists its personal columns in `Personal`, each with its purpose. Where the purpose is `Who`
or `Said`, the column belongs to one person: the one `OWNER` leads to (`person_id`, where a model
says nothing else). Such a column is emptied when they are erased, and a backup holds it sealed
under their key. Words about somebody that are kept elsewhere, in the trail above all, are `own`
words: sealed under the same key, and plain only on the page.
"""

import base64
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Self
from uuid import UUID, uuid5

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from . import keys
from .sealed import Sealed, SealedText

MARK: Final = "⁂"  # begins words that are sealed
MOST: Final = 180  # bytes that, sealed, still fit into the 300 letters of a reference
SOMEBODY: Final = gettext_lazy("Somebody who left")
NAME: Final = b"n"
WORDS: Final = b"w"
GONE: Final = "…"
HEAD: Final = len(NAME) + 16 + keys.NONCE


class Purpose(str):  # noqa: SLOT000 -- it carries more than its words
    """What a personal column is for, and what stands in it once its owner is forgotten."""

    instead: str | bool | Promise | None

    def __new__(cls, words: str, *, instead: str | bool | Promise | None = None) -> Self:
        purpose = super().__new__(cls, words)
        purpose.instead = instead
        return purpose


class Who(Purpose):
    """The purpose of a column that tells who somebody is: it is forgotten with them."""


class Said(Purpose):
    """The purpose of a column with what somebody said: they choose whether it is forgotten too."""


@dataclass(frozen=True, slots=True)
class Own:
    """The columns of one table that belong to one person each."""

    model: type[models.Model]
    owner: str  # the way from a row to its owner's id, as queries write it
    who: tuple["models.Field[Any, Any]", ...]
    said: tuple["models.Field[Any, Any]", ...]

    @property
    def columns(self) -> tuple["models.Field[Any, Any]", ...]:
        return *self.who, *self.said


# Tables of libraries, which know nothing of us: their rows go with their owner.
_WHOLE_ROWS: Final[dict[str, Own]] = {}


def whole_rows(label: str, *, owner: str, columns: tuple[str, ...]) -> None:
    """Say, in a room's apps.py, that rows of a library's table go with their owner."""
    model = apps.get_model(label)
    who = tuple(model._meta.get_field(name) for name in columns)
    _WHOLE_ROWS[model._meta.label_lower] = Own(model, owner, who, ())


def goes_whole(model: type[models.Model]) -> Own | None:
    return _WHOLE_ROWS.get(model._meta.label_lower)


@cache
def own_of(model: type[models.Model]) -> Own | None:
    """What of this table belongs to one person a row, or nothing."""
    listed = vars(getattr(model, "Personal", object))
    who = tuple(model._meta.get_field(n) for n, why in listed.items() if isinstance(why, Who))
    said = tuple(model._meta.get_field(n) for n, why in listed.items() if isinstance(why, Said))
    return Own(model, owner_in(model), who, said) if who or said else None  # type: ignore[arg-type]  # -- columns, not relations


def all_own() -> Iterator[Own]:
    return (own for model in apps.get_models() if (own := own_of(model)))


def all_whole_rows() -> Iterator[Own]:
    return iter(_WHOLE_ROWS.values())


def owner_in(model: type[models.Model]) -> str:
    """The way from a row to its owner's id; empty where a row belongs to nobody."""
    said = getattr(model, "OWNER", "")
    if said:
        return str(said)
    try:
        return str(model._meta.get_field("person").attname)  # type: ignore[union-attr]  # -- a column
    except FieldDoesNotExist:
        return "person_id" if hasattr(model, "person_id") else ""


def emptied(field: "models.Field[Any, Any]") -> Any:  # noqa: ANN401 -- whatever the column holds
    """What stands in a column when its owner is forgotten."""
    instead = vars(getattr(field.model, "Personal"))[field.name].instead  # noqa: B009 -- no base class names it
    if instead is not None:
        return str(instead) if isinstance(instead, Promise) else instead
    if isinstance(field, SealedText):
        return Sealed()
    if field.null:
        return None
    if field.has_default():
        return field.get_default()
    return "" if field.blank else GONE


def key_of_said(person_id: UUID) -> UUID:
    """What somebody said has a key of its own: it may stay when they go."""
    return uuid5(person_id, "what they said")


def own(owner: UUID, words: str, *, kind: bytes = WORDS, most: int | None = None) -> str:
    """Words that only their owner's key opens, ready to be kept anywhere; `most` bytes of them."""
    if not words:
        return ""
    words = _cut(words, most) if most else words
    if keys.gone(owner):
        return words  # of somebody forgotten nothing is left that would have to be hidden
    nonce = os.urandom(keys.NONCE)
    head = kind + owner.bytes
    key = keys.key_for(owner, create=True)
    body = AESGCM(key).encrypt(nonce, words.encode(), head)
    return MARK + base64.urlsafe_b64encode(head + nonce + body).decode().rstrip("=")


def name(owner: UUID, first_name: str) -> str:
    """Somebody's name as own words; when they are forgotten it says so."""
    return own(owner, first_name, kind=NAME, most=MOST)


def called(row: models.Model) -> str:
    """What a row is called elsewhere: own words where it belongs to somebody."""
    way = owner_in(type(row))
    if not way:
        return str(row)
    found: Any = row
    for step in way.split("__"):
        found = getattr(found, step, None)
    return own(found or row.pk, str(row), most=MOST)


def plain(words: str) -> str:
    """What own words say, or that they were forgotten; other words as they are."""
    if not words.startswith(MARK):
        return words
    coded = words.removeprefix(MARK)
    try:
        held = base64.urlsafe_b64decode(coded + "=" * (-len(coded) % 4))
        if held[:1] not in {NAME, WORDS} or len(held) <= HEAD:
            return words
        key = keys.key_for(UUID(bytes=held[1:17]), create=False)
        return AESGCM(key).decrypt(held[17:HEAD], held[HEAD:], held[:17]).decode()
    except keys.KeyGoneError:
        return str(SOMEBODY) if held[:1] == NAME else GONE
    except (ValueError, InvalidTag):
        return words  # somebody typed that mark


def all_plain(words: Mapping[str, Any]) -> dict[str, Any]:
    return {gap: plain(said) if isinstance(said, str) else said for gap, said in words.items()}


def _cut(words: str, most: int) -> str:
    if len(words.encode()) <= most:
        return words
    return words.encode()[: most - len(GONE.encode())].decode(errors="ignore") + GONE
