"""Each check, on a plan where all is well and on one where it is not."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils.timezone import localdate

from alongside.foundation.people.models import Hand
from alongside.foundation.projects.states import Level
from alongside.phases.recruitment.gatherings import actions, checks
from alongside.phases.recruitment.gatherings.checks.plan import ROOM, getting_ready, inviting
from alongside.phases.recruitment.gatherings.states import Duty, Item, Where
from alongside.throughout.decisions.actions import put
from alongside.throughout.decisions.states import Kind, Method
from alongside.toolbox.checks import words_of
from alongside.toolbox.verdicts import NotAllowed
from tests.factories import NOON, member

from .stage import STARTS, Stage

pytestmark = pytest.mark.django_db


def found(stage: Stage) -> dict[str, str]:
    plan = checks.plan_of(stage.again(), today=localdate(NOON))
    return {advice.key: advice.says for advice in inviting.of(plan) + getting_ready.of(plan)}


def keys(stage: Stage) -> set[str]:
    return set(found(stage))


ONLINE: dict[str, Any] = {"where": Where.ONLINE, "link": "https://meet.example"}


def unexplained() -> Stage:
    stage = Stage()
    actions.choose_people(
        by=stage.hand, gathering=stage.gathering, people=stage.people, why_here="", now=NOON
    )
    return stage


def needing() -> Stage:
    stage = Stage().invited()
    stage.answers(stage.people[0], "A ramp")
    return stage


def chaired_again() -> Stage:
    stage = Stage()
    again = stage.plan(starts_at=STARTS + timedelta(days=7), ends_at=STARTS + timedelta(days=8))
    for gathering in (stage.gathering, again):
        actions.take_on(
            by=stage.hand, gathering=gathering, who=stage.farah, duty=Duty.CHAIR, now=NOON
        )
    stage.gathering = again
    return stage


def crowd() -> Stage:
    stage = Stage(**ONLINE)
    return stage.listed(*[member(stage.programme) for _ in range(7)])


def with_items(*items: tuple[Item, int], **plan: Any) -> Stage:
    stage = Stage(**plan)
    for kind, minutes in items:
        stage.item(stage.farah, kind, minutes=minutes)
    return stage


BAD: dict[str, Callable[[], Stage]] = {
    "how-shared": lambda: Stage(why_level=" "),
    "once-is-asking": lambda: Stage(one_off=True, level=Level.COPRODUCING),
    "words-fit": lambda: Stage(title="Co-design day"),
    "what-we-ask": lambda: Stage(what_we_ask=""),
    "why-each": unexplained,
    "notice": lambda: Stage(starts_at=STARTS - timedelta(days=18)),
    "support": lambda: Stage(sensitive=True),
    "looks-out": lambda: Stage(sensitive=True, support="Denise"),
    "two-ways": lambda: Stage(ways=["talking"]),
    "other-ways": lambda: Stage(**ONLINE),
    "needs-asked": lambda: Stage().invited(),
    "needs-answered": needing,
    "share-the-chair": chaired_again,
    "note-taker": Stage,
    "tech-help": lambda: Stage(**ONLINE),
    "second-pair-of-eyes": crowd,
    "decide-how": lambda: with_items((Item.DECISION, 10)),
    "anyone-may-add": lambda: with_items((Item.CHAT, 10)),
    "say-hello": Stage,
    "overview": lambda: with_items(*[(Item.CHAT, 5)] * 3, (Item.OVERVIEW, 5)),
    "since-last-time": Stage,
    "enough-time": lambda: with_items((Item.CHAT, 121)),
    "breaks": lambda: with_items((Item.CHAT, 91)),
    "breaks-online": lambda: with_items((Item.CHAT, 61), **ONLINE),
    "change-the-pace": lambda: with_items((Item.TALK, 60), (Item.CHAT, 30), **ONLINE),
    "time-to-chat": Stage,
    "do-more-than-listen": lambda: with_items((Item.TALK, 31), (Item.GROUPS, 30)),
    "look-back": Stage,
    "papers": Stage,
}


def well_planned() -> Stage:
    """Nothing left to say, on site."""
    stage = Stage(
        ways=["talking", "writing"], papers_link="https://papers.example", one_off=False
    ).invited()
    for person in stage.people:
        stage.answers(person)
    for kind, minutes in (
        (Item.HELLO, 15), (Item.OVERVIEW, 5), (Item.CHECK_IN, 10), (Item.UPDATE, 10),
        (Item.GROUPS, 30), (Item.BREAK, 15), (Item.REFLECTION, 10),
    ):  # fmt: skip
        stage.item(stage.farah, kind, minutes=minutes)
    decision = put(
        by=stage.hand, programme=stage.programme, question="Which words?", kind=Kind.SHARED,
        why_this_kind="They are ours", options=["Plain ones"], method=Method.CONSENT,
        opens_on=localdate(NOON), closes_on=localdate(STARTS), now=NOON, who_decides="Us",
    )  # fmt: skip
    stage.item(stage.people[0], Item.DECISION, decision=decision)
    for duty, person in zip((Duty.CHAIR, Duty.NOTES), stage.people, strict=False):
        actions.take_on(
            by=Hand.own(person), gathering=stage.gathering, who=person, duty=duty, now=NOON
        )
    return stage


@pytest.mark.parametrize("key", BAD)
def test_a_check_speaks_where_something_is_missing(key: str) -> None:
    stage = BAD[key]()

    said = found(stage)

    assert key in said
    assert "%" not in said[key]


def test_nothing_is_said_where_all_is_well() -> None:
    assert found(well_planned()) == {}


def test_every_check_has_words_a_requirement_and_a_bad_plan() -> None:
    written = words_of(ROOM)
    known = {*inviting.keys(), *getting_ready.keys()}

    assert set(written) == known
    assert set(BAD) | {"adults-only"} == known
    assert all(entry.requirement.startswith("R") for entry in written.values())


@pytest.mark.requirement("R001")
@pytest.mark.parametrize("missing", [{"level": ""}, {"why_level": ""}])
def test_nobody_is_asked_before_it_is_said_how_shared_it_is_and_why(
    missing: dict[str, Any],
) -> None:
    stage = Stage(**missing).listed()

    with pytest.raises(NotAllowed, match="how shared this gathering is, and why"):
        actions.invite(by=stage.hand, gathering=stage.gathering, now=NOON)


@pytest.mark.requirement("R002")
@pytest.mark.parametrize("level", [Level.COPRODUCING, Level.COMMUNITY_LED])
def test_something_that_happens_once_is_not_called_co_producing(level: Level) -> None:
    stage = Stage(one_off=True, level=level).listed()

    with pytest.raises(NotAllowed, match="happens once is not co-producing"):
        actions.invite(by=stage.hand, gathering=stage.gathering, now=NOON)


@pytest.mark.requirement("R002")
def test_the_words_may_not_claim_more_than_the_level_kept() -> None:
    stage = Stage(purpose="We co-produce the survey.", level=Level.ASKED).listed()

    with pytest.raises(NotAllowed, match="says co-produced"):
        actions.invite(by=stage.hand, gathering=stage.gathering, now=NOON)


@pytest.mark.requirement("R168")
def test_nobody_is_asked_before_it_is_said_what_we_ask_of_them() -> None:
    stage = Stage(what_we_ask="").listed()

    with pytest.raises(NotAllowed, match="what you will ask of people"):
        actions.invite(by=stage.hand, gathering=stage.gathering, now=NOON)


@pytest.mark.requirement("R180")
def test_it_is_not_ready_while_a_decision_has_no_method() -> None:
    stage = well_planned()
    stage.item(stage.farah, Item.DECISION, title="Where next?")

    with pytest.raises(NotAllowed, match="“Where next\\?” is a decision"):
        actions.get_ready(by=stage.hand, gathering=stage.gathering, now=NOON)


@pytest.mark.requirement("R169")
def test_an_agenda_with_nothing_from_people_who_live_here_is_noticed() -> None:
    stage = with_items((Item.CHAT, 10))

    before = keys(stage)
    stage.item(stage.listed().people[0])

    assert "anyone-may-add" in before
    assert "anyone-may-add" not in keys(stage)


def test_advice_never_blocks() -> None:
    stage = Stage().invited()
    for person in stage.people:
        stage.answers(person)

    assert keys(stage)  # there is plenty to think about
    actions.get_ready(by=stage.hand, gathering=stage.gathering, now=NOON)
