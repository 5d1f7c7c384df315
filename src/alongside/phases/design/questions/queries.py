from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from alongside.foundation.programmes.models import Programme
from alongside.foundation.projects.models import Project
from alongside.throughout.feedback import queries as feedback
from alongside.throughout.feedback.models import Contribution
from alongside.throughout.feedback.states import Kind

from .models import Question, Shaping


def questions(programme: Programme) -> QuerySet[Question]:
    rows = Question.objects.within(programme).select_related("project")
    return rows.order_by("-asked_on", "-pk")


def of_project(project: Project) -> list[Question]:
    """What a project asks, oldest first, each with its project beside it."""
    rows = Question.objects.within(project.programme_id).filter(project=project)
    found = list(rows.order_by("asked_on", "pk"))
    for row in found:
        row.project = project
    return found


def shapings(project: Project) -> list[Shaping]:
    """Who shaped the questions of a project, in the order they did."""
    rows = Shaping.objects.within(project.programme_id).filter(question__project=project)
    found = list(rows.select_related("person", "question").order_by("on_day", "pk"))
    for row in found:
        row.question.project = project
    return found


def ideas_waiting(programme: Programme, *, private: bool = False) -> QuerySet[Contribution]:
    """Ideas nobody has answered yet, longest first; private ones for organisers only."""
    rows = feedback.owed(programme).filter(kind=Kind.IDEA)
    return rows if private else rows.filter(private=False)


def ideas_taken_up(programme: Programme) -> QuerySet[Question]:
    """Ideas that became a project, newest first."""
    return questions(programme).exclude(about_id=None)


def idea(programme: Programme, pk: UUID) -> Contribution | None:
    return feedback.contributions(programme).filter(pk=pk, kind=Kind.IDEA).first()


def became(idea: Contribution) -> Question | None:
    """The question an idea became, if it did."""
    rows = Question.objects.within(idea.programme_id).select_related("project")
    return rows.filter(about_id=idea.pk).first()


def without_a_question(programme: Programme) -> QuerySet[Project]:
    """Projects whose question came from nowhere we know."""
    asked = Question.objects.within(programme).filter(project=OuterRef("pk"))
    return Project.objects.within(programme).filter(~Exists(asked)).order_by("title", "pk")
