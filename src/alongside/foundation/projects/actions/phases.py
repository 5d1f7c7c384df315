"""What a project says of each of its six phases."""

from datetime import date, datetime

from django.db import transaction

from alongside.foundation.people.models import Hand, Person
from alongside.toolbox.verdicts import insist

from .. import rules
from ..models import PhaseAnswer, PhasePlan, Project
from ..phases import Phase
from ..states import Level
from .kept import hold_phase, record_plan
from .said import ANSWERED, CHANGED, LEVEL_SET


@transaction.atomic
def set_level(
    *,
    by: Hand,
    project: Project,
    phase: Phase,
    level: Level,
    why: str,
    now: datetime,
    meetings_planned: int = 0,
) -> PhasePlan:
    """Say how shared a phase is, and why that and no other."""
    plan = hold_phase(project, phase)
    insist(rules.may_set_level(by.person, plan, level, meetings=meetings_planned))
    plan.level, plan.why, plan.meetings_planned = level, why, meetings_planned
    plan.save(update_fields=["level", "why", "meetings_planned"])
    record_plan(LEVEL_SET, by, plan, now, {"level": str(level.label)})
    return plan


@transaction.atomic
def plan_phase(
    *,
    by: Hand,
    project: Project,
    phase: Phase,
    now: datetime,
    earliest_on: date | None = None,
    latest_on: date | None = None,
    lead: Person | None = None,
    note: str = "",
    done_on: date | None = None,
) -> PhasePlan:
    """When a phase is, as an honest range, who leads it, and whether it is done."""
    plan = hold_phase(project, phase)
    insist(rules.may_run(by.person, plan.project))
    plan.earliest_on, plan.latest_on, plan.lead = earliest_on, latest_on, lead
    plan.note, plan.done_on = note, done_on
    plan.save(update_fields=["earliest_on", "latest_on", "lead", "note", "done_on"])
    record_plan(CHANGED, by, plan, now)
    return plan


@transaction.atomic
def answer_prompt(
    *, by: Hand, project: Project, phase: Phase, prompt: str, answer: str, now: datetime
) -> PhaseAnswer:
    """Keep what the group says to one prompt; the last words stand, the trail keeps who."""
    plan = hold_phase(project, phase)
    insist(rules.may_answer(by.person, plan.project))
    found, _made = PhaseAnswer.objects.within(plan.programme_id).update_or_create(
        {"answer": answer, "by": by.person, "at": now},
        programme_id=plan.programme_id,
        plan=plan,
        prompt=prompt,
    )
    record_plan(ANSWERED, by, plan, now)
    return found
