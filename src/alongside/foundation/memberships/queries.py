from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from alongside.foundation.people.models import Person
from alongside.foundation.people.states import STAFF
from alongside.foundation.programmes.models import Programme

from .models import Cohort, Membership, Supporter
from .states import Standing


@dataclass(frozen=True, slots=True)
class Part:
    """What the door needs to know of somebody's part in a programme: one query."""

    membership_id: UUID
    standing: str
    roles: frozenset[str]
    young: bool


def part_of(person: Person, programme: Programme) -> Part | None:
    rows = list(
        Membership.objects.within(programme)
        .filter(person=person)
        .filter(Q(roles__until_on=None))
        .values_list("pk", "standing", "young", "roles__role")
    )
    if not rows:
        return None
    pk, standing, young, _ = rows[0]
    return Part(pk, standing, frozenset(role for *_, role in rows if role), young)


def members(programme: Programme) -> QuerySet[Membership]:
    """People taking part, by first name: no rank, no title."""
    rows = Membership.objects.within(programme).exclude(standing=Standing.LEFT)
    rows = rows.select_related("person", "cohort", "partnership__organisation")
    return rows.order_by("person__first_name", "pk")


def membership(person: Person, programme: Programme) -> Membership | None:
    rows = Membership.objects.within(programme).filter(person=person)
    return rows.select_related("person", "cohort", "partnership__organisation").first()


def programmes_of(person: Person) -> QuerySet[Programme]:
    """A person's own programmes; My week spans them."""
    parts = Membership.objects.filter(programme=OuterRef("pk"), person=person)
    mine = Exists(parts.exclude(standing=Standing.LEFT))
    return Programme.objects.filter(mine).order_by("name", "pk")


def holders(programme: Programme, *roles: str) -> QuerySet[Person]:
    """Who holds one of these roles, longest first."""
    rows = Membership.objects.within(programme).exclude(standing=Standing.LEFT)
    held = rows.filter(roles__role__in=roles, roles__until_on=None)
    return Person.objects.filter(pk__in=held.values("person_id")).order_by("joined_at", "pk")


def first_to_ask(programme: Programme) -> Person | None:
    """Whoever a task goes to when nobody else is named: a facilitator, else a coordinator."""
    return holders(programme, *STAFF).first()


def cohorts(programme: Programme) -> QuerySet[Cohort]:
    rows = Cohort.objects.within(programme).select_related("partnership__organisation")
    return rows.order_by("starts_on", "pk")


def is_supporter(person: Person, supports: Person, programme: Programme) -> bool:
    rows = Supporter.objects.within(programme).filter(ended_at=None)
    return rows.filter(supporter=person, supports=supports).exists()
