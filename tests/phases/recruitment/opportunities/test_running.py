"""From draft to done: what must be said first, and what happens when it changes."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from alongside.foundation.notices.queries import of_person
from alongside.foundation.people.models import Hand
from alongside.foundation.projects.models import Freedom, PhasePlan, Project
from alongside.foundation.projects.states import Level
from alongside.phases.recruitment.opportunities import actions, checks, queries
from alongside.phases.recruitment.opportunities.models import Opportunity, OthersTime
from alongside.phases.recruitment.opportunities.states import HowGiven, Pay, Said, State
from alongside.throughout.hours import queries as hours
from alongside.toolbox.verdicts import NotAllowed
from tests.factories import NOON, ProgrammeFactory, facilitator, member

from .stage import OTHERS, SURVEY, a_draft, an_open_one

pytestmark = pytest.mark.django_db


def advice(one: Opportunity) -> dict[str, bool]:
    """The key of each check that has something to say, and whether it stops."""
    found = queries.opportunities(one.programme).get(pk=one.pk)
    return {a.key: a.stop for a in checks.CHECKS.of(checks.plan_of(found, now=NOON))}


def open_up(one: Opportunity) -> None:
    actions.open_up(by=Hand.own(one.made_by), opportunity=one, now=NOON)


def test_an_opportunity_that_says_it_all_opens_without_a_word() -> None:
    one = a_draft()

    assert advice(one) == {}
    open_up(one)
    assert queries.open_now(one.programme, now=NOON).contains(one)


STOPS: list[tuple[str, dict[str, Any]]] = [
    ("level", {"level": ""}),
    ("level", {"why_level": ""}),
    ("pay", {"pay": ""}),
    ("pay", {"pay_pence": 0}),
    ("pay", {"pay_on": None}),
    ("pay", {"pay": Pay.UNPAID}),
    ("pay", {"pay": Pay.EXPENSES}),
    ("overview", {"what_you_do": ""}),
    ("overview", {"place": "", "where": "in_person"}),
    ("overview", {"expenses": ""}),
    ("overview", {"access": ""}),
    ("overview", {"who_comes": ""}),
    ("overview", {"support": ""}),
    ("overview", {"places": None}),
    ("dates", {"closes_at": NOON - timedelta(days=1)}),
    ("dates", {"closes_at": NOON + timedelta(days=30)}),
    ("dates", {"starts_at": None, "ends_at": None, "by_on": (NOON - timedelta(days=1)).date()}),
    ("claim", {"title": "Co-produce a survey with us"}),
    ("claim", {"what_you_do": "You will codesign the poster."}),
]


@pytest.mark.requirement("R001")
@pytest.mark.requirement("R002")
@pytest.mark.requirement("R116")
@pytest.mark.requirement("R128")
@pytest.mark.requirement("R137")
@pytest.mark.parametrize(("key", "gap"), STOPS)
def test_it_does_not_open_before_it_is_said(key: str, gap: dict[str, Any]) -> None:
    one = a_draft(**gap)

    assert advice(one)[key] is True
    with pytest.raises(NotAllowed):
        open_up(one)
    assert not queries.open_now(one.programme, now=NOON).exists()


@pytest.mark.requirement("R128")
@pytest.mark.requirement("R137")
@pytest.mark.parametrize("basis", Pay.values)
def test_every_pay_basis_can_be_said(basis: str) -> None:
    one = a_draft(pay=basis, why_unpaid="There is no money for it yet.")

    assert "pay" not in advice(one)


@pytest.mark.requirement("R120")
def test_it_does_not_open_before_staff_say_their_hours() -> None:
    one = a_draft()
    OthersTime.objects.within(one.programme).filter(opportunity=one).delete()

    assert advice(one)["everyones-time"] is True
    with pytest.raises(NotAllowed, match="paid staff"):
        open_up(one)


@pytest.mark.requirement("R127")
def test_it_does_not_open_before_the_project_says_how_long_it_takes() -> None:
    one = a_draft()
    Project.objects.within(one.programme).update(ends_about_on=None, timescale="")

    assert advice(one)["how-long"] is True
    with pytest.raises(NotAllowed, match="how long"):
        open_up(one)


@pytest.mark.requirement("R002")
@pytest.mark.parametrize(("meetings", "stopped"), [(0, True), (1, True), (2, False)])
def test_one_meeting_alone_is_not_co_producing(meetings: int, stopped: bool) -> None:  # noqa: FBT001 -- a table
    one = a_draft(level=Level.COPRODUCING)
    PhasePlan.objects.within(one.programme).update(meetings_planned=meetings)

    assert ("one-off" in advice(one)) is stopped


ADVICE: list[tuple[str, dict[str, Any]]] = [
    ("one-format", {"formats": ["plain"]}),
    ("rate", {"pay_pence": 4679}),
    ("unpaid", {"pay": Pay.UNPAID, "why_unpaid": "There is no money."}),
    (
        "notice",
        {
            "starts_at": NOON + timedelta(days=3),
            "ends_at": NOON + timedelta(days=3, hours=1),
            "closes_at": NOON + timedelta(days=2),
        },
    ),
]


@pytest.mark.parametrize(("key", "what"), ADVICE)
def test_advice_is_given_and_stops_nobody(key: str, what: dict[str, Any]) -> None:
    one = a_draft(**what)

    assert advice(one) == {key: False}
    open_up(one)


def test_short_notice_with_its_reason_is_fine() -> None:
    soon = dict(ADVICE)["notice"] | {"why_short_notice": "The printer is free only then."}

    assert advice(a_draft(**soon)) == {}


def test_a_project_that_does_not_say_what_can_change_is_asked_to() -> None:
    one = a_draft()
    Freedom.objects.within(one.programme).delete()

    assert advice(one) == {"can-change": False}


def test_advice_is_set_aside_with_a_reason_and_a_stop_is_not() -> None:
    one = a_draft(formats=["plain"], expenses="")
    by = Hand.own(one.made_by)

    actions.set_aside(
        by=by, opportunity=one, check_key="one-format", reason="Read out loud.", now=NOON
    )

    with pytest.raises(NotAllowed, match="put right first"):
        actions.set_aside(by=by, opportunity=one, check_key="overview", reason="No.", now=NOON)
    with pytest.raises(NotAllowed, match="nothing to set aside"):
        actions.set_aside(by=by, opportunity=one, check_key="level", reason="No.", now=NOON)


def test_only_those_who_run_things_may_run_it() -> None:
    programme = ProgrammeFactory.create()
    amina = member(programme)

    with pytest.raises(NotAllowed, match="A facilitator can do this"):
        a_draft(programme, by=amina)

    one = a_draft(programme)
    with pytest.raises(NotAllowed):
        actions.open_up(by=Hand.own(amina), opportunity=one, now=NOON)


def test_draft_open_closed_done_and_no_other_way() -> None:
    one = a_draft()
    by = Hand.own(one.made_by)

    with pytest.raises(NotAllowed):
        actions.close(by=by, opportunity=one, now=NOON)
    open_up(one)
    with pytest.raises(NotAllowed):
        actions.finish(by=by, opportunity=one, came=(), now=NOON)
    actions.close(by=by, opportunity=one, now=NOON)
    open_up(one)
    actions.close(by=by, opportunity=one, now=NOON)
    actions.finish(by=by, opportunity=one, came=(), now=NOON)

    one.refresh_from_db()
    assert one.state == State.DONE


def change(one: Opportunity, **what: Any) -> None:
    actions.change(
        by=Hand.own(one.made_by),
        opportunity=one,
        details=replace(SURVEY, **what),
        others=OTHERS,
        now=NOON,
    )


def test_who_has_a_place_hears_of_a_change_and_their_hours_follow() -> None:
    one = an_open_one()
    amina = member(one.programme)
    actions.answer(by=Hand.own(amina), opportunity=one, answer=Said.YES, now=NOON)

    change(one, minutes=60)

    assert of_person(amina, one.programme)[0].key == "opportunities.it_changed"
    assert hours.week(amina, one.programme, one.day).booked == 90


def test_a_new_word_in_the_purpose_troubles_nobody() -> None:
    one = an_open_one()
    amina = member(one.programme)
    actions.answer(by=Hand.own(amina), opportunity=one, answer=Said.YES, now=NOON)

    change(one, purpose="We listen, and we mend what is hard.")

    assert of_person(amina, one.programme).count() == 1


def test_an_open_one_cannot_be_changed_into_something_that_could_not_open() -> None:
    one = an_open_one()

    with pytest.raises(NotAllowed, match="paid"):
        change(one, pay="")

    one.refresh_from_db()
    assert one.pay == Pay.FEE


def test_nobody_loses_a_place_because_we_counted_again() -> None:
    one = an_open_one(places=2)
    for person in (member(one.programme), member(one.programme)):
        actions.answer(by=Hand.own(person), opportunity=one, answer=Said.YES, now=NOON)

    with pytest.raises(NotAllowed, match="2 people have a place"):
        change(one, places=1)


def test_only_people_of_the_programme_are_asked_by_name() -> None:
    one = an_open_one(how_given=HowGiven.INVITATION)
    by = Hand.own(one.made_by)
    stranger = facilitator(ProgrammeFactory.create())

    with pytest.raises(NotAllowed, match="not part of the programme"):
        actions.invite(by=by, opportunity=one, person=stranger, now=NOON)
    open_to_all = an_open_one(one.programme)
    with pytest.raises(NotAllowed, match="open to all"):
        actions.invite(by=by, opportunity=open_to_all, person=member(one.programme), now=NOON)
