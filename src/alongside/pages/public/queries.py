"""What anyone may see of a town: what goes on, and what changed."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from alongside.foundation.programmes.models import Programme
from alongside.foundation.projects import queries as projects
from alongside.foundation.projects import rules as project_rules
from alongside.foundation.projects.models import Project
from alongside.foundation.projects.phases import Phase
from alongside.foundation.projects.states import Level
from alongside.phases.design.questions import queries as questions
from alongside.phases.design.questions.models import Question
from alongside.throughout.feedback import queries as feedback
from alongside.throughout.feedback.models import Contribution
from alongside.throughout.feedback.states import Kind


@dataclass(frozen=True, slots=True)
class Going:
    """One project, with the phase it is in."""

    project: Project
    phase: Phase
    level: int
    word: str

    @property
    def css(self) -> str:
        return f"p{self.phase.number}"


def going_on(programme: Programme, most: int) -> list[Going]:
    """What goes on, each with its phase and its honest word: the same queries for any number."""
    found = list(projects.going_on(programme).order_by("-started_at", "-pk")[:most])
    plans = projects.phases_of(programme, [project.pk for project in found])
    claims = project_rules.claims_of(programme, found)
    rows = []
    for project in found:
        six = plans[project.pk]
        plan = projects.now_in(six) or six[-1]
        level = Level(plan.level).step if plan.level else 0
        rows.append(Going(project, Phase(plan.phase), level, claims[project.pk].word(plan)))
    return rows


def changed(programme: Programme, most: int) -> QuerySet[Contribution]:
    return feedback.changed_here(programme)[:most]


def offered(programme: Programme, *, pk: UUID | None = None, code: str = "") -> Contribution | None:
    """What somebody without an account sent us, found by its code or by their own cookie."""
    rows = feedback.contributions(programme).filter(
        person=None, kind__in=[Kind.IDEA, Kind.QUESTION]
    )
    return rows.filter(pk=pk).first() if pk else rows.filter(code=code).first()


def became(offer: Contribution) -> Question | None:
    return questions.became(offer) if offer.kind == Kind.IDEA else None
