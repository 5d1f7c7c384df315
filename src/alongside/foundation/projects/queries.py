import tomllib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.foundation.people.models import Person
from alongside.foundation.programmes.models import Organisation, Programme
from alongside.toolbox.looks import once_a_look

from .models import Freedom, PhaseAnswer, PhasePlan, Project, ProjectMember, Restriction
from .phases import Phase
from .states import SHARED, HowOpen, Stage

PROMPTS: Final = "data/prompts.toml"
ORDER: Final = {phase.value: phase.number for phase in Phase}
WEEK: Final = 7
LONG: Final = 70  # days; longer than that is said in months
MONTH: Final = 30.4


def projects(programme: Programme | UUID) -> QuerySet[Project]:
    """Every project of a programme, by its title."""
    rows = Project.objects.within(programme)
    return rows.select_related("programme", "owner", "money_with", "data_with").order_by(
        "title", "pk"
    )


def going_on(programme: Programme) -> QuerySet[Project]:
    return projects(programme).exclude(stage=Stage.CLOSED)


def project(programme: Programme, pk: UUID) -> Project:
    """The project, or the page that says it is not here."""
    return get_object_or_404(projects(programme), pk=pk)


def of_person(person: Person, programme: Programme) -> QuerySet[Project]:
    """The projects somebody is in."""
    parts = ProjectMember.objects.within(programme).filter(
        project=OuterRef("pk"), person=person, left_on=None
    )
    return projects(programme).filter(Exists(parts))


def people(project: Project) -> QuerySet[ProjectMember]:
    """Who is in it, by first name: no rank, no title."""
    rows = ProjectMember.objects.within(project.programme_id).filter(project=project, left_on=None)
    return rows.select_related("person").order_by("person__first_name", "pk")


def member(project: Project, person: Person) -> ProjectMember | None:
    return people(project).filter(person=person).first()


def phases(project: Project) -> list[PhasePlan]:
    """The six phases, in the order of the cycle."""
    return phases_of(project.programme_id, [project.pk]).get(project.pk, [])


def phases_of(
    programme: Programme | UUID, project_ids: Collection[UUID]
) -> dict[UUID, list[PhasePlan]]:
    """The six phases of each of these projects: one query, however many."""
    rows = PhasePlan.objects.within(programme).filter(project_id__in=list(project_ids))
    found: dict[UUID, list[PhasePlan]] = {}
    for row in sorted(rows.select_related("lead"), key=lambda row: ORDER[row.phase]):
        found.setdefault(row.project_id, []).append(row)
    return found


def members(project: Project) -> Sequence[ProjectMember]:
    """The same people, for the rules and the claims of one page: read once a look."""
    return people_of(project.programme_id, [project.pk]).get(project.pk, [])


def people_of(
    programme: Programme | UUID, project_ids: Collection[UUID]
) -> dict[UUID, list[ProjectMember]]:
    """Who is in each of these projects: one query, however many."""
    key = programme.pk if isinstance(programme, Programme) else programme
    return _people_of(key, tuple(project_ids))


@once_a_look
def _people_of(programme: UUID, project_ids: tuple[UUID, ...]) -> dict[UUID, list[ProjectMember]]:
    rows = ProjectMember.objects.within(programme).filter(project_id__in=project_ids, left_on=None)
    found: dict[UUID, list[ProjectMember]] = {}
    for row in rows.select_related("person").order_by("person__first_name", "pk"):
        found.setdefault(row.project_id, []).append(row)
    return found


def phase(project: Project, phase: Phase) -> PhasePlan:
    rows = PhasePlan.objects.within(project.programme_id).select_related("lead")
    return rows.get(project=project, phase=phase)


def now_in(plans: Iterable[PhasePlan]) -> PhasePlan | None:
    """The phase a project is in: the first that is not done."""
    return next((plan for plan in plans if plan.done_on is None), None)


def answers(project: Project) -> QuerySet[PhaseAnswer]:
    rows = PhaseAnswer.objects.within(project.programme_id).filter(plan__project=project)
    return rows.select_related("by", "plan").order_by("at", "pk")


def freedoms(project: Project) -> dict[str, list[Freedom]]:
    """What is open, partly open and fixed, in that order."""
    rows = Freedom.objects.within(project.programme_id).filter(project=project)
    found: dict[str, list[Freedom]] = {how.value: [] for how in HowOpen}
    for row in rows.order_by("at", "pk"):
        found[row.how_open].append(row)
    return found


def restrictions(project: Project) -> QuerySet[Restriction]:
    rows = Restriction.objects.within(project.programme_id).filter(project=project)
    return rows.order_by("at", "pk")


def not_shared(plans: Iterable[PhasePlan]) -> list[PhasePlan]:
    """What is not co-produced, each with the reason."""
    return [plan for plan in plans if plan.level and plan.level not in SHARED]


def owned_by(programme: Programme, organisation: Organisation) -> QuerySet[Project]:
    return projects(programme).filter(owner=organisation)


@dataclass(frozen=True, slots=True)
class Prompt:
    """One thing a phase asks the group to talk about; `tick` belongs to the list to arrange."""

    key: str
    asks: str
    tick: bool = False


@cache
def prompts() -> dict[str, list[Prompt]]:
    """The prompts of each phase, as they stand in the data file."""
    text = resources.files(__package__).joinpath(PROMPTS).read_text("utf-8")
    return {phase: [Prompt(**row) for row in rows] for phase, rows in tomllib.loads(text).items()}


@dataclass(frozen=True, slots=True)
class Card:
    """A prompt with what the group says to it so far."""

    prompt: Prompt
    answer: PhaseAnswer | None

    @property
    def asks(self) -> str:
        return _(self.prompt.asks)


def cards(plan: PhasePlan) -> list[Card]:
    """The shared cards of a phase: one for each prompt, answered or not."""
    rows = PhaseAnswer.objects.within(plan.programme_id).filter(plan=plan).select_related("by")
    found = {row.prompt: row for row in rows}
    return [Card(prompt, found.get(prompt.key)) for prompt in prompts()[plan.phase]]


@dataclass(frozen=True, slots=True)
class Milestone:
    """What comes next, and between which days we expect it."""

    words: str
    earliest_on: date | None
    latest_on: date | None


@dataclass(frozen=True, slots=True)
class Timescale:
    """How long the wider piece of work takes, and what comes next."""

    starts_on: date | None
    ends_about_on: date | None
    length: str
    next: Sequence[Milestone]


def timescale(
    project: Project, *, today: date, most: int = 3, plans: Sequence[PhasePlan] | None = None
) -> Timescale:
    """For anyone who wonders how long this goes on: its length, and the next milestones."""
    six = phases(project) if plans is None else plans
    open_ = [plan for plan in six if plan.done_on is None]
    coming = [
        Milestone(str(Phase(plan.phase).label), plan.earliest_on, plan.latest_on)
        for plan in open_
        if plan.latest_on is None or plan.latest_on >= today
        if plan.earliest_on or plan.latest_on
    ]
    return Timescale(project.starts_on, project.ends_about_on, length(project), coming[:most])


def length(project: Project) -> str:
    """About 8 weeks; about 7 months; or that nobody knows yet."""
    if project.starts_on is None or project.ends_about_on is None:
        if project.timescale_known_by and not project.timescale:
            return _("We do not know yet how long it takes.")
        return project.timescale or _("We do not know yet how long it takes.")
    days = (project.ends_about_on - project.starts_on).days
    if days <= LONG:
        weeks = max(1, round(days / WEEK))
        return ngettext("About %d week", "About %d weeks", weeks) % weeks
    months = max(1, round(days / MONTH))
    return ngettext("About %d month", "About %d months", months) % months
