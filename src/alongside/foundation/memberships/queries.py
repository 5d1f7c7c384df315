from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, TypedDict
from uuid import UUID

from django.db.models import Count, Exists, FilteredRelation, OuterRef, Q, QuerySet
from django.db.models.functions import Lower
from django.shortcuts import get_object_or_404

from alongside.foundation.notices.rules import Contact
from alongside.foundation.people.models import Person
from alongside.foundation.people.states import STAFF, Role
from alongside.foundation.programmes.models import Partnership, Programme
from alongside.toolbox.looks import once_a_look

from .models import Cohort, Footing, HeldRole, Invitation, Membership, Supporter
from .states import Reply, Standing

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


@dataclass(frozen=True, slots=True)
class Part:
    """What the door needs to know of somebody's part in a programme: one query."""

    membership_id: UUID
    standing: str
    roles: frozenset[str]
    young: bool


@once_a_look
def part_of(person: Person, programme: Programme) -> Part | None:
    rows = list(
        Membership.objects.within(programme)
        .filter(person=person)
        .annotate(held=FilteredRelation("roles", condition=Q(roles__until_on=None)))
        .values_list("pk", "standing", "young", "held__role")
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
    mine = Membership.objects.filter(person=person).exclude(standing=Standing.LEFT)
    return Programme.objects.filter(pk__in=mine.values("programme")).order_by("name", "pk")


def ever_of(person: Person) -> QuerySet[Programme]:
    """Every programme they were ever part of."""
    parts = Membership.objects.filter(programme=OuterRef("pk"), person=person)
    return Programme.objects.filter(Exists(parts)).order_by("name", "pk")


def holders(programme: Programme, *roles: str) -> QuerySet[Person]:
    """Who holds one of these roles, longest first."""
    rows = Membership.objects.within(programme).exclude(standing=Standing.LEFT)
    held = rows.filter(roles__role__in=roles, roles__until_on=None)
    return Person.objects.filter(pk__in=held.values("person_id")).order_by("joined_at", "pk")


def first_to_ask(programme: Programme) -> Person | None:
    """Whoever a task goes to when nobody else is named: a facilitator, else a coordinator."""
    return holders(programme, *STAFF).first()


def who_tells(programme: Programme, person: Person) -> Person | None:  # noqa: ARG001 -- one day the person's own facilitator
    """Who rings, writes or goes where no email does."""
    return first_to_ask(programme)


def through_whom(programme: Programme, person: Person) -> Contact | None:
    """The group somebody belongs to here, and whom to ask there."""
    part = membership(person, programme)
    if part is None or part.partnership is None:
        return None
    group = part.partnership
    return Contact(str(group.organisation), group.contact_name, group.contact_email)


def cohorts(programme: Programme) -> QuerySet[Cohort]:
    rows = Cohort.objects.within(programme).select_related("partnership__organisation")
    return rows.order_by("starts_on", "pk")


def is_supporter(person: Person, supports: Person, programme: Programme) -> bool:
    rows = Supporter.objects.within(programme).filter(ended_at=None)
    return rows.filter(supporter=person, supports=supports).exists()


def managed_by(person: Person, programme: Programme) -> QuerySet[Partnership]:
    """The partner groups somebody manages: they see and manage those people only."""
    held = HeldRole.objects.within(programme).filter(
        membership__person=person,
        role=Role.ORGANISATION_MANAGER,
        until_on=None,
        partnership=OuterRef("pk"),
    )
    rows = Partnership.objects.within(programme).filter(Exists(held))
    return rows.select_related("organisation").order_by("organisation__name", "pk")


def seen_by(person: Person, programme: Programme) -> QuerySet[Membership]:
    """Everyone, for people who run things; for a partner's manager their own people only."""
    rows = Membership.objects.within(programme)
    rows = rows.select_related("person", "cohort", "partnership__organisation")
    part = part_of(person, programme)
    if part is None or not part.roles & STAFF:
        rows = rows.filter(partnership__in=list(managed_by(person, programme)))
    return rows.order_by("person__first_name", "pk")


class Progress(TypedDict):
    here: int


CountedCohort: TypeAlias = "WithAnnotations[Cohort, Progress]"


def cohorts_with_progress(programme: Programme) -> QuerySet[CountedCohort]:
    """Each cohort with how many are in it; a person who has a rest keeps their place."""
    there = ~Q(members__standing=Standing.LEFT) & Q(members__isnull=False)
    return cohorts(programme).annotate(here=Count("members", filter=there))


def roles_of(membership: Membership) -> QuerySet[HeldRole]:
    rows = HeldRole.objects.within(membership.programme_id).filter(membership=membership)
    return rows.select_related("partnership__organisation").order_by("-from_on", "-pk")


def footings(membership: Membership) -> QuerySet[Footing]:
    """On what footing they took part, newest first: their whole history."""
    rows = Footing.objects.within(membership.programme_id).filter(membership=membership)
    return rows.select_related("partnership__organisation").order_by("-from_on", "-pk")


def supporters_of(person: Person, programme: Programme) -> QuerySet[Supporter]:
    rows = Supporter.objects.within(programme).filter(supports=person, ended_at=None)
    return rows.select_related("supporter").order_by("agreed_at", "pk")


def supported_by(person: Person, programme: Programme) -> QuerySet[Supporter]:
    rows = Supporter.objects.within(programme).filter(supporter=person, ended_at=None)
    return rows.select_related("supports").order_by("agreed_at", "pk")


def invitation(programme: Programme, pk: UUID) -> Invitation:
    rows = Invitation.objects.within(programme)
    rows = rows.select_related("programme", "asked_by", "cohort", "partnership__organisation")
    return get_object_or_404(rows, pk=pk)


def asked_in(person: Person) -> QuerySet[Invitation]:
    """Where somebody is asked in and has not said: My week spans all places."""
    rows = Invitation.objects.filter(person=person, reply=Reply.WAITING)
    return rows.select_related("programme").order_by("asked_at", "pk")


@dataclass(frozen=True, slots=True)
class Balance:
    """How many bring each perspective. One person counts in each of theirs."""

    people: int
    counts: Sequence[tuple[str, int]]

    @property
    def total(self) -> int:
        return sum(count for _, count in self.counts)

    @property
    def exceeds(self) -> bool:
        return self.total > self.people


def balance(programme: Programme) -> Balance:
    said = members(programme).values_list("perspectives", flat=True)
    found: Counter[str] = Counter()
    words: dict[str, str] = {}
    for perspectives in said:
        for perspective in perspectives:
            words.setdefault(perspective.casefold(), perspective)
        found.update({perspective.casefold() for perspective in perspectives})
    ordered = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    return Balance(len(said), [(words[key], count) for key, count in ordered])


def person_of(email: str) -> Person | None:
    """Somebody with this address, whatever their programmes: one email, one account."""
    return Person.objects.filter(email__iexact=email).first() if email else None


def cohort(programme: Programme, pk: UUID) -> CountedCohort:
    return get_object_or_404(cohorts_with_progress(programme), pk=pk)


def of_cohort(cohort: Cohort) -> QuerySet[Membership]:
    rows = members(cohort.programme).filter(cohort=cohort)
    return rows.order_by("person__first_name", "pk")


def one_seen_by(person: Person, programme: Programme, pk: UUID) -> Membership:
    """Somebody's part, for an organiser or their own group's manager; nobody for others."""
    return get_object_or_404(seen_by(person, programme), pk=pk)


def emails_seen_by(person: Person, programme: Programme, emails: Collection[str]) -> set[str]:
    """Which of these addresses belong to somebody this person looks after: one query."""
    rows = seen_by(person, programme).annotate(email=Lower("person__email"))
    wanted = [email.casefold() for email in emails]
    return set(rows.filter(email__in=wanted).values_list("email", flat=True))
