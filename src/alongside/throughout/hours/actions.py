from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.foundation.memberships.models import Membership
from alongside.foundation.people.models import Hand, House, Person
from alongside.foundation.programmes.models import Programme
from alongside.foundation.trail.actions import record
from alongside.toolbox.ids import uuid7
from alongside.toolbox.personal import MOST, own
from alongside.toolbox.references import Reference, about_fields
from alongside.toolbox.sentences import sentence
from alongside.toolbox.verdicts import insist

from . import queries, rules
from .models import HoursMove
from .states import Kind, Pot

BOOKED = sentence("hours.booked", _("%(who)s booked time for “%(what)s”."))
FREED = sentence("hours.freed", _("%(who)s took back time booked for “%(what)s”."))
DONE = sentence("hours.done", _("%(who)s wrote down time done for “%(what)s”."))
AGREED = sentence("hours.agreed", _("%(who)s agreed time done for “%(what)s”."))
OWN = "hours.own"  # something done that nobody booked: it has no page of its own


@transaction.atomic
def book(
    *,
    by: Hand | House,
    person: Person,
    programme: Programme,
    about: Reference,
    minutes: int,
    day: date,
    now: datetime,
    kind: str = Kind.ACTIVITY,
) -> None:
    """Keep these minutes of the person's week for something.

    Booking the same again changes nothing; other minutes or another day take its place.
    """
    part = _hold(by, person, programme)
    line = _line(person, programme, about, kind)
    if line and (line.done or line.approved or (line.booked, line.on_day) == (minutes, day)):
        return
    if line:
        _take_back(line, by=by, now=now)
    if minutes:
        entry = _Entry(by, part, about, kind, day, now)
        entry.move(Pot.FREE, Pot.BOOKED, minutes)
        _record(BOOKED, by, about, part, now)


@transaction.atomic
def free(
    *, by: Hand | House, person: Person, programme: Programme, about: Reference, now: datetime
) -> None:
    """Give back what was booked for something. What is done stays done."""
    part = _hold(by, person, programme)
    booked = [line for line in queries.lines_for(person, programme, about.id) if line.booked]
    for line in booked:
        _take_back(line, by=by, now=now)
    if booked:
        _record(FREED, by, about, part, now)


@transaction.atomic
def done(
    *,
    by: Hand | House,
    person: Person,
    programme: Programme,
    about: Reference,
    minutes: int,
    day: date,
    now: datetime,
    kind: str = Kind.ACTIVITY,
) -> None:
    """Write down how long it took. Saying it again with another time corrects it."""
    part = _hold(by, person, programme)
    line = _line(person, programme, about, kind)
    if line and not line.booked and (line.minutes, line.on_day) == (minutes, day):
        return
    insist(rules.may_correct([line] if line else []))
    entry = _Entry(by, part, about, kind, day, now)
    if line and _as_booked(line, minutes, day):
        entry.move(Pot.BOOKED, Pot.DONE, minutes)
    else:
        if line:
            _take_back(line, by=by, now=now)
        if minutes:
            entry.move(Pot.FREE, Pot.DONE, minutes)
    _record(DONE, by, about, part, now)


def did(
    *, by: Hand, programme: Programme, what: str, minutes: int, day: date, kind: str, now: datetime
) -> Reference:
    """Put in hours for something that was not booked."""
    about = Reference(OWN, uuid7(), own(by.person.pk, what, most=MOST))
    done(
        by=by,
        person=by.person,
        programme=programme,
        about=about,
        minutes=minutes,
        day=day,
        kind=kind,
        now=now,
    )
    return about


@transaction.atomic
def agree(
    *, by: Hand, person: Person, programme: Programme, about: Reference, now: datetime
) -> None:
    """Agree the time somebody put in; agreeing it twice changes nothing."""
    insist(rules.may_agree(by.person, person, programme))
    part = _hold(by, person, programme)
    waiting = [line for line in queries.lines_for(person, programme, about.id) if line.done]
    for line in waiting:
        entry = _Entry(by, part, line.about, line.kind, line.on_day, now)
        entry.move(Pot.DONE, Pot.APPROVED, line.done)
    if waiting:
        _record(AGREED, by, about, part, now)


def _hold(by: Hand | House, person: Person, programme: Programme) -> Membership:
    """Two tabs, one week: the second waits here, then reads what the first wrote."""
    rows = Membership.objects.within(programme).select_for_update(of=("self",))
    part = rows.select_related("person", "programme").filter(person=person).first()
    insist(rules.may_write(by, person, programme), rules.may_have_hours(part))
    assert part is not None  # noqa: S101 -- the rule above says so
    return part


def _line(person: Person, programme: Programme, about: Reference, kind: str) -> queries.Line | None:
    lines = queries.lines_for(person, programme, about.id)
    return next((line for line in lines if line.kind == kind), None)


def _as_booked(line: queries.Line, minutes: int, day: date) -> bool:
    same_week = queries.monday(line.on_day) == queries.monday(day)
    return minutes > 0 and line.booked == minutes and same_week


class _Entry:
    """What every move of one entry shares: whose, when, for what, written by whom."""

    def __init__(  # noqa: PLR0917 -- short, and called in this file only
        self,
        by: Hand | House,
        part: Membership,
        about: Reference,
        kind: str,
        day: date,
        now: datetime,
    ) -> None:
        self.part, self.about, self.day = part, about, day
        self.fields = {"kind": kind, "at": now, "written_by_id": by.writer_id}

    def move(self, out_of: Pot, into: Pot, minutes: int) -> None:
        self._open_the_week()
        self._write(out_of, into, minutes, on_day=self.day, **about_fields(self.about))

    def _open_the_week(self) -> None:
        """The first entry of a week brings in the hours that were agreed for it."""
        agreed = self.part.weekly_minutes
        rows = HoursMove.objects.within(self.part.programme_id).filter(person=self.part.person)
        week = rows.filter(week=queries.monday(self.day), out_of=Pot.PROGRAMME)
        if agreed and not week.exists():
            self._write(Pot.PROGRAMME, Pot.FREE, agreed)

    def _write(self, out_of: Pot, into: Pot, minutes: int, **more: object) -> None:
        HoursMove.objects.create(
            programme_id=self.part.programme_id,
            person=self.part.person,
            week=queries.monday(self.day),
            out_of=out_of,
            into=into,
            amount=minutes,
            **self.fields,
            **more,
        )


def _take_back(line: queries.Line, *, by: Hand | House, now: datetime) -> None:
    """A counter-entry for each move that stands, the last one first."""
    for move in reversed(line.moves):
        HoursMove.objects.create(
            programme_id=move.programme_id,
            person_id=move.person_id,
            week=move.week,
            on_day=move.on_day,
            kind=move.kind,
            out_of=move.into,
            into=move.out_of,
            amount=move.amount,
            at=now,
            reverses=move,
            written_by_id=by.writer_id,
            **about_fields(move.about),
        )


def _record(key: str, by: Hand | House, about: Reference, part: Membership, now: datetime) -> None:
    record(
        key,
        by=by,
        about=about,
        programme_id=part.programme_id,
        now=now,
        concerns=[part.person_id],
    )
