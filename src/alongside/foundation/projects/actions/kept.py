"""What every change of a project does: hold it, move it, write it in the trail."""

from collections.abc import Mapping
from datetime import datetime

from alongside.foundation.people.models import Hand, House
from alongside.foundation.trail.actions import record
from alongside.toolbox.moves import check_move

from ..models import PhasePlan, Project, ProjectMember
from ..phases import Phase
from ..states import MOVES, Stage


def hold(project: Project) -> Project:
    rows = Project.objects.within(project.programme_id).select_for_update(of=("self",))
    return rows.select_related("programme", "owner").get(pk=project.pk)


def hold_phase(project: Project, phase: Phase) -> PhasePlan:
    held = hold(project)
    plan = PhasePlan.objects.within(held.programme_id).get(project=held, phase=phase)
    plan.project = held
    return plan


def hold_member(member: ProjectMember) -> ProjectMember:
    rows = ProjectMember.objects.within(member.programme_id).select_for_update(of=("self",))
    return rows.select_related("person", "project__programme", "project__owner").get(pk=member.pk)


def move(held: Project, *, to: Stage) -> None:
    check_move(MOVES, Stage(held.stage), to)
    held.stage = to
    held.save(update_fields=["stage"])


def write_down(key: str, by: Hand, project: Project, now: datetime) -> None:
    record(key, by=by, about=project.ref(), programme_id=project.programme_id, now=now)


def record_plan(
    key: str, by: Hand, plan: PhasePlan, now: datetime, words: Mapping[str, str] | None = None
) -> None:
    record(key, by=by, about=plan.ref(), programme_id=plan.programme_id, now=now, words=words)


def record_member(
    key: str,
    by: Hand | House,
    member: ProjectMember,
    now: datetime,
    words: Mapping[str, str] | None = None,
) -> None:
    record(
        key,
        by=by,
        about=member.ref(),
        programme_id=member.programme_id,
        now=now,
        concerns=[member.person_id],
        words=words,
    )
