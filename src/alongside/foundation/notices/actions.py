"""Telling people. Nothing else in the house sends anything.

A notice is said once and waits. When it is due, a job takes everything due for that person,
looks at the choice in force *then*, and either marks one message SENDING, in a short transaction
of its own before the post is touched, or asks a named person to tell them. A message found SENDING
by a second lease may or may not have gone: a person finds out; it is never sent again.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from alongside.foundation.people.models import Hand, Person
from alongside.foundation.people.states import Channel, HowOften
from alongside.foundation.programmes.models import Programme
from alongside.foundation.tasks import actions as tasks
from alongside.foundation.tasks.models import Task
from alongside.foundation.trail.actions import record
from alongside.toolbox import sentences
from alongside.toolbox.jobs import enqueue
from alongside.toolbox.moves import check_move
from alongside.toolbox.references import Reference, about_fields
from alongside.toolbox.sentences import sentence
from alongside.toolbox.verdicts import insist

from . import queries, rules
from .models import Message, Notice
from .states import ASKED_OF_SOMEBODY, MOVES, PATIENCE, TRY_AGAIN_AFTER, Delivery, Sent

GO: Final = "notices.go"
TOLD = sentence("notices.told", _("%(who)s told somebody something, as they wished."))
TRIED = sentence("notices.tried", _("%(who)s tried to tell somebody, and could not reach them."))
JOINED = sentence("notices.joined", _("%(who)s put what waits for somebody together."))
ASK = {
    Channel.EMAIL: sentence(
        "notices.ask_email", _("An email may not have reached %(name)s. Tell them another way.")
    ),
    Channel.TEXT: sentence("notices.ask_text", _("Send %(name)s a text message.")),
    Channel.LETTER: sentence("notices.ask_letter", _("Print and post a letter to %(name)s.")),
    Channel.PHONE: sentence("notices.ask_phone", _("Ring %(name)s. There is something to tell.")),
    Channel.VISIT: sentence("notices.ask_visit", _("Tell %(name)s something face to face.")),
    Channel.ORGANISATION: sentence(
        "notices.ask_through", _("Ask the group %(name)s belongs to, to tell them something.")
    ),
}


@transaction.atomic
def tell(
    person: Person,
    key: str,
    *,
    programme: Programme,
    now: datetime,
    about: Reference | None = None,
    words: Mapping[str, str] | None = None,
) -> Notice:
    """Tell a person something, by the channel, at the times and in the language they chose.

    `key` names a sentence; it is said when it is read or sent, in the reader's language.
    """
    sentences.find(key)
    at_once = person.how_often == HowOften.AT_ONCE
    notice = Notice.objects.create(
        programme=programme,
        person=person,
        key=key,
        words=dict(words or {}),
        said_at=now,
        due_at=queries.next_moment(person, now),
        channel=person.channel,
        delivery=Delivery.WAITING if at_once else Delivery.GATHERED,
        **about_fields(about),
    )
    _plan(notice)
    return notice


@transaction.atomic
def take(
    *, programme_id: UUID, person_id: UUID, job: str, now: datetime, post_answers: bool = True
) -> Message | None:
    """Take what is due for one person, as they want it now: an email to be sent, or None.

    Where the mail server does not answer, nothing has gone: it waits, and then a person is asked.
    """
    person = Person.objects.select_for_update(no_key=True).get(pk=person_id)
    cut_off = queries.taken_by(programme_id, job)
    if cut_off:
        _did_not_arrive(cut_off, now)
        return None
    due = [
        notice
        for notice in queries.due(programme_id, person_id, now=now)
        if not _put_off(notice, person, now)
    ]
    if not due:
        return None
    by_itself = rules.goes_by_itself(person)
    if by_itself and not post_answers:
        if now - due[0].due_at < PATIENCE:
            _plan(due[0], again_at=now + TRY_AGAIN_AFTER)
            return None
        by_itself = False
    message = Message.objects.create(
        programme_id=programme_id, person=person, channel=person.channel, job=job, taken_at=now
    )
    for notice in due:
        notice.message = message
        notice.save(update_fields=["message"])
    _move(message, to=Delivery.SENDING if by_itself else Delivery.BY_HAND)
    if not by_itself:
        _ask_somebody(message, now)
        return None
    return queries.messages(programme_id).get(pk=message.pk)


@transaction.atomic
def sent(*, programme_id: UUID, message_id: UUID, came_of_it: str, now: datetime) -> None:
    """What the post said. Where it refused, somebody tells the person another way."""
    message = _hold(programme_id, message_id)
    if message.delivery != Delivery.SENDING:
        return
    if came_of_it == Sent.TOLD:
        _told(message, now)
    else:
        _did_not_arrive(message, now)


@transaction.atomic
def told(*, by: Hand, message: Message, now: datetime) -> None:
    """Posted, rung, said: tick it. Ticking it twice changes nothing."""
    held = _hold(message.programme_id, message.pk)
    if held.delivery == Delivery.TOLD:
        return
    insist(rules.may_tick(held))
    held.told_by = by.person
    _told(held, now)
    tasks.settle(by=by, programme=held.programme, once=_once(held), outcome="", now=now)
    _record(TOLD, by, held, now)


@transaction.atomic
def not_reached(*, by: Hand, message: Message, now: datetime) -> None:
    """Tried, and nobody was there. It stays somebody's task until they are told."""
    held = _hold(message.programme_id, message.pk)
    insist(rules.may_tick(held))
    tasks.settle(by=by, programme=held.programme, once=_once(held), outcome="", now=now)
    if held.delivery == Delivery.BY_HAND:
        _move(held, to=Delivery.NOT_TOLD)
    _ask_somebody(held, now)
    _record(TRIED, by, held, now)


@transaction.atomic
def join(*, by: Hand, message: Message, now: datetime) -> None:
    """Let one letter, call or visit carry all that waits for a person. Twice changes nothing."""
    Person.objects.select_for_update(no_key=True).get(pk=message.person_id)
    held = _hold(message.programme_id, message.pk)
    insist(rules.may_tick(held))
    for other in queries.to_join(held).select_for_update(of=("self",)):
        for notice in Notice.objects.within(held.programme_id).filter(message=other):
            notice.message = held
            notice.save(update_fields=["message"])
            if notice.delivery != held.delivery:
                _move_notice(notice, to=Delivery(held.delivery))
        _move(other, to=Delivery.JOINED)
        tasks.settle(by=by, programme=held.programme, once=_once(other), outcome="", now=now)
        _record(JOINED, by, other, now)


def on_tick(by: Hand, task: Task, now: datetime) -> None:
    """The task was ticked off on the page of things to do: then they have been told."""
    if task.about_kind != "notices.message" or task.about_id is None:
        return
    message = queries.messages(task.programme).filter(pk=task.about_id).first()
    if message and message.delivery in ASKED_OF_SOMEBODY:
        told(by=by, message=message, now=now)


@transaction.atomic
def see(*, person: Person, programme: Programme, now: datetime) -> None:
    """They have seen what was new here."""
    Notice.objects.within(programme).filter(person=person, seen_at=None).update(seen_at=now)


def _plan(notice: Notice, *, again_at: datetime | None = None) -> None:
    """One job for each notice and moment: whichever comes first takes all that is due."""
    moment = again_at or notice.due_at
    key = f"{GO} {notice.pk} {moment.isoformat()}"
    enqueue(
        GO,
        key=key,
        now=moment,
        arguments={
            "programme": str(notice.programme_id),
            "person": str(notice.person_id),
            "job": key,
        },
    )


def _put_off(notice: Notice, person: Person, now: datetime) -> bool:
    """They chose other times since: a summary, or quiet just now."""
    gather = notice.delivery == Delivery.WAITING and person.how_often != HowOften.AT_ONCE
    if gather:
        _move_notice(notice, to=Delivery.GATHERED)
        later = queries.next_moment(person, now)
    else:
        later = queries.after_quiet(person, now)
        if later <= now:
            return False
    notice.due_at = later
    notice.save(update_fields=["due_at"])
    _plan(notice)
    return True


def _told(message: Message, now: datetime) -> None:
    message.told_at = now
    message.save(update_fields=["told_at", "told_by"])
    Notice.objects.within(message.programme_id).filter(message=message).update(told_at=now)
    _move(message, to=Delivery.TOLD)


def _did_not_arrive(message: Message, now: datetime) -> None:
    _move(message, to=Delivery.NOT_TOLD)
    _ask_somebody(message, now)


def _ask_somebody(message: Message, now: datetime) -> None:
    """Name one person who tells them. What was not delivered is somebody's task."""
    message.asked += 1
    message.save(update_fields=["asked"])
    somebody = rules.somebody_to_tell(message.programme, message.person)
    if somebody is None:
        return  # a programme with no staff at all: the desk shows what nobody was told
    tasks.ask(
        ASK[Channel(message.channel)],
        of=somebody,
        programme=message.programme,
        due_on=localdate(now),
        now=now,
        once=_once(message),
        about=message.ref(),
        words={"name": message.person.named},
        for_person=message.person,
    )


def _once(message: Message) -> str:
    return f"tell {message.pk} {message.asked}"


def _hold(programme_id: UUID, message_id: UUID) -> Message:
    rows = Message.objects.within(programme_id).select_for_update(of=("self",))
    return rows.select_related("person", "programme").get(pk=message_id)


def _move(message: Message, *, to: Delivery) -> None:
    """A message and all it carries stand at the same place."""
    check_move(MOVES, Delivery(message.delivery), to)
    message.delivery = to
    message.save(update_fields=["delivery"])
    for notice in Notice.objects.within(message.programme_id).filter(message=message):
        _move_notice(notice, to=to)


def _move_notice(notice: Notice, *, to: Delivery) -> None:
    check_move(MOVES, Delivery(notice.delivery), to)
    notice.delivery = to
    notice.save(update_fields=["delivery"])


def _record(key: str, by: Hand, message: Message, now: datetime) -> None:
    record(
        key,
        by=by,
        about=message.ref(),
        programme_id=message.programme_id,
        now=now,
        concerns=[message.person_id],
    )
