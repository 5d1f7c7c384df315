"""What people do about themselves, and what others write down for them."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.foundation.trail import queries as trail
from alongside.foundation.trail.actions import record
from alongside.foundation.trail.models import Entry
from alongside.toolbox.references import Reference
from alongside.toolbox.sentences import sentence
from alongside.toolbox.undo import undo_of
from alongside.toolbox.verdicts import NotAllowed

from ..models import Hand, Person

AGE_RULES = (16, 18)  # years: with a guardian under 16, a young person under 18

CHANGED = sentence("people.changed", gettext_lazy("%(who)s changed what we keep about them."))
CONFIRMED = sentence(
    "people.confirmed", gettext_lazy("%(who)s said that what was written for them is right.")
)
TAKEN_BACK = sentence(
    "people.taken_back", gettext_lazy("%(who)s took back what was written for them.")
)


@transaction.atomic
def write_down(*, first_name: str, now: datetime, email: str | None = None, **more: str) -> Person:
    """Make a person's record. Somebody without email is told things in another way."""
    person = Person(first_name=first_name, email=email or None, joined_at=now, **more)
    person.set_unusable_password()
    person.save()
    return person


def reference(person: Person) -> Reference:
    return Reference("people.person", person.pk, person.named)


@transaction.atomic
def change(*, by: Hand, now: datetime, **fields: str | date | time | None) -> None:
    """Keep what a person says about themselves: only fields of their own record."""
    person = Person.objects.select_for_update().get(pk=by.person.pk)
    for name, value in fields.items():
        setattr(person, name, value)
    person.save(update_fields=list(fields))
    record(CHANGED, by=by, about=reference(person), programme_id=None, now=now)


def say_name(
    *, by: Hand, first_name: str, full_name: str, born_on: date | None, now: datetime
) -> None:
    """Keep what to call somebody, and, for somebody young, the day the age rules change next."""
    change(
        by=by,
        now=now,
        first_name=first_name,
        full_name=full_name,
        born_on_sealed=born_on.isoformat() if born_on else "",
        next_age_rule_on=next_age_rule(born_on, today=localdate(now)) if born_on else None,
    )


def next_age_rule(born_on: date, *, today: date) -> date | None:
    """The next birthday on which a rule changes: the 16th, then the 18th."""
    birthdays = [_birthday(born_on, years) for years in AGE_RULES]
    return next((day for day in birthdays if day > today), None)


def _birthday(born_on: date, years: int) -> date:
    """Somebody born on 29 February has the 1st of March in other years."""
    try:
        return born_on.replace(year=born_on.year + years)
    except ValueError:
        return date(born_on.year + years, 3, 1)


def say_needs(
    *, by: Hand, needs: Mapping[str, str], reads: str, how_i_work_best: str, now: datetime
) -> None:
    """Keep access needs, in the person's own words, and that they are right today."""
    kept = {key: said for key, said in needs.items() if said}
    change(
        by=by,
        now=now,
        access_needs=json.dumps(kept, ensure_ascii=False) if kept else "",
        reads=reads,
        how_i_work_best=how_i_work_best,
        needs_confirmed_at=now,
    )


def confirm_needs(*, by: Hand, now: datetime) -> None:
    """Nothing has changed: the same needs hold, and nobody asks again."""
    change(by=by, now=now, needs_confirmed_at=now)


@transaction.atomic
def confirm(*, by: Hand, entry_id: UUID, programme_ids: Iterable[UUID], now: datetime) -> None:
    """Say that what somebody wrote down for me is right."""
    entry = _waiting(by, entry_id, programme_ids)
    _answer(CONFIRMED, by, entry, now)


@transaction.atomic
def take_back(*, by: Hand, entry_id: UUID, programme_ids: Iterable[UUID], now: datetime) -> None:
    """Undo what somebody wrote down for me."""
    entry = _waiting(by, entry_id, programme_ids)
    undo = undo_of(entry.key)
    if undo is None or entry.about_id is None:
        raise NotAllowed(_("This cannot be taken back here. Ring us and we put it right."))
    undo(entry.programme_id, entry.about_id, by, now)
    _answer(TAKEN_BACK, by, entry, now)


def _answer(key: str, by: Hand, entry: Entry, now: datetime) -> None:
    record(
        key,
        by=by,
        about=reference(by.person),
        programme_id=entry.programme_id,
        now=now,
        concerns=[entry.writer_id] if entry.writer_id else [],
        answers=entry,
    )


def _waiting(by: Hand, entry_id: UUID, programme_ids: Iterable[UUID]) -> Entry:
    """The entry, if it was written for this person and they have not answered it yet."""
    Person.objects.select_for_update().get(pk=by.person.pk)
    entry = trail.done_for(by.person.pk, programme_ids).filter(pk=entry_id).first()
    if entry is None:
        raise NotAllowed(_("You have answered this already."))
    return entry
