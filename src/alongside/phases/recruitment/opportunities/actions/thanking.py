"""What follows when people took part: their hours are done, and what was promised is owed."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.timezone import localdate

from alongside.foundation.memberships.queries import membership
from alongside.foundation.memberships.states import Standing as Taking
from alongside.foundation.people.models import Hand, House, Person
from alongside.foundation.programmes.models import Programme
from alongside.foundation.programmes.queries import policy
from alongside.throughout.hours import actions as hours
from alongside.throughout.hours.queries import lines_for
from alongside.throughout.hours.states import Kind as Time
from alongside.throughout.payments.actions import owe
from alongside.toolbox.references import Reference

from .. import queries
from ..models import Answer, Opportunity


def thank(
    *,
    by: Hand,
    person: Person,
    programme: Programme,
    for_what: Reference,
    minutes: int,
    day: date,
    pence: int,
    now: datetime,
    pay_on: date | None = None,
) -> None:
    """Whoever came has done their hours, and is owed what was promised; not on top of a wage.

    The same thing is counted and owed once, whichever page says that it has happened.
    """
    part = membership(person, programme)
    if part is None:
        return
    if part.standing != Taking.LEFT:
        _count_hours(person, programme, for_what, minutes, day, now)
    if not part.paid_professional:
        due_on = pay_on or localdate(now) + timedelta(days=policy(programme, "pay_days"))
        owe(
            by=by,
            person=person,
            programme=programme,
            for_what=for_what,
            pence=pence,
            due_on=due_on,
            now=now,
        )


def let_go(*, person: Person, programme: Programme, for_what: Reference, now: datetime) -> None:
    """Who did not come gets the hours back that were kept for it."""
    part = membership(person, programme)
    if part is not None and part.standing != Taking.LEFT:
        hours.free(by=House(), person=person, programme=programme, about=for_what, now=now)


def mark(*, opportunity: Opportunity, person: Person, came: bool) -> None:
    """What a gathering of it saw: who came to one of several took part."""
    rows = Answer.objects.within(opportunity.programme_id)
    rows = rows.filter(opportunity=opportunity, person=person)
    (rows if came else rows.filter(came=None)).update(came=came)


def thank_all(*, by: Hand, held: Opportunity, came: Collection[UUID], now: datetime) -> None:
    """Keep who took part; thank them, and give the others their hours back."""
    for answer in queries.with_a_place(held):
        answer.came = answer.pk in came
        answer.save(update_fields=["came"])
        if answer.came:
            thank(
                by=by,
                person=answer.person,
                programme=held.programme,
                for_what=held.ref(),
                minutes=held.minutes,
                day=held.day,
                pence=held.promised_pence,
                pay_on=held.pay_on,
                now=now,
            )
        else:
            let_go(person=answer.person, programme=held.programme, for_what=held.ref(), now=now)


def _count_hours(  # noqa: PLR0917 -- short, and called in this file only
    person: Person,
    programme: Programme,
    about: Reference,
    minutes: int,
    day: date,
    now: datetime,
) -> None:
    """What was booked is done as booked; else the time it took. What they wrote down stays."""
    lines = lines_for(person, programme, about.id)
    times = [(line.booked, line.on_day, line.kind) for line in lines if line.booked]
    if not lines:
        times = [(minutes, day, Time.ACTIVITY)]
    for took, on_day, kind in times:
        hours.done(
            by=House(),
            person=person,
            programme=programme,
            about=about,
            minutes=took,
            day=on_day,
            kind=kind,
            now=now,
        )
