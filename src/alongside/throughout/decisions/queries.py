from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeAlias, TypedDict
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet

from alongside.foundation.memberships.models import Membership
from alongside.foundation.people.models import Person
from alongside.foundation.programmes.models import Programme
from alongside.foundation.projects.models import Project, ProjectMember

from .models import Ballot, Decision, Option
from .states import Choice, Kind, Method, Outcome, Standing, Who

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


def decisions(programme: Programme | UUID) -> QuerySet[Decision]:
    """Decisions ready to show, each with its options and ballots: three queries."""
    options = Option.objects.within(programme).order_by("place", "pk")
    ballots = Ballot.objects.within(programme).select_related("person").order_by("at", "pk")
    rows = Decision.objects.within(programme)
    rows = rows.select_related("project", "chosen", "asked_by", "decided_by")
    return rows.prefetch_related(Prefetch("options", options), Prefetch("ballots", ballots))


def decided(project: Project) -> QuerySet[Decision]:
    """What was decided in a project, newest first."""
    rows = decisions(project.programme_id).filter(project=project, standing=Standing.DECIDED)
    return rows.order_by("-decided_at", "-pk")


def open_and_decided(
    project: Project, *, today: date, most: int
) -> tuple[list[Decision], list[Decision]]:
    """What a project decides now, soonest first, and what it decided, newest first: one query.

    For a list of titles: their options and ballots are not read.
    """
    rows = Decision.objects.within(project.programme_id).filter(project=project)
    now = Q(standing=Standing.OPEN, opens_on__lte=today)
    rows = rows.filter(now | Q(standing=Standing.DECIDED)).select_related("chosen")
    newest_first = F("decided_at").desc(nulls_first=True)
    found = list(rows.order_by(newest_first, "closes_on", "pk")[: 10 * most])
    open_ = [row for row in found if row.standing == Standing.OPEN]
    done = [row for row in found if row.standing == Standing.DECIDED]
    return open_[:most], done[:most]


def open_now(programme: Programme, *, today: date) -> QuerySet[Decision]:
    rows = decisions(programme).filter(standing=Standing.OPEN, opens_on__lte=today)
    return rows.order_by("closes_on", "pk")


def to_write_down(programme: Programme, *, today: date) -> QuerySet[Decision]:
    """The time to say has passed, and nobody wrote down what was decided."""
    rows = Decision.objects.within(programme).filter(standing=Standing.OPEN, closes_on__lt=today)
    return rows.order_by("closes_on", "pk")


def all_decided(programme: Programme) -> QuerySet[Decision]:
    rows = decisions(programme).filter(standing=Standing.DECIDED)
    return rows.order_by("-decided_at", "-pk")


def waiting_for(person: Person, programme: Programme, *, today: date) -> QuerySet[Decision]:
    """Open decisions this person is asked about and has not answered, soonest first."""
    said = Ballot.objects.within(programme).filter(decision=OuterRef("pk"), person=person)
    mine = ProjectMember.objects.within(programme).filter(
        project=OuterRef("project"), person=person, left_on=None
    )
    rows = open_now(programme, today=today).filter(~Exists(said))
    return rows.filter(Exists(mine)) | rows.filter(who=Who.PROGRAMME)


def is_in_project(person: Person, decision: Decision) -> bool:
    rows = ProjectMember.objects.within(decision.programme_id)
    return rows.filter(project=decision.project_id, person=person, left_on=None).exists()


def ballots_of(person: Person, decision: Decision) -> dict[UUID, Ballot]:
    rows = Ballot.objects.within(decision.programme_id).filter(decision=decision, person=person)
    return {row.option_id: row for row in rows}


class Voices(TypedDict):
    voices: int
    residents: int


Voiced: TypeAlias = "WithAnnotations[Decision, Voices]"


def decided_in(programme: Programme | UUID, project_ids: Collection[UUID]) -> QuerySet[Voiced]:
    """What was decided in these projects, with how many spoke and how many of them live here."""
    unpaid = Membership.objects.within(programme).filter(
        person=OuterRef("ballots__person"), paid_professional=False
    )
    rows = Decision.objects.within(programme).filter(standing=Standing.DECIDED)
    rows = rows.filter(project__in=project_ids).order_by("decided_at", "pk")
    return rows.annotate(
        voices=Count("ballots__person", distinct=True),
        residents=Count("ballots__person", distinct=True, filter=Exists(unpaid)),
    )


def is_as_counted(decision: Decision) -> bool:
    """Say whether the ballots still add up to what was written down."""
    found = result(decision)
    return found.as_counted() == decision.counted and (
        decision.kind != Kind.SHARED
        or (found.outcome == decision.outcome and found.chosen == decision.chosen)
    )


@dataclass(frozen=True, slots=True)
class Tally:
    """How many said what to one option."""

    option: Option
    yes: int
    worry: int
    no: int

    @property
    def people(self) -> int:
        return self.yes + self.worry + self.no


@dataclass(frozen=True, slots=True)
class Result:
    """What the ballots add up to, worked out afresh each time."""

    outcome: Outcome
    chosen: Option | None
    tallies: tuple[Tally, ...]

    def as_counted(self) -> dict[str, list[int]]:
        """The same as plain numbers, to keep beside the decision."""
        return {str(tally.option.pk): [tally.yes, tally.worry, tally.no] for tally in self.tallies}


def result_shown(decision: Decision) -> Result:
    """The result of a decision whose options and ballots came with it."""
    return add_up(Method(decision.method), decision.options.all(), decision.ballots.all())


def result(decision: Decision) -> Result:
    """The result, recomputed from the ballots."""
    options = Option.objects.within(decision.programme_id).filter(decision=decision)
    ballots = Ballot.objects.within(decision.programme_id).filter(decision=decision)
    return add_up(Method(decision.method), options.order_by("place", "pk"), ballots)


def add_up(method: Method, options: Iterable[Option], ballots: Iterable[Ballot]) -> Result:
    """Count every ballot once, option by option, then choose."""
    said: dict[UUID, Counter[str]] = {}
    for ballot in ballots:
        said.setdefault(ballot.option_id, Counter())[ballot.choice] += 1
    tallies = tuple(
        Tally(option, counted[Choice.YES], counted[Choice.WORRY], counted[Choice.NO])
        for option in options
        for counted in [said.get(option.pk, Counter())]
    )
    if not any(tally.people for tally in tallies):
        return Result(Outcome.NOBODY, None, tallies)
    good = [tally for tally in tallies if _stands(method, tally)]
    if not good:
        return Result(Outcome.NOT_AGREED, None, tallies)
    best = max(_weight(method, tally) for tally in good)
    first = [tally for tally in good if _weight(method, tally) == best]
    if len(first) > 1:
        return Result(Outcome.TIED, None, tallies)
    worries = first[0].worry + first[0].no
    outcome = Outcome.WITH_WORRIES if worries else Outcome.AGREED
    return Result(outcome, first[0].option, tallies)


def _stands(method: Method, tally: Tally) -> bool:
    """Consent falls with one no; thumbs need more up than down."""
    if method == Method.CONSENT:
        return tally.people > 0 and tally.no == 0
    return tally.yes > tally.no


def _weight(method: Method, tally: Tally) -> tuple[int, int]:
    if method == Method.CONSENT:
        return (tally.yes + tally.worry, tally.yes)
    return (tally.yes - tally.no, tally.yes)
