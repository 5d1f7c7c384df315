"""What a plan must say before people are asked to join, and which level it may carry."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.translation import gettext as _

from alongside.foundation.people.models import Person
from alongside.foundation.programmes.queries import policy
from alongside.toolbox.checks import Advice
from alongside.toolbox.verdicts import YES, Verdict

from .. import checks, queries
from ..models import PhasePlan, Project, ProjectMember
from ..states import SHARED, Level, Stage
from . import records, who

MORE_THAN_ONCE = 2


def may_be_called(level: str, *, meetings: int) -> Verdict:
    """One meeting is never co-producing: that goes on, from one meeting to the next."""
    if level in SHARED and meetings < MORE_THAN_ONCE:
        return Verdict(
            _(
                "A single meeting is not co-producing. "
                "Plan at least two, or choose “Working with” or “Asked”."
            )
        )
    return YES


def may_set_level(person: Person, plan: PhasePlan, level: str, *, meetings: int) -> Verdict:
    allowed = who.may_run(person, plan.project)
    if not allowed:
        return allowed
    called = may_be_called(level, meetings=meetings)
    if not called:
        return called
    if level == Level.COMMUNITY_LED and not _led_by_residents(plan):
        return Verdict(
            _("Community-led means that a group of local people owns it, or one of them leads it.")
        )
    return YES


def _led_by_residents(plan: PhasePlan) -> bool:
    if plan.project.owner.user_led:
        return True
    lead = queries.member(plan.project, plan.lead) if plan.lead else None
    return lead is not None and lead.lives_here


def plan_of(project: Project, *, today: date) -> checks.Plan:
    """Everything the checks of a project look at."""
    kept = records.records_of(project.programme_id, [project.pk])[project.pk]
    verdicts = kept.claim.verdicts
    return checks.Plan(
        project=project,
        phases=kept.plans,
        people=kept.people,
        freedoms=sum(len(rows) for rows in queries.freedoms(project).values()),
        unearned=[p for p in kept.plans if not verdicts[p.phase]],
        without_role=without_role(kept.people, project, today=today),
        today=today,
    )


def induction_over(member: ProjectMember, project: Project, *, today: date) -> bool:
    """They joined long enough ago that a role should have been agreed, and none was."""
    return _is_over(member, policy(project.programme, "induction_days"), today)


def without_role(
    people: Iterable[ProjectMember], project: Project, *, today: date
) -> list[ProjectMember]:
    """Those whose first weeks are over and who have agreed to no role: one query."""
    days = policy(project.programme, "induction_days")
    return [member for member in people if _is_over(member, days, today)]


def _is_over(member: ProjectMember, days: int, today: date) -> bool:
    return member.agreed_at is None and member.joined_on + timedelta(days=days) <= today


def may_open(person: Person, project: Project, *, today: date) -> Verdict:
    allowed = who.may_run(person, project)
    return may_invite(project, today=today) if allowed else allowed


def may_invite(project: Project, *, today: date) -> Verdict:
    """Nobody is asked to join before they can judge whether they can."""
    if project.stage == Stage.CLOSED:
        return Verdict(_("This project has finished."))
    for advice in checks.PLAN.stops(plan_of(project, today=today)):
        return Verdict(advice.says)
    return YES


def advice(project: Project, *, today: date) -> list[Advice]:
    """What there is to say about a project's plan, stops first."""
    return checks.PLAN.of(plan_of(project, today=today))
