from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeAlias, TypedDict
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from alongside.foundation.memberships.models import Membership
from alongside.foundation.memberships.states import Standing as Taking
from alongside.foundation.people.models import Person
from alongside.foundation.programmes.models import Programme
from alongside.foundation.projects.models import Project

from .models import AgendaItem, CatchingUp, Gathering, Helper, Invitation, Need
from .states import AFTER, COMING, Answer, Duty, Standing

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


def gatherings(programme: Programme | UUID) -> QuerySet[Gathering]:
    return Gathering.objects.within(programme).select_related(
        "project", "planned_by", "programme", "opportunity"
    )


def coming(of: Project | Person, *, programme: Programme, now: datetime) -> QuerySet[Gathering]:
    """Gatherings to come, soonest first: of a project, or those a person is asked to."""
    rows = gatherings(programme).filter(standing__in=COMING, ends_at__gte=now)
    if isinstance(of, Project):
        rows = rows.filter(project=of)
    else:
        asked = Invitation.objects.within(programme).filter(gathering=OuterRef("pk"), person=of)
        rows = rows.filter(Exists(asked.exclude(answer=Answer.NOT_COMING)))
    return rows.order_by("starts_at", "pk")


def to_come(programme: Programme, *, with_plans: bool = True) -> QuerySet[Gathering]:
    """What people are asked to or is going on, soonest first; plans only for who makes them."""
    standings = [*COMING, Standing.PLANNED] if with_plans else COMING
    rows = gatherings(programme).filter(standing__in=standings)
    return rows.order_by("starts_at", "pk")


class Gaps(TypedDict):
    silent: int
    waiting: int
    unmarked: int


WithGaps: TypeAlias = "WithAnnotations[Gathering, Gaps]"


def with_gaps(programme: Programme) -> QuerySet[WithGaps]:
    """What is planned or going on, and what is still open in each: one query.

    How many have not said what they need, wait for our answer, or are not marked for expenses.
    """
    asked = Invitation.objects.within(programme).filter(gathering=OuterRef("pk"))
    expected = asked.exclude(answer=Answer.NOT_COMING)
    needs = Need.objects.within(programme).filter(
        invitation__gathering=OuterRef("pk"), gone_at=None, answer=""
    )
    return to_come(programme).annotate(
        silent=_count(expected.filter(needs_confirmed_at=None)),
        waiting=_count(needs.exclude(invitation__answer=Answer.NOT_COMING)),
        unmarked=_count(asked.filter(came=True, expenses="")),
    )


def _count(rows: QuerySet[Invitation] | QuerySet[Need]) -> Coalesce:
    counted = rows.order_by().values("programme").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def past(programme: Programme) -> QuerySet[Gathering]:
    return gatherings(programme).filter(standing__in=AFTER).order_by("-starts_at", "-pk")


def of_project(project: Project) -> QuerySet[Gathering]:
    rows = gatherings(project.programme_id).filter(project=project)
    return rows.exclude(standing=Standing.CALLED_OFF).order_by("starts_at", "pk")


def invited(gathering: Gathering) -> QuerySet[Invitation]:
    """Who is asked, by first name: no rank, no title."""
    rows = Invitation.objects.within(gathering.programme_id).filter(gathering=gathering)
    return rows.select_related("person").order_by("person__first_name", "pk")


class Age(TypedDict):
    is_young: bool
    waits_for_us: bool


Asked: TypeAlias = "WithAnnotations[Invitation, Age]"


def asked(gathering: Gathering) -> QuerySet[Asked]:
    """Who is asked; whether they are young; whether something they need has no answer yet."""
    young = Membership.objects.within(gathering.programme_id).filter(
        person=OuterRef("person"), young=True
    )
    needs = Need.objects.within(gathering.programme_id).filter(
        invitation=OuterRef("pk"), gone_at=None, answer=""
    )
    return invited(gathering).annotate(is_young=Exists(young), waits_for_us=Exists(needs))


def invitation_of(person: Person, gathering: Gathering) -> Invitation | None:
    return invited(gathering).filter(person=person).first()


def helpers(gathering: Gathering) -> QuerySet[Helper]:
    rows = Helper.objects.within(gathering.programme_id).filter(gathering=gathering)
    return rows.select_related("person").order_by("since", "pk")


def last_chair(gathering: Gathering) -> UUID | None:
    """Who chaired the gathering before this one, in the same project or in none."""
    rows = Helper.objects.within(gathering.programme_id).filter(duty=Duty.CHAIR)
    before = rows.filter(
        gathering__project=gathering.project_id, gathering__starts_at__lt=gathering.starts_at
    )
    return (
        before.order_by("-gathering__starts_at", "-pk").values_list("person_id", flat=True).first()
    )


def agenda(gathering: Gathering) -> QuerySet[AgendaItem]:
    rows = AgendaItem.objects.within(gathering.programme_id)
    rows = rows.filter(gathering=gathering, dropped_at=None)
    rows = rows.select_related("raised_by", "led_by", "decision")
    return rows.order_by("place", "pk")


@dataclass(frozen=True, slots=True)
class Timed:
    """An item of the agenda, and when it starts and ends if all goes to plan."""

    item: AgendaItem
    starts_at: datetime
    ends_at: datetime


def with_times(gathering: Gathering, agenda: Iterable[AgendaItem]) -> list[Timed]:
    """The agenda with its times: it starts when it did open, or when it was planned."""
    timed, at = [], gathering.starts_at
    for item in agenda:
        ends = at + timedelta(minutes=item.minutes)
        timed.append(Timed(item, at, ends))
        at = ends
    return timed


def chair_turns(gathering: Gathering, asked: Iterable[Invitation]) -> list[tuple[Person, int]]:
    """Whose turn it is to chair: who chaired least comes first, of those asked."""
    rows = Helper.objects.within(gathering.programme_id).filter(duty=Duty.CHAIR)
    counted = Counter(
        rows.filter(gathering__project=gathering.project_id)
        .exclude(gathering=gathering)
        .values_list("person_id", flat=True)
    )
    turns = [(one.person, counted[one.person_id]) for one in asked]
    return sorted(turns, key=lambda turn: (turn[1], turn[0].first_name))


def not_heard(invited: Iterable[Invitation], agenda: Sequence[AgendaItem]) -> list[Person]:
    """People who are here and have nothing of theirs on the agenda."""
    heard = {item.raised_by_id for item in agenda} | {item.led_by_id for item in agenda}
    return [one.person for one in invited if one.came and one.person_id not in heard]


def needs(gathering: Gathering) -> QuerySet[Need]:
    """What people need this time, and the answers."""
    rows = Need.objects.within(gathering.programme_id).filter(gone_at=None)
    rows = rows.filter(invitation__gathering=gathering).select_related("person", "owner")
    return rows.order_by("person__first_name", "pk")


def needs_of(invitation: Invitation) -> QuerySet[Need]:
    rows = Need.objects.within(invitation.programme_id).filter(gone_at=None)
    rows = rows.filter(invitation=invitation).select_related("person", "owner")
    return rows.order_by("said_at", "pk")


def to_invite(gathering: Gathering) -> QuerySet[Person]:
    """People who take part and are not asked yet, by first name."""
    asked = Invitation.objects.within(gathering.programme_id).filter(gathering=gathering)
    taking = Membership.objects.within(gathering.programme_id).exclude(standing=Taking.LEFT)
    rows = Person.objects.filter(pk__in=taking.values("person_id"))
    return rows.exclude(pk__in=asked.values("person_id")).order_by("first_name", "pk")


def catching_up(gathering: Gathering) -> QuerySet[CatchingUp]:
    rows = CatchingUp.objects.within(gathering.programme_id)
    rows = rows.filter(invitation__gathering=gathering)
    rows = rows.select_related("person", "helper", "invitation")
    return rows.order_by("person__first_name", "pk")


def my_catching_up(person: Person, gathering: Gathering) -> CatchingUp | None:
    """What this person has to catch up on, or helps somebody with."""
    return catching_up(gathering).filter(Q(person=person) | Q(helper=person)).first()


def to_follow_up(programme: Programme) -> QuerySet[Gathering]:
    """Over, and not everyone was told what came of it: longest due first."""
    rows = gatherings(programme).filter(standing=Standing.CLOSED)
    return rows.order_by("follow_up_on", "pk")


class Home(TypedDict):
    lives_here: bool


Chair: TypeAlias = "WithAnnotations[Helper, Home]"


def chairs(programme: Programme | UUID, project_ids: Collection[UUID]) -> QuerySet[Chair]:
    """Who chaired each gathering that took place, and whether they are there from life."""
    unpaid = Membership.objects.within(programme).filter(
        person=OuterRef("person"), paid_professional=False
    )
    rows = Helper.objects.within(programme).filter(
        duty=Duty.CHAIR, gathering__project__in=project_ids, gathering__standing__in=AFTER
    )
    return rows.annotate(lives_here=Exists(unpaid))


def items_raised(
    programme: Programme | UUID, project_ids: Collection[UUID]
) -> QuerySet[AgendaItem]:
    """What stood on the agendas of gatherings that took place; `lives_here` is who raised it."""
    took_place = Gathering.objects.within(programme).filter(
        project__in=project_ids, standing__in=AFTER
    )
    rows = AgendaItem.objects.within(programme).filter(dropped_at=None)
    return rows.filter(gathering__in=took_place.values("pk"))
