from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.urls import reverse
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.foundation.notices import queries as notices
from alongside.foundation.people.models import Person
from alongside.foundation.programmes.models import Programme
from alongside.foundation.tasks import queries as tasks
from alongside.phases.recruitment.gatherings import queries as gatherings
from alongside.phases.recruitment.gatherings.models import Gathering
from alongside.phases.recruitment.gatherings.states import Standing
from alongside.throughout.decisions import queries as decisions
from alongside.throughout.decisions.models import Decision
from alongside.throughout.feedback import queries as feedback
from alongside.throughout.feedback.models import Contribution
from alongside.throughout.payments import queries as payments
from alongside.throughout.payments.models import Payment

SHOWN: Final = 10  # of each kind; the rest is a page away
SOON: Final = timedelta(days=3)
NOON, EVENING = 12, 18
#: Asked by a page where it is done; a tick alone would not do it.
DONE_ON_ITS_PAGE: Final = frozenset(
    {
        "gatherings.see_to_it",
        "gatherings.help_catch_up",
        "gatherings.catch_up",
    }
)


SHOWN_APART: Final = "gatherings.tell_what_came"  # with everyone's, under what to follow up


@dataclass(frozen=True, slots=True)
class Stop:
    """Something that cannot wait, and the way to put it right."""

    kind: str
    heading: str
    says: str
    url: str
    label: str


@dataclass(frozen=True, slots=True)
class ToDo:
    """One thing asked of me, soonest first."""

    asked: tasks.Asked
    is_late: bool
    can_tick: bool


@dataclass(frozen=True, slots=True)
class Owed:
    """An answer somebody waits for."""

    said: Contribution
    days: int
    days_left: int

    @property
    def days_late(self) -> int:
        return -self.days_left


@dataclass(frozen=True, slots=True)
class Coming:
    """A gathering to come, and what is open in it."""

    gathering: Gathering
    gaps: Sequence[str]


@dataclass(frozen=True, slots=True)
class Desk:
    """What needs me today, in order, across everything."""

    greeting: str
    stops: Sequence[Stop]
    to_do: Sequence[ToDo]
    owed: Sequence[Owed]
    not_told: Sequence[notices.Waiting]
    follow_ups: Sequence[Gathering]
    claims: Sequence[Payment]
    coming: Sequence[Coming]
    to_write_down: Sequence[Decision]

    @property
    def is_clear(self) -> bool:
        waits = [self.to_do, self.owed, self.not_told, self.follow_ups, self.claims]
        return not any([self.stops, self.coming, self.to_write_down, *waits])

    @property
    def can_tick(self) -> bool:
        return any(one.can_tick for one in self.to_do)

    @property
    def pence(self) -> int:
        return sum(claim.pence for claim in self.claims)

    @property
    def today(self) -> int:
        """How many things are due today or late."""
        return sum(one.is_late for one in self.to_do) + sum(one.days_left <= 0 for one in self.owed)


def desk(person: Person, programme: Programme, *, now: datetime) -> Desk:
    """Read it all: as many questions for three things as for three hundred."""
    today = localdate(now)
    planned = list(gatherings.with_gaps(programme))
    return Desk(
        greeting=greeting(person, now),
        stops=[stop for one in planned if (stop := stop_of(one, programme, now=now))],
        to_do=_to_do(person, programme, today),
        owed=_owed(programme, today),
        not_told=notices.waiting(programme, now=now)[:SHOWN],
        follow_ups=list(gatherings.to_follow_up(programme)[:SHOWN]),
        claims=list(payments.claims(programme)[:SHOWN]),
        coming=[Coming(one, gaps_of(one)) for one in planned[:SHOWN]],
        to_write_down=list(decisions.to_write_down(programme, today=today)[:SHOWN]),
    )


def greeting(person: Person, now: datetime) -> str:
    hour, name = localtime(now).hour, {"name": person.first_name}
    if hour < NOON:
        return _("Good morning, %(name)s") % name
    return (_("Good afternoon, %(name)s") if hour < EVENING else _("Good evening, %(name)s")) % name


def stop_of(one: gatherings.WithGaps, programme: Programme, *, now: datetime) -> Stop | None:
    """A gathering that is nearly there and not ready, or over and not closed."""
    place = [programme.slug, one.pk]
    if one.standing in {Standing.PLANNED, Standing.INVITED} and one.starts_at < now + SOON:
        return Stop(
            kind=_("Stop. It is nearly time"),
            heading=_("%(what)s is not ready") % {"what": one},
            says=" ".join([_("It cannot open before it is ready."), *gaps_of(one)]),
            url=reverse("gatherings:organise", args=place),
            label=_("Put it right"),
        )
    if one.standing in {Standing.READY, Standing.OPEN} and one.ends_at < now:
        return Stop(
            kind=_("Stop. It is over"),
            heading=_("%(what)s is not closed") % {"what": one},
            says=" ".join([_("People wait for their hours and their money."), *gaps_of(one)]),
            url=reverse("gatherings:day", args=place),
            label=_("Close it"),
        )
    return None


def gaps_of(one: gatherings.WithGaps) -> list[str]:
    """What is open in a gathering, each in a sentence."""
    said = [
        (
            one.silent if one.standing == Standing.INVITED else 0,
            ngettext(
                "%d person has not said what they need.",
                "%d people have not said what they need.",
                one.silent,
            ),
        ),
        (
            one.waiting,
            ngettext("%d need waits for our answer.", "%d needs wait for our answer.", one.waiting),
        ),
        (
            one.unmarked,
            ngettext(
                "%d person is not marked for expenses.",
                "%d people are not marked for expenses.",
                one.unmarked,
            ),
        ),
    ]
    return [words % count for count, words in said if count]


def _to_do(person: Person, programme: Programme, today: date) -> list[ToDo]:
    waiting = tasks.to_do(person, programme).exclude(key=SHOWN_APART)[: 2 * SHOWN]
    return [
        ToDo(tasks.asked(one, programme), one.due_on < today, one.key not in DONE_ON_ITS_PAGE)
        for one in waiting
    ]


def _owed(programme: Programme, today: date) -> list[Owed]:
    return [
        Owed(said, (today - localdate(said.said_at)).days, (said.due_on - today).days)
        for said in feedback.owed_first(programme, SHOWN).prefetch_related(None)
    ]
