"""Forgetting somebody who asks for it: on the day, everywhere, and in backups too.

A first job empties what is theirs, in one transaction. A second destroys their keys: what older
backups and the trail hold of them can then be read by nobody. Each may die and be done again.
"""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy

from alongside.foundation.trail.actions import record
from alongside.toolbox import forgetting, keys
from alongside.toolbox.jobs import enqueue
from alongside.toolbox.references import Reference
from alongside.toolbox.sentences import sentence
from alongside.toolbox.verdicts import insist

from .. import queries, rules
from ..models import Forgetting, Hand, House, Person
from .themselves import reference

FORGET: Final = "people.forget"
DESTROY: Final = "people.destroy_keys"
WEEK: Final = timedelta(days=7)
ASKED = sentence("people.asked_to_be_forgotten", gettext_lazy("%(who)s asked us to forget them."))
STAYS = sentence("people.stays", gettext_lazy("%(who)s asked us not to forget them after all."))
FORGOTTEN = sentence("people.forgotten", gettext_lazy("We forgot somebody who asked for it."))


@transaction.atomic
def ask_to_be_forgotten(*, by: Hand, words_too: bool, now: datetime) -> Forgetting:
    """Ask for it; until the day comes, the person can change their mind. Asked twice is once."""
    person = Person.objects.select_for_update().get(pk=by.person.pk)
    insist(rules.may_be_forgotten(person))
    found = queries.forgetting(person)
    if found is None:
        due_at = now + timedelta(days=queries.days_to_wait())
        found = Forgetting.objects.create(
            person=person, asked_at=now, written_by_id=by.writer.pk, due_at=due_at
        )
        enqueue(FORGET, key=f"forget {found.pk}", now=due_at, arguments={"asked": str(found.pk)})
        record(ASKED, by=by, about=reference(person), programme_id=None, now=now)
        rules.was_asked.ask(found, by, now)
    if found.words_too != words_too:
        found.words_too = words_too
        found.save(update_fields=["words_too"])
    return found


@transaction.atomic
def keep_me(*, by: Hand, now: datetime) -> None:
    """The person changed their mind. Saying so twice changes nothing."""
    person = Person.objects.select_for_update().get(pk=by.person.pk)
    found = queries.forgetting(person)
    if found:
        found.taken_back_at = now
        found.save(update_fields=["taken_back_at"])
        record(STAYS, by=by, about=reference(person), programme_id=None, now=now)


def forget(asked: UUID, now: datetime) -> None:
    """On the day: part from everything, empty what is theirs, leave the keys to a second job."""
    found = Forgetting.objects.select_for_update().get(pk=asked)
    if found.taken_back_at or found.emptied_at:
        return
    person = Person.objects.select_for_update().get(pk=found.person_id)
    if not rules.may_be_forgotten(person):
        _wait(found, now)
        return
    rules.parting.ask(person, now)
    _sign_out_everywhere(person)
    own_keys = forgetting.empty(person.pk, words_too=found.words_too)
    found.emptied_at = now
    found.save(update_fields=["emptied_at"])
    owners = [*found.key_owners, *own_keys]
    record(
        FORGOTTEN,
        by=House(),
        about=Reference("people.person", person.pk, ""),
        programme_id=None,
        now=now,
    )
    arguments = {"asked": str(found.pk), "owners": [str(owner) for owner in owners]}
    enqueue(DESTROY, key=f"destroy {found.pk}", now=now, arguments=arguments)


def destroy_keys(owners: list[UUID]) -> None:
    """Destroy keys and wipe what the database's own files still hold. May be done again."""
    for owner in owners:
        keys.destroy(owner)
    forgetting.wipe()


@transaction.atomic
def done(asked: UUID, now: datetime) -> None:
    Forgetting.objects.filter(pk=asked).update(done_at=now)


def _sign_out_everywhere(person: Person) -> None:
    rows = UserSession.objects.filter(user_id=person.pk)
    Session.objects.filter(pk__in=list(rows.values_list("session_key", flat=True))).delete()
    rows.delete()


def _wait(found: Forgetting, now: datetime) -> None:
    """Something has to be settled first, such as money we owe: look again in a week."""
    found.due_at = now + WEEK
    found.save(update_fields=["due_at"])
    key = f"forget {found.pk} {localdate(found.due_at)}"
    enqueue(FORGET, key=key, now=found.due_at, arguments={"asked": str(found.pk)})
