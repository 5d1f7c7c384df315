"""Yes, maybe or no: places, hours and what others see of it."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation.memberships.models import Membership
from alongside.foundation.notices.queries import of_person
from alongside.foundation.people.models import Hand, Person
from alongside.foundation.trail.queries import what_concerns, what_happened_to
from alongside.phases.recruitment.opportunities import actions, queries
from alongside.phases.recruitment.opportunities.actions import places
from alongside.phases.recruitment.opportunities.models import Answer, Opportunity
from alongside.phases.recruitment.opportunities.states import HowGiven, Said, Standing
from alongside.throughout.hours import queries as hours
from alongside.toolbox.verdicts import NotAllowed
from tests.factories import NOON, PersonFactory, facilitator, member

from .stage import a_draft, an_open_one

pytestmark = pytest.mark.django_db


def say(person: Person, one: Opportunity, what: str = Said.YES, later: int = 0) -> None:
    actions.answer(
        by=Hand.own(person), opportunity=one, answer=what, now=NOON + timedelta(minutes=later)
    )


def standings(one: Opportunity) -> dict[str, str]:
    rows = Answer.objects.within(one.programme).filter(opportunity=one)
    return {str(row.person_id): row.standing for row in rows}


def people(one: Opportunity, count: int) -> list[Person]:
    return [member(one.programme) for _ in range(count)]


@pytest.mark.requirement("R118")
def test_a_yes_books_the_hours_with_travel() -> None:
    one = an_open_one()
    (amina,) = people(one, 1)

    say(amina, one)

    week = hours.week(amina, one.programme, one.day)
    assert week.booked == 180
    assert {line.kind for line in week.lines} == {"activity", "travel"}
    assert week.left == 420 - 180


def test_a_freed_place_goes_to_whoever_waited_longest() -> None:
    one = an_open_one(places=1)
    amy, bob, cat = people(one, 3)
    for minute, person in enumerate((amy, bob, cat)):
        say(person, one, later=minute)

    say(amy, one, Said.NO, later=5)

    now = standings(one)
    assert [now[str(p.pk)] for p in (amy, bob, cat)] == ["no", "has_place", "waiting"]
    assert of_person(bob, one.programme)[0].key == places.A_PLACE_IS_FREE
    assert hours.week(amy, one.programme, one.day).booked == 0
    assert hours.week(bob, one.programme, one.day).booked == 180


def test_saying_yes_twice_keeps_one_place_and_one_booking() -> None:
    one = an_open_one()
    (amina,) = people(one, 1)

    say(amina, one)
    say(amina, one, later=1)

    assert queries.opportunities(one.programme).get(pk=one.pk).taken == 1
    assert hours.week(amina, one.programme, one.day).booked == 180


def test_whoever_waits_keeps_their_turn_when_they_say_yes_again() -> None:
    one = an_open_one(places=1)
    amy, bob, cat = people(one, 3)
    for minute, person in enumerate((amy, bob, cat, bob)):
        say(person, one, later=minute)

    say(amy, one, Said.MAYBE, later=9)

    assert standings(one)[str(bob.pk)] == Standing.HAS_PLACE


@pytest.mark.requirement("R117")
def test_a_no_leaves_nothing_for_others_to_see() -> None:
    one = an_open_one()
    amina, lin = people(one, 2)
    say(lin, one)

    say(amina, one, Said.NO)

    assert [answer.person for answer in queries.answers(one)] == [lin]
    assert all(entry.person_id != amina.pk for entry in what_happened_to(one.programme_id, one.pk))
    assert not of_person(one.made_by, one.programme).exists()
    assert what_concerns(amina.pk, [one.programme_id]).exists()  # it is in her own trail


@pytest.mark.requirement("R117")
def test_nobody_says_yes_for_somebody_else() -> None:
    one = an_open_one()
    (amina,) = people(one, 1)

    say(facilitator(one.programme), one)

    assert str(amina.pk) not in standings(one)


def test_a_yes_taken_down_by_phone_is_theirs_and_marked() -> None:
    one = an_open_one()
    harold, farah = member(one.programme, person__email=None), facilitator(one.programme)

    actions.answer(by=Hand(harold, farah, "phone"), opportunity=one, answer=Said.YES, now=NOON)

    assert standings(one) == {str(harold.pk): Standing.HAS_PLACE}
    assert all(entry.on_behalf for entry in what_concerns(harold.pk, [one.programme_id]))


def test_a_yes_that_was_not_mine_can_be_taken_back() -> None:
    one = an_open_one()
    harold, farah = member(one.programme), facilitator(one.programme)
    actions.answer(by=Hand(harold, farah, "phone"), opportunity=one, answer=Said.YES, now=NOON)

    actions.take_back(one.programme_id, one.pk, Hand.own(harold), NOON)

    assert standings(one) == {str(harold.pk): Standing.NO}
    assert hours.week(harold, one.programme, one.day).booked == 0


@pytest.mark.parametrize("minutes_late", [-1, 0, 1])
def test_the_list_and_the_rule_agree_about_the_closing_moment(minutes_late: int) -> None:
    one = an_open_one()
    (amina,) = people(one, 1)
    moment = one.closes_at + timedelta(minutes=minutes_late)

    listed = queries.open_for(amina, one.programme, now=moment).contains(one)
    try:
        actions.answer(by=Hand.own(amina), opportunity=one, answer=Said.YES, now=moment)
        allowed = True
    except NotAllowed:
        allowed = False

    assert listed == allowed == (minutes_late < 0)


def test_a_no_is_taken_after_closing_too_and_frees_the_place() -> None:
    one = an_open_one(places=1)
    amy, bob = people(one, 2)
    say(amy, one)
    say(bob, one, later=1)

    actions.answer(
        by=Hand.own(amy), opportunity=one, answer=Said.NO, now=one.closes_at + timedelta(hours=1)
    )

    assert standings(one)[str(bob.pk)] == Standing.HAS_PLACE


@pytest.mark.parametrize("what", [Said.YES, Said.MAYBE, Said.NO])
def test_a_draft_takes_no_answers(what: str) -> None:
    one = a_draft()
    (amina,) = people(one, 1)

    with pytest.raises(NotAllowed):
        say(amina, one, what)


@pytest.mark.parametrize("left", [True, False])
def test_somebody_outside_the_programme_joins_first(left: bool) -> None:  # noqa: FBT001 -- a table
    one = an_open_one()
    stranger = member(one.programme) if left else PersonFactory.create()
    if left:
        Membership.objects.within(one.programme).filter(person=stranger).update(standing="left")

    with pytest.raises(NotAllowed, match="Join the group first"):
        say(stranger, one)


@pytest.mark.requirement("R117")
def test_by_invitation_means_who_was_asked_and_they_still_choose() -> None:
    one = an_open_one(how_given=HowGiven.INVITATION)
    amina, lin = people(one, 2)
    actions.invite(by=Hand.own(one.made_by), opportunity=one, person=amina, now=NOON)

    with pytest.raises(NotAllowed, match="by name"):
        say(lin, one)
    assert standings(one) == {}  # being asked is not a yes

    say(amina, one)
    assert standings(one) == {str(amina.pk): Standing.HAS_PLACE}


def test_everyone_has_a_place_where_there_is_no_limit() -> None:
    one = an_open_one(how_given=HowGiven.EVERYONE, places=None)
    for person in people(one, 5):
        say(person, one)

    assert set(standings(one).values()) == {Standing.HAS_PLACE}


@given(
    st.lists(st.tuples(st.integers(0, 4), st.sampled_from([*Said, "more", "fewer"])), max_size=16)
)
def test_places_are_never_oversold_nor_left_empty(steps: list[tuple[int, str]]) -> None:
    one = an_open_one(places=2)
    everyone = people(one, 5)
    for minute, (who, what) in enumerate(steps):
        if what in {"more", "fewer"}:
            one.refresh_from_db()
            with suppress(NotAllowed):
                _give_places(one, (one.places or 2) + (1 if what == "more" else -1))
        else:
            say(everyone[who], one, what, later=minute)

        one.refresh_from_db()
        now = list(standings(one).values())
        wanting = now.count(Standing.HAS_PLACE) + now.count(Standing.WAITING)
        assert now.count(Standing.HAS_PLACE) == min(one.places or 0, wanting)
        for person in everyone:
            has_place = standings(one).get(str(person.pk)) == Standing.HAS_PLACE
            booked = hours.week(person, one.programme, one.day).booked
            assert booked == (180 if has_place else 0)


def _give_places(one: Opportunity, count: int) -> None:
    from dataclasses import replace

    from .stage import OTHERS, SURVEY

    if count < 1:
        return
    actions.change(
        by=Hand.own(one.made_by),
        opportunity=one,
        details=replace(SURVEY, places=count),
        others=OTHERS,
        now=NOON,
    )


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_twenty_people_at_once_get_three_places(at_once: Callable[..., list[Any]]) -> None:
    one = an_open_one(places=3)
    everyone = people(one, 20)

    came_back = at_once([lambda p=person: say(p, one) for person in everyone])

    assert [refusal for refusal in came_back if refusal is not None] == []
    now = list(standings(one).values())
    assert (now.count(Standing.HAS_PLACE), now.count(Standing.WAITING)) == (3, 17)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_tabs_give_one_place_and_one_booking(at_once: Callable[..., list[Any]]) -> None:
    one = an_open_one(places=3)
    (amina,) = people(one, 1)

    at_once([lambda: say(amina, one)] * 6)

    assert queries.opportunities(one.programme).get(pk=one.pk).taken == 1
    assert hours.week(amina, one.programme, one.day).booked == 180


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_coming_and_going_at_once_leaves_no_place_empty(
    at_once: Callable[..., list[Any]],
) -> None:
    one = an_open_one(places=3)
    everyone = people(one, 12)
    for person in everyone[:6]:
        say(person, one)

    leave = [lambda p=person: say(p, one, Said.NO) for person in everyone[:3]]
    come = [lambda p=person: say(p, one) for person in everyone[6:]]
    came_back = at_once([*leave, *come])

    assert [refusal for refusal in came_back if refusal is not None] == []
    assert list(standings(one).values()).count(Standing.HAS_PLACE) == 3
