"""Hours: booked, done, taken back; whatever the order, every week sums to zero."""

from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation.people.models import Hand, Person
from alongside.foundation.programmes.models import Programme
from alongside.foundation.trail.queries import what_concerns
from alongside.throughout.hours import actions, queries
from alongside.throughout.hours.models import HoursMove
from alongside.throughout.hours.states import Kind, Pot
from alongside.toolbox.ids import uuid7
from alongside.toolbox.ledger import balances
from alongside.toolbox.references import Reference
from alongside.toolbox.verdicts import NotAllowed
from tests.factories import NOON, TODAY, MembershipFactory, PersonFactory, facilitator

if TYPE_CHECKING:
    from uuid import UUID

pytestmark = pytest.mark.django_db


def a_thing(words: str = "Survey workshop") -> Reference:
    return Reference("opportunities.opportunity", uuid7(), words)


def book(
    person: Person,
    programme: Programme,
    about: Reference,
    minutes: int,
    day: date = TODAY,
    *,
    by: Hand | None = None,
) -> None:
    actions.book(
        by=by or Hand.own(person),
        person=person,
        programme=programme,
        about=about,
        minutes=minutes,
        day=day,
        now=NOON,
    )


def done(
    person: Person,
    programme: Programme,
    about: Reference,
    minutes: int,
    day: date = TODAY,
    *,
    by: Hand | None = None,
) -> None:
    actions.done(
        by=by or Hand.own(person),
        person=person,
        programme=programme,
        about=about,
        minutes=minutes,
        day=day,
        now=NOON,
    )


@pytest.mark.requirement("R118")
def test_what_is_booked_adds_up_against_the_hours_agreed() -> None:
    part = MembershipFactory.create(weekly_minutes=420)

    book(part.person, part.programme, a_thing("Survey workshop"), 180)
    book(part.person, part.programme, a_thing("Read the survey"), 60)

    week = queries.week(part.person, part.programme, TODAY)
    assert (week.allocated, week.booked, week.left) == (420, 240, 180)
    assert [line.about.words for line in week.lines] == ["Read the survey", "Survey workshop"]


def test_booking_the_same_again_changes_nothing() -> None:
    part, about = MembershipFactory.create(), a_thing()

    for _turn in range(2):
        book(part.person, part.programme, about, 180)

    assert queries.week(part.person, part.programme, TODAY).booked == 180
    assert HoursMove.objects.within(part.programme).count() == 2  # the week's opening, and this


def test_a_booking_that_moves_to_next_week_frees_this_one() -> None:
    part, about = MembershipFactory.create(weekly_minutes=420), a_thing()
    book(part.person, part.programme, about, 180)

    book(part.person, part.programme, about, 120, day=TODAY + timedelta(days=7))

    this, then = queries.weeks(part.person, part.programme, first=TODAY, count=2)
    assert (this.left, then.booked, then.left) == (420, 120, 300)


def test_time_that_took_longer_is_put_right_by_a_counter_entry() -> None:
    part, about = MembershipFactory.create(weekly_minutes=420), a_thing()
    book(part.person, part.programme, about, 180)
    done(part.person, part.programme, about, 180)

    done(part.person, part.programme, about, 210)

    week = queries.week(part.person, part.programme, TODAY)
    assert (week.booked, week.done, week.left) == (0, 210, 210)
    assert HoursMove.objects.within(part.programme).exclude(reverses=None).count() == 2


def test_a_move_is_never_changed_in_the_database() -> None:
    part = MembershipFactory.create()
    book(part.person, part.programme, a_thing(), 60)

    with pytest.raises(DatabaseError, match="append only"), transaction.atomic():
        HoursMove.objects.within(part.programme).update(amount=1)


@pytest.mark.requirement("R118")
@pytest.mark.parametrize("agreed", [0, 420])
def test_promising_too_much_is_allowed_and_said(agreed: int) -> None:
    part = MembershipFactory.create(weekly_minutes=agreed)
    before = queries.fits(part.person, part.programme, 480, TODAY)

    book(part.person, part.programme, a_thing(), 480)

    week = queries.week(part.person, part.programme, TODAY)
    assert not before.fits
    assert before.too_much == week.over == 480 - agreed


def test_freeing_leaves_what_is_done() -> None:
    part, about = MembershipFactory.create(), a_thing()
    done(part.person, part.programme, about, 60)

    actions.free(
        by=Hand.own(part.person),
        person=part.person,
        programme=part.programme,
        about=about,
        now=NOON,
    )

    assert queries.week(part.person, part.programme, TODAY).done == 60


def test_hours_nobody_booked_are_put_in_by_kind() -> None:
    part = MembershipFactory.create()

    actions.did(
        by=Hand.own(part.person),
        programme=part.programme,
        what="The bus there and back",
        minutes=40,
        day=TODAY,
        kind=Kind.TRAVEL,
        now=NOON,
    )

    (line,) = queries.week(part.person, part.programme, TODAY).lines
    assert (line.about.said, line.kind, line.done) == ("The bus there and back", "travel", 40)


def test_somebody_else_may_not_book_my_hours() -> None:
    part = MembershipFactory.create()
    other = MembershipFactory.create(programme=part.programme)

    with pytest.raises(NotAllowed, match="A facilitator can do this"):
        book(part.person, part.programme, a_thing(), 60, by=Hand.own(other.person))


def test_a_facilitator_agrees_hours_and_then_they_stand() -> None:
    part, about = MembershipFactory.create(), a_thing()
    farah = facilitator(part.programme)
    done(part.person, part.programme, about, 60)

    for _turn in range(2):
        actions.agree(
            by=Hand.own(farah),
            person=part.person,
            programme=part.programme,
            about=about,
            now=NOON,
        )

    assert queries.week(part.person, part.programme, TODAY).approved == 60
    assert queries.to_agree(part.programme, since=TODAY) == []
    with pytest.raises(NotAllowed, match="These hours are agreed"):
        done(part.person, part.programme, about, 90)


def test_nobody_agrees_their_own_hours() -> None:
    farah = facilitator(programme := MembershipFactory.create().programme)
    about = a_thing()
    done(farah, programme, about, 60)

    with pytest.raises(NotAllowed, match="Somebody else"):
        actions.agree(by=Hand.own(farah), person=farah, programme=programme, about=about, now=NOON)


def test_hours_of_somebody_outside_the_programme_are_refused() -> None:
    part, stranger = MembershipFactory.create(), PersonFactory.create()

    with pytest.raises(NotAllowed, match="not part of the programme"):
        book(stranger, part.programme, a_thing(), 60)


def test_what_was_booked_for_me_is_in_my_trail() -> None:
    part, farah = (one := MembershipFactory.create()), facilitator(one.programme)

    book(part.person, part.programme, a_thing(), 60, by=Hand(part.person, farah, "phone"))

    (entry,) = what_concerns(part.person.pk, [part.programme_id])
    assert entry.key == actions.BOOKED
    assert entry.on_behalf


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["book", "free", "done", "agree"]),
        st.integers(0, 2),  # which thing
        st.sampled_from([0, 30, 60, 240]),
        st.integers(-8, 8),  # which day
    ),
    max_size=14,
)


@given(STEPS)
def test_every_week_sums_to_zero_and_nothing_is_doubled(
    steps: list[tuple[str, int, int, int]],
) -> None:
    part = MembershipFactory.create(weekly_minutes=420)
    person, programme = part.person, part.programme
    farah = facilitator(programme)
    things = [a_thing(f"Thing {n}") for n in range(3)]
    expected: dict[UUID, tuple[str, int, date]] = {}
    for act, which, minutes, days in steps:
        about, day = things[which], TODAY + timedelta(days=days)
        standing = expected.get(about.id, ("", 0, day))[0]
        with suppress(NotAllowed):
            if act == "book":
                book(person, programme, about, minutes, day)
                if standing in {"", "book"}:
                    expected[about.id] = ("book", minutes, day)
            elif act == "free":
                actions.free(
                    by=Hand.own(person), person=person, programme=programme, about=about, now=NOON
                )
                if standing == "book":
                    expected.pop(about.id)
            elif act == "done":
                done(person, programme, about, minutes, day)
                expected[about.id] = ("done", minutes, day)
            else:
                actions.agree(
                    by=Hand.own(farah), person=person, programme=programme, about=about, now=NOON
                )
                if standing == "done":
                    expected[about.id] = ("agree", *expected[about.id][1:])
        expected = {id_: what for id_, what in expected.items() if what[1]}

        weeks = queries.weeks(person, programme, first=TODAY - timedelta(days=14), count=5)
        found = {
            line.about.id: (line.minutes, queries.monday(line.on_day))
            for week in weeks
            for line in week.lines
        }
        assert found == {i: (m, queries.monday(d)) for i, (_s, m, d) in expected.items()}
        for week in weeks:
            pots = balances(
                HoursMove.objects.within(programme).filter(person=person, week=week.monday)
            )
            assert sum(pots.values()) == 0
            assert pots[Pot.PROGRAMME] in {0, -420}
            assert pots[Pot.BOOKED] == week.booked
            assert pots[Pot.DONE] + pots[Pot.APPROVED] == week.done
