"""Who comes, why, and what they need."""

from typing import Final

from alongside.foundation.projects.states import Level
from alongside.toolbox.checks import Outcome

from ..states import Duty
from .plan import SMALL_ONLINE, Plan, days_away, getting_ready, inviting

SHARED: Final = {Level.COPRODUCING, Level.COMMUNITY_LED}


@inviting.check("how-shared")
def how_shared(plan: Plan) -> Outcome:
    return bool(plan.gathering.level and plan.gathering.why_level.strip())


@inviting.check("once-is-asking")
def once_is_asking(plan: Plan) -> Outcome:
    return not (plan.gathering.one_off and plan.gathering.level in SHARED)


@inviting.check("adults-only")
def adults_only(plan: Plan) -> Outcome:
    young = [one.person.first_name for one in plan.asked if one.is_young]
    return {"names": ", ".join(young)} if young else True


@inviting.check("what-we-ask")
def what_we_ask(plan: Plan) -> Outcome:
    return bool(plan.gathering.what_we_ask.strip())


@inviting.check("why-each")
def why_each(plan: Plan) -> Outcome:
    unsaid = sum(not one.why_here.strip() for one in plan.asked)
    return {"count": unsaid} if unsaid else True


@inviting.check("notice")
def notice(plan: Plan) -> Outcome:
    days = days_away(plan)
    if days >= plan.notice_days or plan.gathering.why_short_notice.strip():
        return True
    return {"days": max(0, days), "promise": plan.notice_days}


@inviting.check("support")
def support(plan: Plan) -> Outcome:
    return not plan.gathering.sensitive or bool(plan.gathering.support.strip())


@getting_ready.check("needs-asked")
def needs_asked(plan: Plan) -> Outcome:
    unsure = [one for one in plan.expected if not (one.needs_asked_at and one.needs_confirmed_at)]
    return {"names": ", ".join(one.person.first_name for one in unsure)} if unsure else True


@getting_ready.check("needs-answered")
def needs_answered(plan: Plan) -> Outcome:
    waiting = [one.person.first_name for one in plan.expected if one.waits_for_us]
    return {"names": ", ".join(waiting)} if waiting else True


@getting_ready.check("share-the-chair")
def share_the_chair(plan: Plan) -> Outcome:
    return plan.chair is not None and plan.chair != plan.last_chair


@getting_ready.check("note-taker")
def note_taker(plan: Plan) -> Outcome:
    return plan.gathering.recorded or Duty.NOTES in plan.duties


@getting_ready.check("looks-out")
def looks_out(plan: Plan) -> Outcome:
    return not plan.gathering.sensitive or Duty.WELFARE in plan.duties


@getting_ready.check("tech-help")
def tech_help(plan: Plan) -> Outcome:
    return not plan.gathering.is_online or Duty.TECH in plan.duties


@getting_ready.check("second-pair-of-eyes")
def second_pair_of_eyes(plan: Plan) -> Outcome:
    return plan.online <= SMALL_ONLINE or Duty.CO_CHAIR in plan.duties
