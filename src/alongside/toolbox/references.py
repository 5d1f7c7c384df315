"""What a thing is about: its kind, its id, and the words as they were. No generic foreign keys."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.core import signing
from django.db import models

from .personal import plain

SALT: Final = "alongside.references"
_ADDRESSES: Final[dict[str, Callable[[str, UUID], str]]] = {}


@dataclass(frozen=True, slots=True)
class Reference:
    """`kind` is a model's label in lower case, such as `opportunities.opportunity`."""

    kind: str
    id: UUID
    words: str  # as they are kept: own words stay sealed

    @property
    def said(self) -> str:
        """Its words, as a page shows them."""
        return plain(self.words)

    def address(self, programme_slug: str) -> str:
        """Where it can be read, or nothing where it has no page."""
        find = _ADDRESSES.get(self.kind)
        return find(programme_slug, self.id) if find else ""


def addressed(kind: str, find: Callable[[str, UUID], str]) -> None:
    """Say, in a room's apps.py, where things of this kind can be read."""
    _ADDRESSES[kind] = find


class About(models.Model):
    """For rows that are about something in another room."""

    about_kind = models.CharField(max_length=60, blank=True)
    about_id = models.UUIDField(null=True, blank=True)
    about_words = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True

    @property
    def about(self) -> Reference | None:
        if self.about_id is None:
            return None
        return Reference(self.about_kind, self.about_id, self.about_words)

    @property
    def about_said(self) -> str:
        """Its words, as a page shows them."""
        return plain(self.about_words)


def about_fields(about: Reference | None) -> dict[str, object]:
    """The three fields, ready for `create(**…)`."""
    if about is None:
        return {"about_kind": "", "about_id": None, "about_words": ""}
    return {"about_kind": about.kind, "about_id": about.id, "about_words": about.words[:300]}


def seal(about: Reference, place: UUID) -> str:
    """A reference a form can carry: nobody can make one up, nor take it to another programme."""
    found = [str(place), about.kind, str(about.id), about.words[:300]]
    return signing.dumps(found, salt=SALT, compress=True)


def unseal(sealed: str, place: UUID) -> Reference | None:
    """What the form was about, or nothing where the seal is not ours or not of this place."""
    try:
        where, kind, pk, words = signing.loads(sealed, salt=SALT)
    except signing.BadSignature:
        return None
    return Reference(kind, UUID(pk), words) if where == str(place) else None
