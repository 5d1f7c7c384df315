from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from alongside.algorithms import chain
from alongside.toolbox import keys, sentences
from alongside.toolbox.references import Reference, about_fields

from .models import NOWHERE, Concern, Entry, Seal, Signature
from .queries import seals

KEY: Final = UUID(int=1)  # the trail's own place among the keys; no person has such an id
SLOWEST: Final = timedelta(days=1)  # between writing an entry and seeing it
NOTE: Final = "trail"  # beside the keys: how long the chain was when it was last sealed


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


def seal(now: datetime) -> int:
    """Hold what has no seal yet in the chain, oldest first; says how many.

    A job does it, so that no write waits for another's seal. Two jobs at once: the numbers are
    there only once, and the second is tried again. What took longer than a day to be committed
    is found by `alongside trail verify`.
    """
    last = seals.last_seal()
    since = last.at - SLOWEST if last else None
    sealed = 0
    while done := _seal_some(now, since):
        sealed += done
    return sealed


@transaction.atomic
def _seal_some(now: datetime, since: datetime | None) -> int:
    rows = seals.unsealed(since=since)
    if not rows:
        return 0
    key, said, last = keys.key_for(KEY, create=True), seals.read_again(rows), seals.last_seal()
    number, before = (last.number, bytes(last.seal)) if last else (0, chain.START)
    links = []
    for row in rows:
        number += 1
        before = chain.seal(
            key, before=before, number=number, named=row.pk.bytes, said=said[row.pk]
        )
        links.append(
            Seal(
                number=number,
                entry_id=row.pk,
                digest=said[row.pk],
                seal=before,
                at=now,
            )
        )
    Seal.objects.bulk_create(links)
    transaction.on_commit(lambda: keys.note(NOTE, str(number)))
    return len(links)
