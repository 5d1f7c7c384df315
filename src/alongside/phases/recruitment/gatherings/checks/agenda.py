"""What happens on the day, in which order, and how long it takes."""

from typing import Final

from alongside.foundation.projects.rules import claims_too_much
from alongside.foundation.projects.states import Level
from alongside.toolbox.checks import Outcome

from ..states import Item
from .plan import ONLINE_STRETCH, Plan, getting_ready, inviting

TOGETHER: Final = (Item.GROUPS, Item.CHAT, Item.DECISION, Item.CHECK_IN, Item.REFLECTION)
TWO: Final = 2


@inviting.check("words-fit")
def words_fit(plan: Plan) -> Outcome:
    gathering = plan.gathering
    if not gathering.level or claims_too_much(f"{gathering} {gathering.purpose}", gathering.level):
        return True
    return {"level": str(Level(gathering.level).label)}


@inviting.check("two-ways")
def two_ways(plan: Plan) -> Outcome:
    return len(plan.gathering.ways) >= TWO


@inviting.check("other-ways")
def other_ways(plan: Plan) -> Outcome:
    return not plan.gathering.is_online or bool(plan.gathering.other_ways.strip())


@getting_ready.check("decide-how")
def decide_how(plan: Plan) -> Outcome:
    for item in plan.agenda:
        if item.kind == Item.DECISION and not (item.decision and item.decision.method):
            return {"title": item.title}
    return True


@getting_ready.check("anyone-may-add")
def anyone_may_add(plan: Plan) -> Outcome:
    return any(item.lives_here for item in plan.agenda)


@getting_ready.check("say-hello")
def say_hello(plan: Plan) -> Outcome:
    return Item.CHECK_IN in plan.kinds


@getting_ready.check("overview")
def overview(plan: Plan) -> Outcome:
    """Near the start: among the first three things."""
    return any(item.kind == Item.OVERVIEW for item in plan.agenda[:3])


@getting_ready.check("since-last-time")
def since_last_time(plan: Plan) -> Outcome:
    return plan.gathering.one_off or Item.UPDATE in plan.kinds


@getting_ready.check("enough-time")
def enough_time(plan: Plan) -> Outcome:
    planned = sum(item.minutes for item in plan.agenda)
    have = plan.gathering.minutes
    return True if planned <= have else {"planned": planned, "have": have}


@getting_ready.check("breaks")
def breaks(plan: Plan) -> Outcome:
    """In a room; a stretch online is shorter and has a check of its own."""
    if plan.gathering.is_online:
        return True
    return True if plan.stretch <= plan.longest_stretch else {"minutes": plan.stretch}


@getting_ready.check("breaks-online")
def breaks_online(plan: Plan) -> Outcome:
    if not plan.gathering.is_online or plan.stretch <= ONLINE_STRETCH:
        return True
    return {"minutes": plan.stretch}


@getting_ready.check("change-the-pace")
def change_the_pace(plan: Plan) -> Outcome:
    long = plan.gathering.is_online and plan.gathering.minutes > ONLINE_STRETCH
    return not long or len(plan.kinds - {Item.BREAK}) > TWO


@getting_ready.check("time-to-chat")
def time_to_chat(plan: Plan) -> Outcome:
    return Item.HELLO in plan.kinds


@getting_ready.check("do-more-than-listen")
def do_more_than_listen(plan: Plan) -> Outcome:
    talks = plan.minutes_of(Item.TALK, Item.UPDATE, Item.OVERVIEW)
    together = plan.minutes_of(*TOGETHER)
    return True if talks <= together else {"talks": talks, "together": together}


@getting_ready.check("look-back")
def look_back(plan: Plan) -> Outcome:
    return Item.REFLECTION in plan.kinds


@getting_ready.check("papers")
def papers(plan: Plan) -> Outcome:
    return bool(plan.gathering.papers_link)
