"""What this room itself counts: roles agreed, phases led, prompts answered."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from alongside.foundation.programmes.models import Programme

from ..models import PhaseAnswer, PhasePlan, ProjectMember
from .claims import Evidence
from .counting import Counting, by_a_resident, counting


def own_evidence(
    *,
    plans: Mapping[UUID, Sequence[PhasePlan]],
    people: Mapping[UUID, Sequence[ProjectMember]],
) -> list[Evidence]:
    """Count what a page has read already."""
    found = [_roles(pk, members) for pk, members in people.items()]
    found += [
        row for pk, rows in plans.items() for row in _led(pk, rows, _residents(people.get(pk, [])))
    ]
    return found


def answered(programme: Programme | UUID, project_ids: Collection[UUID]) -> Counting:
    rows = PhaseAnswer.objects.within(programme).filter(plan__project__in=list(project_ids))
    return counting(
        "projects.answers",
        _("Questions of a phase answered"),
        rows,
        project=F("plan__project_id"),
        phase=F("plan__phase"),
        theirs=by_a_resident(programme, project="plan__project", person="by"),
        who=F("by__first_name"),
        at=F("at"),
    )


def _residents(people: Iterable[ProjectMember]) -> set[UUID]:
    return {member.person_id for member in people if member.lives_here}


def _roles(project_id: UUID, people: Sequence[ProjectMember]) -> Evidence:
    agreed = [member for member in people if member.agreed_at]
    theirs = [member for member in agreed if member.lives_here]
    return Evidence(
        project_id,
        "projects.roles",
        _("Agreed roles"),
        by_residents=len(theirs),
        all=len(agreed),
        who=tuple(member.person.first_name for member in theirs),
    )


def _led(project_id: UUID, plans: Iterable[PhasePlan], residents: set[UUID]) -> Iterator[Evidence]:
    for plan in plans:
        if plan.lead is None:
            continue
        theirs = plan.lead_id in residents
        yield Evidence(
            project_id,
            "projects.led",
            _("Phases led"),
            by_residents=int(theirs),
            all=1,
            phase=plan.phase,
            who=(plan.lead.first_name,) if theirs else (),
        )
