from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from alongside.foundation.notices import queries as notices
from alongside.foundation.people.models import Person
from alongside.foundation.programmes.models import Programme
from alongside.foundation.tasks import queries as tasks
from alongside.phases.recruitment.opportunities import queries as opportunities
from alongside.throughout.feedback import queries as feedback
from alongside.throughout.feedback.models import Contribution
from alongside.throughout.hours import queries as hours
from alongside.throughout.payments import queries as payments

FEW = 3  # what fits, what is new: three of each, and the way to the rest


@dataclass(frozen=True, slots=True)
class Row:
    """One thing in a week, with where to read about it."""

    on_day: date
    words: str
    address: str
    minutes: int
    small: str


@dataclass(frozen=True, slots=True)
class Here:
    """One person's week in one of their programmes."""

    programme: Programme
    this: hours.Week
    next: hours.Week
    asked: list[tasks.Asked]
    new: list[notices.Said]
    offers: list[opportunities.Offer]
    owed: list[payments.Owed]
    changed: list[Contribution]

    @property
    def rows(self) -> list[Row]:
        return _rows(self.this, self.programme)

    @property
    def rows_next(self) -> list[Row]:
        return _rows(self.next, self.programme)

    @property
    def pence(self) -> int:
        return sum(one.pence for one in self.owed)


@dataclass(frozen=True, slots=True)
class Sums:
    """Hours of one week over all programmes."""

    allocated: int
    used: int
    done: int

    @property
    def left(self) -> int:
        return max(0, self.allocated - self.used)

    @property
    def over(self) -> int:
        return max(0, self.used - self.allocated)


def my_week(person: Person, programmes: Iterable[Programme], *, now: datetime) -> list[Here]:
    """Everything of my week, programme by programme; the same number of queries for each."""
    return [_here(person, programme, now) for programme in programmes]


def sums(weeks: Iterable[hours.Week]) -> Sums:
    found = list(weeks)
    return Sums(
        allocated=sum(week.allocated for week in found),
        used=sum(week.used for week in found),
        done=sum(week.done for week in found),
    )


def _here(person: Person, programme: Programme, now: datetime) -> Here:
    today, soon = localdate(now), localdate(now) + timedelta(weeks=1)
    found = list(opportunities.open_for(person, programme, now=now))
    weeks = hours.weeks_of(person, programme, [today, soon, *(one.day for one in found)])
    this, then = weeks[hours.monday(today)], weeks[hours.monday(soon)]
    offers = opportunities.offered(found, weeks)
    return Here(
        programme=programme,
        this=this,
        next=then,
        asked=[tasks.asked(task, programme) for task in tasks.to_do(person, programme)[:FEW]],
        new=[notices.said(one) for one in notices.new_for(person, programme)[:FEW]],
        offers=[one for one in offers if one.is_new and one.fit.fits][:FEW],
        owed=payments.owed_to(person, programme),
        changed=_changed(person, programme),
    )


def _changed(person: Person, programme: Programme) -> list[Contribution]:
    """The newest thing that changed because of them."""
    return list(feedback.changed_by(person, programme)[:1])


def _rows(week: hours.Week, programme: Programme) -> list[Row]:
    """One row for each thing: taking part, getting ready and travel together."""
    found: dict[object, Row] = {}
    for line in week.lines:
        before = found.get(line.about.id)
        found[line.about.id] = Row(
            on_day=before.on_day if before else line.on_day,
            words=line.about.said,
            address=line.about.address(programme.slug),
            minutes=line.minutes + (before.minutes if before else 0),
            small=line.standing,
        )
    return sorted(found.values(), key=lambda row: (row.on_day, row.words))
