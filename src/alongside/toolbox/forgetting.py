"""Empties what belongs to one person, in every table that says so."""

from uuid import UUID

from django.db import connection, models

from . import personal
from .sealed import SealedText


class StillReadError(Exception):
    """Somebody was reading the database's log: wiping it is tried again."""


def empty(person_id: UUID, *, words_too: bool) -> list[UUID]:
    """Empty a person's columns; answers rows whose values were sealed under keys of their own."""
    keys: list[UUID] = []
    for own in personal.all_own():
        rows = rows_of(own, person_id)
        if own.owner != "id" and any(_sealed_for_itself(field) for field in own.columns):
            keys += rows.values_list("pk", flat=True)
        if own.who:
            rows.update(**{field.attname: personal.emptied(field) for field in own.who})
        for field in own.said if words_too else ():
            rows.exclude(**{field.attname: ""}).update(**{field.attname: personal.GONE})
    for own in personal.all_whole_rows():
        rows_of(own, person_id).delete()
    return keys


def rows_of(own: personal.Own, person_id: UUID) -> "models.QuerySet[models.Model]":
    return own.model._base_manager.filter(**{own.owner: person_id})  # noqa: SLF001 -- Django documents it


def wipe() -> None:
    """SQLite's log keeps older pages until it is written back; emptied columns are in them."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        busy, _pages, _moved = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise StillReadError


def _sealed_for_itself(field: "models.Field[object, object]") -> bool:
    return isinstance(field, SealedText) and field.owner == "id"
