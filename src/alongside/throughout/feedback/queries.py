from uuid import UUID

from django.db.models import Prefetch, QuerySet

from alongside.foundation.people.models import Person
from alongside.foundation.programmes.models import Programme
from alongside.foundation.projects.models import Project

from .models import Answer, Contribution
from .states import OWED, Standing


def contributions(programme: Programme | UUID) -> QuerySet[Contribution]:
    """Contributions ready to show, each with its answers in order: two queries."""
    answers = Answer.objects.within(programme).select_related("by").order_by("at", "pk")
    rows = Contribution.objects.within(programme).select_related("person", "owed_by", "project")
    return rows.prefetch_related(Prefetch("answers", answers))


def owed(programme: Programme) -> QuerySet[Contribution]:
    """What waits for an answer, longest first."""
    return contributions(programme).filter(standing__in=OWED).order_by("due_on", "pk")


def owed_by(person: Person, programme: Programme) -> QuerySet[Contribution]:
    return owed(programme).filter(owed_by=person)


def about(programme: Programme, about_id: UUID) -> QuerySet[Contribution]:
    """What was said about one thing, oldest first; private things are not among them."""
    rows = contributions(programme).filter(about_id=about_id, private=False)
    return rows.order_by("said_at", "pk")


def unanswered_about(programme: Programme, about_id: UUID) -> QuerySet[Contribution]:
    return (
        contributions(programme)
        .filter(about_id=about_id, standing__in=OWED)
        .order_by("due_on", "pk")
    )


def said_and_done(project: Project) -> QuerySet[Contribution]:
    """You said, we did: what was answered in a project, newest first."""
    rows = contributions(project.programme_id).filter(project=project, private=False)
    return rows.filter(standing=Standing.ANSWERED).order_by("-said_at", "-pk")


def of_person(person: Person, programme: Programme) -> QuerySet[Contribution]:
    """Everything one person offered, newest first."""
    return contributions(programme).filter(person=person).order_by("-said_at", "-pk")
