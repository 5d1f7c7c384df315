"""What anyone may see of a town: what goes on, and what changed."""

from uuid import UUID

from django.db.models import QuerySet

from alongside.foundation.programmes.models import Programme
from alongside.foundation.projects import queries as projects
from alongside.foundation.projects import rules as project_rules
from alongside.phases.design.questions import queries as questions
from alongside.phases.design.questions.models import Question
from alongside.throughout.feedback import queries as feedback
from alongside.throughout.feedback.models import Contribution
from alongside.throughout.feedback.states import Kind


def going_on(programme: Programme, most: int) -> list[project_rules.Going]:
    """What goes on, newest first, each with its phase and its honest word."""
    found = projects.going_on(programme).order_by("-started_at", "-pk")
    return project_rules.listed(programme, list(found[:most]))


def changed(programme: Programme, most: int, *, here: bool) -> QuerySet[Contribution]:
    """What changed. What members said stays among members; an idea may be shown to all."""
    rows = feedback.changed_here(programme)
    return (rows if here else rows.filter(person=None))[:most]


def offered(programme: Programme, *, pk: UUID | None = None, code: str = "") -> Contribution | None:
    """What somebody without an account sent us, found by its code or by their own cookie."""
    rows = feedback.contributions(programme).filter(
        person=None, kind__in=[Kind.IDEA, Kind.QUESTION]
    )
    return rows.filter(pk=pk).first() if pk else rows.filter(code=code).first()


def became(offer: Contribution) -> Question | None:
    return questions.became(offer) if offer.kind == Kind.IDEA else None
