"""The chain that holds the trail together, over every programme: ids and digests, no words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Final, TypeVar
from uuid import UUID

from django.db.models import Exists, OuterRef

from alongside.algorithms import chain
from alongside.toolbox.ids import earliest_uuid7

from ..models import Concern, Entry, Seal

AT_ONCE: Final = 500
Row = TypeVar("Row")


def unsealed(*, since: datetime | None = None) -> list[Entry]:
    """Some that no seal holds yet, oldest first; `since` looks only at what was written after."""
    rows = Entry.objects.filter(pk__gte=earliest_uuid7(since)) if since else Entry.objects.all()
    sealed = Seal.objects.filter(entry_id=OuterRef("pk"))
    return list(rows.filter(~Exists(sealed)).order_by("pk")[:AT_ONCE])


def last_seal() -> Seal | None:
    return Seal.objects.order_by("-number").first()


def entry(pk: UUID) -> Entry | None:
    return Entry.objects.filter(pk=pk).first()


def read_again(entries: Iterable[Entry]) -> dict[UUID, bytes]:
    """The digest of what each of these entries says now, with whom it concerns."""
    rows = list(entries)
    people: dict[UUID, list[str]] = {row.pk: [] for row in rows}
    for concern in Concern.objects.filter(entry__in=rows):
        people[concern.entry_id].append(concern.person_id.hex)
    return {row.pk: chain.digest(_said(row, people[row.pk])) for row in rows}


def _said(row: Entry, people: list[str]) -> dict[str, object]:
    held = {field.attname: getattr(row, field.attname) for field in Entry._meta.concrete_fields}
    held |= {name: value.hex for name, value in held.items() if isinstance(value, UUID)}
    return held | {"at": row.at.astimezone(UTC).isoformat(), "concerns": sorted(people)}


@dataclass(frozen=True, slots=True)
class Broken:
    """One place where the trail is not what was sealed."""

    number: int
    entry_id: UUID | None
    what: str  # deleted, altered, moved or cut off


def broken(key: bytes, *, length: int = 0) -> Iterator[Broken]:
    """Look along the whole chain. `length`: how many seals there were, as noted elsewhere."""
    before, expected = chain.START, 1
    for seals in _batches(Seal.objects.order_by("number").iterator()):
        said = read_again(Entry.objects.filter(pk__in=[row.entry_id for row in seals]))
        for row in seals:
            if row.number != expected:
                yield Broken(expected, None, "deleted")
            elif what := _trouble(key, row, before, said):
                yield Broken(row.number, row.entry_id, what)
            before, expected = bytes(row.seal), row.number + 1
    if expected <= length:
        yield Broken(expected, None, "cut off")


def _trouble(key: bytes, row: Seal, before: bytes, said: dict[UUID, bytes]) -> str:
    there = chain.seal(
        key,
        before=before,
        number=row.number,
        named=row.entry_id.bytes,
        said=bytes(row.digest),
    )
    if there != bytes(row.seal):
        return "moved"
    if row.entry_id not in said:
        return "deleted"
    return "" if said[row.entry_id] == bytes(row.digest) else "altered"


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(islice(rows, AT_ONCE)):
        yield batch
