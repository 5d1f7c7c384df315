from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from alongside.foundation.people.models import Person
from alongside.foundation.programmes.models import Programme
from alongside.foundation.projects.models import Project

from .models import AgendaItem, CatchingUp, Gathering, Helper, Invitation, Need
from .states import AFTER, COMING, Answer, Standing


def gatherings(programme: Programme | UUID) -> QuerySet[Gathering]:
    return Gathering.objects.within(programme).select_related("project", "planned_by", "programme")


def with_people(programme: Programme | UUID) -> QuerySet[Gathering]:
    """Gatherings with who is asked and who helps: three queries."""
    invited = Invitation.objects.within(programme).select_related("person")
    helping = Helper.objects.within(programme).select_related("person")
    return gatherings(programme).prefetch_related(
        Prefetch("invitations", invited.order_by("person__first_name", "pk")),
        Prefetch("helpers", helping.order_by("since", "pk")),
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


def to_come(programme: Programme) -> QuerySet[Gathering]:
    """Everything planned or going on, soonest first."""
    rows = with_people(programme).exclude(standing__in=[*AFTER, Standing.CALLED_OFF])
    return rows.order_by("starts_at", "pk")


def past(programme: Programme) -> QuerySet[Gathering]:
    return gatherings(programme).filter(standing__in=AFTER).order_by("-starts_at", "-pk")


def of_project(project: Project) -> QuerySet[Gathering]:
    rows = gatherings(project.programme_id).filter(project=project)
    return rows.exclude(standing=Standing.CALLED_OFF).order_by("starts_at", "pk")


def invited(gathering: Gathering) -> QuerySet[Invitation]:
    """Who is asked, by first name: no rank, no title."""
    rows = Invitation.objects.within(gathering.programme_id).filter(gathering=gathering)
    return rows.select_related("person").order_by("person__first_name", "pk")


def invitation_of(person: Person, gathering: Gathering) -> Invitation | None:
    return invited(gathering).filter(person=person).first()


def helpers(gathering: Gathering) -> QuerySet[Helper]:
    rows = Helper.objects.within(gathering.programme_id).filter(gathering=gathering)
    return rows.select_related("person").order_by("since", "pk")


def agenda(gathering: Gathering) -> QuerySet[AgendaItem]:
    rows = AgendaItem.objects.within(gathering.programme_id)
    rows = rows.filter(gathering=gathering, dropped_at=None)
    rows = rows.select_related("raised_by", "led_by", "decision")
    return rows.order_by("place", "pk")


def needs(gathering: Gathering) -> QuerySet[Need]:
    """What people need this time, and the answers."""
    rows = Need.objects.within(gathering.programme_id).filter(gone_at=None)
    rows = rows.filter(invitation__gathering=gathering).select_related("person", "owner")
    return rows.order_by("person__first_name", "pk")


def catching_up(gathering: Gathering) -> QuerySet[CatchingUp]:
    rows = CatchingUp.objects.within(gathering.programme_id)
    rows = rows.filter(invitation__gathering=gathering).select_related("person", "helper")
    return rows.order_by("person__first_name", "pk")


def to_follow_up(programme: Programme) -> QuerySet[Gathering]:
    """Over, and not everyone was told what came of it: longest due first."""
    rows = gatherings(programme).filter(standing=Standing.CLOSED)
    return rows.order_by("follow_up_on", "pk")
