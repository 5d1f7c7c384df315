from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from alongside.toolbox import sentences
from alongside.toolbox.references import Reference, about_fields

from .models import NOWHERE, Concern, Entry, Signature


def record(
    key: str,
    *,
    by: Signature,
    about: Reference,
    programme_id: UUID | None,
    now: datetime,
    concerns: Iterable[UUID] = (),
    words: Mapping[str, str] | None = None,
    answers: Entry | None = None,
) -> Entry:
    """Write down, in the caller's transaction, who did what, and whom it concerns.

    `key` names a sentence with the gaps %(who)s, %(what)s and those of `words`.
    """
    sentences.find(key)
    entry = Entry.objects.create(
        key=key,
        programme_id=programme_id or NOWHERE,
        at=now,
        person_id=by.person_id,
        writer_id=by.writer_id,
        how=by.how,
        words=dict(words or {}),
        answers=answers,
        **about_fields(about),
    )
    people = {person for person in (by.person_id, by.writer_id, *concerns) if person}
    Concern.objects.bulk_create(
        Concern(entry=entry, programme_id=entry.programme_id, person_id=person)
        for person in sorted(people)
    )
    return entry
