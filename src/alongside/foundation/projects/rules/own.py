"""What this room itself counts: roles agreed, phases led, prompts answered."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from ..models import PhaseAnswer, PhasePlan, ProjectMember
from .claims import Evidence


def own_evidence(
    project_ids: Collection[UUID],
    *,
    plans: Mapping[UUID, Sequence[PhasePlan]],
    people: Mapping[UUID, Sequence[ProjectMember]],
    answers: Mapping[tuple[UUID, str], Sequence[PhaseAnswer]],
) -> list[Evidence]:
    residents = {pk: _residents(people.get(pk, [])) for pk in project_ids}
    found = [_roles(pk, members) for pk, members in people.items()]
    found += [row for pk, rows in plans.items() for row in _led(pk, rows, residents[pk])]
    found += [_answered(pk, phase, rows, residents[pk]) for (pk, phase), rows in answers.items()]
    return found


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


def _answered(
    project_id: UUID, phase: str, rows: Sequence[PhaseAnswer], residents: set[UUID]
) -> Evidence:
    theirs = [row for row in rows if row.by_id in residents]
    return Evidence(
        project_id,
        "projects.answers",
        _("Questions of a phase answered"),
        by_residents=len(theirs),
        all=len(rows),
        phase=phase,
        who=tuple(sorted({row.by.first_name for row in theirs})),
        days=tuple(sorted({localdate(row.at) for row in theirs})),
    )
