from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from alongside.foundation.memberships.models import Membership
from alongside.foundation.people.models import Person
from alongside.foundation.programmes.models import Programme
from alongside.toolbox.ledger import balances
from alongside.toolbox.references import Reference

from .models import HoursMove
from .states import Kind, Pot


def monday(day: date) -> date:
    """The Monday of a day's week: weeks are known by it."""
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True, slots=True)
class Line:
    """One thing in somebody's week, and where its time stands."""

    person: Person
    about: Reference
    kind: str
    on_day: date
    booked: int
    done: int
    approved: int
    moves: tuple[HoursMove, ...]  # those that stand: not taken back since

    @property
    def minutes(self) -> int:
        return self.booked + self.done + self.approved

    @property
    def kind_words(self) -> str:
        return str(Kind(self.kind).label)

    @property
    def standing(self) -> str:
        pot = Pot.APPROVED if self.approved else Pot.DONE if self.done else Pot.BOOKED
        return str(pot.label)


@dataclass(frozen=True, slots=True)
class Week:
    """A person's week in one programme: what was agreed, and what became of it."""

    monday: date
    allocated: int
    lines: list[Line] = field(default_factory=list)

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    @property
    def booked(self) -> int:
        return sum(line.booked for line in self.lines)

    @property
    def done(self) -> int:
        """Done, whether somebody has agreed it yet or not."""
        return sum(line.done + line.approved for line in self.lines)

    @property
    def approved(self) -> int:
        return sum(line.approved for line in self.lines)

    @property
    def used(self) -> int:
        return self.booked + self.done

    @property
    def left(self) -> int:
        """What is still free; never less than nothing: see `over`."""
        return max(0, self.allocated - self.used)

    @property
    def over(self) -> int:
        """How much was promised beyond what was agreed. It is said, never punished."""
        return max(0, self.used - self.allocated)


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether something fits somebody's week, said before they promise it."""

    minutes: int
    left: int
    allocated: int

    @property
    def fits(self) -> bool:
        return self.minutes <= self.left

    @property
    def too_much(self) -> int:
        return max(0, self.minutes - self.left)


def week(person: Person, programme: Programme, day: date) -> Week:
    return weeks(person, programme, first=day, count=1)[0]


def weeks(person: Person, programme: Programme, *, first: date, count: int) -> list[Week]:
    """Several weeks in order, from the one with `first` in it: two queries, however many."""
    mondays = [monday(first) + timedelta(weeks=n) for n in range(count)]
    moves = _moves(programme).filter(person=person, week__in=mondays)
    return _weeks(mondays, moves, _agreed(person, programme))


def fits(person: Person, programme: Programme, minutes: int, day: date) -> Fit:
    return fit_in(week(person, programme, day), minutes)


def fit_in(found: Week, minutes: int) -> Fit:
    return Fit(minutes=minutes, left=found.left, allocated=found.allocated)


def weeks_of(person: Person, programme: Programme, days: Iterable[date]) -> dict[date, Week]:
    """The weeks of these days, by their Mondays: two queries, however many days."""
    mondays = sorted({monday(day) for day in days})
    moves = _moves(programme).filter(person=person, week__in=mondays)
    found = _weeks(mondays, moves, _agreed(person, programme))
    return {one.monday: one for one in found}


def lines_for(person: Person, programme: Programme, about_id: UUID) -> list[Line]:
    """What stands for one thing: taking part, getting ready and travel are lines of their own."""
    return _lines(_moves(programme).filter(person=person, about_id=about_id))


def to_agree(programme: Programme, *, since: date) -> list[Line]:
    """Time people put in that nobody has agreed yet, oldest first."""
    moves = _moves(programme).filter(week__gte=monday(since)).exclude(out_of=Pot.PROGRAMME)
    return [line for line in _lines(moves) if line.done]


def _moves(programme: Programme) -> QuerySet[HoursMove]:
    return HoursMove.objects.within(programme).select_related("person").order_by("at", "pk")


def _agreed(person: Person, programme: Programme) -> int:
    rows = Membership.objects.within(programme).filter(person=person)
    return rows.values_list("weekly_minutes", flat=True).first() or 0


def _weeks(mondays: list[date], moves: Iterable[HoursMove], agreed: int) -> list[Week]:
    by_week: dict[date, list[HoursMove]] = defaultdict(list)
    for move in moves:
        by_week[move.week].append(move)
    return [Week(one, _allocated(by_week[one], agreed), _lines(by_week[one])) for one in mondays]


def _allocated(moves: list[HoursMove], agreed: int) -> int:
    """What the week was opened with; until it is, what was agreed with the person."""
    opened = -balances(moves)[Pot.PROGRAMME]
    return opened or agreed


def _lines(moves: Iterable[HoursMove]) -> list[Line]:
    things: dict[tuple[UUID, UUID, str], list[HoursMove]] = defaultdict(list)
    moves = list(moves)
    taken_back = {move.reverses_id for move in moves if move.reverses_id}
    for move in moves:
        if move.about_id and move.reverses_id is None and move.pk not in taken_back:
            things[move.person_id, move.about_id, move.kind].append(move)
    lines = [_line(standing) for standing in things.values()]
    return sorted(lines, key=lambda line: (line.on_day, line.about.said, line.kind))


def _line(standing: list[HoursMove]) -> Line:
    pots, last = balances(standing), standing[-1]
    return Line(
        person=last.person,
        about=Reference(last.about_kind, standing[0].about_id or last.pk, last.about_words),
        kind=last.kind,
        on_day=last.on_day or last.week,
        booked=pots[Pot.BOOKED],
        done=pots[Pot.DONE],
        approved=pots[Pot.APPROVED],
        moves=tuple(standing),
    )
