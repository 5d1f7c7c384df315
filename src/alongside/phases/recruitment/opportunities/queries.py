from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeAlias, TypedDict
from uuid import UUID

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce, Greatest

from alongside.foundation.people.models import Person
from alongside.foundation.programmes.models import Programme
from alongside.foundation.projects.models import Freedom, PhasePlan, Project
from alongside.throughout.hours import queries as hours

from .models import Answer, Invitation, Opportunity, OthersTime
from .states import HowGiven, Standing, State

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class Counts(TypedDict):
    taken: int
    waiting: int
    places_left: int | None


class Seen(Counts):
    standing: str | None
    asked: bool


CountedOpportunity: TypeAlias = "WithAnnotations[Opportunity, Counts]"
SeenOpportunity: TypeAlias = "WithAnnotations[Opportunity, Seen]"


def opportunities(programme: Programme | UUID) -> QuerySet[CountedOpportunity]:
    """Opportunities ready to show, with their places counted: one query, however many."""
    rows = Opportunity.objects.within(programme).select_related("project", "programme", "made_by")
    rows = rows.annotate(
        taken=_count(programme, Standing.HAS_PLACE), waiting=_count(programme, Standing.WAITING)
    )
    left = Greatest(F("places") - F("taken"), 0)
    # PostgreSQL's greatest of nothing and 0 is 0: no limit is said in so many words.
    return rows.annotate(places_left=Case(When(places=None, then=None), default=left))


def _count(programme: Programme | UUID, standing: Standing) -> Coalesce:
    rows = Answer.objects.within(programme).filter(opportunity=OuterRef("pk"), standing=standing)
    count = rows.order_by().values("opportunity").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(count), 0)


def open_now(programme: Programme, *, now: datetime) -> QuerySet[CountedOpportunity]:
    """What anyone may join just now, soonest to close first."""
    rows = opportunities(programme).filter(state=State.OPEN, closes_at__gt=now)
    return rows.exclude(how_given=HowGiven.INVITATION).order_by("closes_at", "pk")


def seen_by(person: Person, programme: Programme) -> QuerySet[SeenOpportunity]:
    """With what this person said to it, and whether they were asked by name: one query."""
    mine = Answer.objects.within(programme).filter(opportunity=OuterRef("pk"), person=person)
    asked = Invitation.objects.within(programme).filter(opportunity=OuterRef("pk"), person=person)
    rows = opportunities(programme)
    return rows.annotate(standing=Subquery(mine.values("standing")[:1]), asked=Exists(asked))


def open_for(person: Person, programme: Programme, *, now: datetime) -> QuerySet[SeenOpportunity]:
    """What this person may join just now, with what they were asked to by name."""
    rows = seen_by(person, programme).filter(state=State.OPEN, closes_at__gt=now)
    rows = rows.filter(~Q(how_given=HowGiven.INVITATION) | Q(asked=True))
    return rows.order_by("closes_at", "pk")


def of_project(project: Project) -> QuerySet[CountedOpportunity]:
    return opportunities(project.programme_id).filter(project=project).order_by("closes_at", "pk")


def being_run(programme: Programme) -> QuerySet[CountedOpportunity]:
    """For whoever runs things: drafts, open and closed ones that are not done yet."""
    rows = opportunities(programme).exclude(state=State.DONE)
    return rows.order_by("closes_at", "pk")


def answer_of(person: Person, opportunity: Opportunity) -> Answer | None:
    rows = Answer.objects.within(opportunity.programme_id)
    return rows.filter(opportunity=opportunity, person=person).first()


def answers(opportunity: Opportunity) -> QuerySet[Answer]:
    """Who comes, who waits, who thinks about it. Somebody who said no is not among them."""
    seen = (Standing.HAS_PLACE, Standing.WAITING, Standing.MAYBE)
    rows = Answer.objects.within(opportunity.programme_id).filter(opportunity=opportunity)
    return rows.filter(standing__in=seen).select_related("person").order_by("since", "pk")


def with_a_place(opportunity: Opportunity) -> QuerySet[Answer]:
    return answers(opportunity).filter(standing=Standing.HAS_PLACE)


def longest_waiting(opportunity: Opportunity) -> Answer | None:
    return answers(opportunity).filter(standing=Standing.WAITING).first()


def is_asked(person: Person, opportunity: Opportunity) -> bool:
    rows = Invitation.objects.within(opportunity.programme_id)
    return rows.filter(opportunity=opportunity, person=person).exists()


def invitations(opportunity: Opportunity) -> QuerySet[Invitation]:
    rows = Invitation.objects.within(opportunity.programme_id).filter(opportunity=opportunity)
    return rows.select_related("person").order_by("person__first_name", "pk")


def others_time(opportunity: Opportunity) -> QuerySet[OthersTime]:
    rows = OthersTime.objects.within(opportunity.programme_id).filter(opportunity=opportunity)
    return rows.order_by("-minutes", "pk")


class Around(TypedDict):
    has_freedoms: bool


def phase_of(opportunity: Opportunity) -> "WithAnnotations[PhasePlan, Around]":
    """The plan of its phase, and whether the project says what can change: one query."""
    project = opportunity.project_id
    freedoms = Freedom.objects.within(opportunity.programme_id).filter(project_id=project)
    rows = PhasePlan.objects.within(opportunity.programme_id)
    rows = rows.filter(project_id=project, phase=opportunity.phase)
    return rows.annotate(has_freedoms=Exists(freedoms)).get()


@dataclass(frozen=True, slots=True)
class Offer:
    """An open opportunity as one person sees it."""

    opportunity: CountedOpportunity
    fit: hours.Fit
    standing: str

    @property
    def is_new(self) -> bool:
        return self.standing == Standing.NOT_SAID

    @property
    def standing_words(self) -> str:
        """What they said, or nothing where they have not."""
        return "" if self.is_new else str(Standing(self.standing).label)


def offers(person: Person, programme: Programme, *, now: datetime) -> list[Offer]:
    """What is open to one person: what fits their week first, then by closing day."""
    found = list(open_for(person, programme, now=now))
    weeks = hours.weeks_of(person, programme, [one.day for one in found])
    return offered(found, weeks)


def offered(found: Iterable[SeenOpportunity], weeks: Mapping[date, hours.Week]) -> list[Offer]:
    """For pages that know the weeks already."""
    offers = [
        Offer(
            one,
            hours.fit_in(weeks[hours.monday(one.day)], one.all_minutes),
            one.standing or Standing.NOT_SAID,
        )
        for one in found
    ]
    return sorted(offers, key=lambda offer: not offer.fit.fits)
