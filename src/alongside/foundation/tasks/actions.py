from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction

from alongside.foundation.people.models import Hand, Person
from alongside.foundation.programmes.models import Programme, ProgrammeRow
from alongside.foundation.trail.actions import record
from alongside.toolbox import sentences
from alongside.toolbox.checks import Advice
from alongside.toolbox.references import Reference, about_fields
from alongside.toolbox.registry import Question
from alongside.toolbox.verdicts import insist

from . import rules
from .models import SetAside, Task
from .states import DONE, TAKEN_OVER

# Answered by rooms whose things are done by ticking, such as a letter that was posted.
ticked: Question[[Hand, Task, datetime], None] = Question("what follows when this is ticked?")


def ask(
    key: str,
    *,
    of: Person,
    programme: Programme,
    due_on: date,
    now: datetime,
    once: str,
    about: Reference | None = None,
    words: Mapping[str, str] | None = None,
    for_person: Person | None = None,
) -> Task:
    """Ask something of somebody. Asking the same (`once`) again changes nothing."""
    sentences.find(key)
    task, _ = Task.objects.get_or_create(
        programme=programme,
        once=once,
        defaults={
            "asked_of": of,
            "for_person": for_person,
            "key": key,
            "words": dict(words or {}),
            "due_on": due_on,
            "asked_at": now,
            **about_fields(about),
        },
    )
    return task


@transaction.atomic
def finish(*, by: Hand, task: Task, outcome: str, now: datetime) -> None:
    """Tick a task off; ticking it twice changes nothing."""
    held = _hold(task)
    insist(rules.may_finish(by.person, held))
    if held.done_at:
        return
    held.done_at, held.done_by, held.outcome = now, by.person, outcome
    held.save(update_fields=["done_at", "done_by", "outcome"])
    record(DONE, by=by, about=held.ref(), programme_id=held.programme_id, now=now)
    ticked.ask(by, held, now)


@transaction.atomic
def take_over(*, by: Hand, task: Task, now: datetime) -> None:
    """Somebody else does it instead, of their own accord."""
    held = _hold(task)
    insist(rules.may_take_over(by.person, held))
    before, held.asked_of = held.asked_of_id, by.person
    held.save(update_fields=["asked_of"])
    record(
        TAKEN_OVER,
        by=by,
        about=held.ref(),
        programme_id=held.programme_id,
        now=now,
        concerns=[before],
    )


@transaction.atomic
def settle(*, by: Hand, programme: Programme, once: str, outcome: str, now: datetime) -> None:
    """What was asked is done on a page of its own, by whoever was allowed to do it there."""
    rows = Task.objects.within(programme).select_for_update(of=("self",))
    held = rows.filter(once=once, done_at=None).first()
    if held is None:
        return
    held.done_at, held.done_by, held.outcome = now, by.person, outcome
    held.save(update_fields=["done_at", "done_by", "outcome"])
    record(DONE, by=by, about=held.ref(), programme_id=held.programme_id, now=now)


@transaction.atomic
def set_aside(
    *,
    by: Hand,
    plan: ProgrammeRow,
    advice: Iterable[Advice],
    check_key: str,
    reason: str,
    now: datetime,
) -> None:
    """Keep why a piece of advice does not fit this plan. A stop cannot be set aside."""
    insist(rules.may_set_aside(check_key, advice))
    SetAside.objects.update_or_create(
        {"reason": reason, "by": by.person, "at": now, **about_fields(plan.ref())},
        programme_id=plan.programme_id,
        about_id=plan.pk,
        check_key=check_key,
    )


def _hold(task: Task) -> Task:
    rows = Task.objects.within(task.programme_id).select_for_update(of=("self",))
    return rows.select_related("programme").get(pk=task.pk)
