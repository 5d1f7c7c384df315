from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from alongside.foundation.programmes.queries import policy
from alongside.foundation.projects.models import PhasePlan, Project
from alongside.foundation.projects.rules import claims_too_much
from alongside.foundation.projects.states import Level
from alongside.toolbox.checks import Checks
from alongside.toolbox.money import pounds

from . import queries
from .models import Opportunity
from .states import PAID, HowGiven, Part, Pay, Where

CHECKS: Checks["Plan"] = Checks(__package__ or "")
ENOUGH = True
MINUTES_IN_AN_HOUR = 60


@dataclass(frozen=True, slots=True)
class Plan:
    """An opportunity with what the checks need to know around it."""

    opportunity: Opportunity
    project: Project
    phase: PhasePlan
    paid_others: int
    has_freedoms: bool
    notice_days: int
    pence_an_hour: int
    now: datetime


def plan_of(opportunity: Opportunity, *, now: datetime) -> Plan:
    programme = opportunity.programme
    others, phase = list(queries.others_time(opportunity)), queries.phase_of(opportunity)
    return Plan(
        opportunity=opportunity,
        project=opportunity.project,
        phase=phase,
        paid_others=sum(other.part in {Part.STAFF, Part.SPONSOR} for other in others),
        has_freedoms=phase.has_freedoms,
        notice_days=policy(programme, "notice_days"),
        pence_an_hour=policy(programme, "pay_pence_per_hour"),
        now=now,
    )


@CHECKS.check("level")
def says_its_level(plan: Plan) -> bool:
    return bool(plan.opportunity.level and plan.opportunity.why_level)


@CHECKS.check("claim")
def claims_no_more_than_it_is(plan: Plan) -> bool:
    one = plan.opportunity
    words = f"{one.title} {one.purpose} {one.what_you_do} {one.why_level}"
    return bool(claims_too_much(words, one.level))


@CHECKS.check("one-off")
def is_not_a_single_meeting_called_co_producing(plan: Plan) -> bool:
    """Co-producing goes on: one session alone is never that."""
    if plan.opportunity.level != Level.COPRODUCING:
        return True
    return plan.phase.meetings_planned > 1


@CHECKS.check("pay")
def says_its_pay(plan: Plan) -> bool:
    one = plan.opportunity
    if one.pay in PAID:
        return bool(one.pay_pence and one.pay_on)
    return bool(one.pay and one.why_unpaid)


@CHECKS.check("overview")
def says_it_all(plan: Plan) -> bool | Mapping[str, object]:
    one = plan.opportunity
    needed = {
        _("what people would do"): one.what_you_do,
        _("the place"): one.place or one.where in {Where.HOME, Where.ONLINE},
        _("expenses"): one.expenses,
        _("access"): one.access,
        _("who will be there"): one.who_comes,
        _("support"): one.support,
        _("how many places"): one.places or one.how_given != HowGiven.FIRST_COME,
    }
    gaps = [name for name, said in needed.items() if not said]
    return {"gaps": ", ".join(gaps)} if gaps else ENOUGH


@CHECKS.check("everyones-time")
def says_the_time_of_others(plan: Plan) -> bool:
    return plan.paid_others > 0


@CHECKS.check("how-long")
def says_how_long_the_project_takes(plan: Plan) -> bool:
    return bool(plan.project.ends_about_on or plan.project.timescale)


@CHECKS.check("dates")
def is_still_to_come(plan: Plan) -> bool:
    one, today = plan.opportunity, localdate(plan.now)
    if one.starts_at:
        return plan.now < one.closes_at <= one.starts_at
    return plan.now < one.closes_at and one.day >= today


@CHECKS.check("can-change")
def says_what_can_change(plan: Plan) -> bool:
    return plan.has_freedoms


@CHECKS.check("notice")
def gives_enough_notice(plan: Plan) -> bool | Mapping[str, object]:
    enough = localdate(plan.now) + timedelta(days=plan.notice_days)
    if plan.opportunity.day >= enough or plan.opportunity.why_short_notice:
        return ENOUGH
    return {"days": plan.notice_days}


@CHECKS.check("one-format")
def comes_in_more_than_one_format(plan: Plan) -> bool:
    return len(set(plan.opportunity.formats)) > 1


@CHECKS.check("rate")
def pays_the_going_rate(plan: Plan) -> bool | Mapping[str, object]:
    one = plan.opportunity
    fair = plan.pence_an_hour * one.all_minutes // MINUTES_IN_AN_HOUR
    if one.pay not in PAID or one.pay_pence >= fair:
        return ENOUGH
    return {"fair": pounds(fair)}


@CHECKS.check("unpaid")
def is_paid(plan: Plan) -> bool:
    return plan.opportunity.pay not in {Pay.UNPAID, Pay.EXPENSES}
