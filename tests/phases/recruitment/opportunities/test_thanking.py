"""What is promised is owed once it has happened; who did not come gets their hours back."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from alongside.foundation.people.models import Hand, Person
from alongside.phases.recruitment.opportunities import actions, queries
from alongside.phases.recruitment.opportunities.models import Opportunity
from alongside.phases.recruitment.opportunities.states import Pay, Said
from alongside.throughout.hours.queries import week
from alongside.throughout.payments.models import Payment
from tests.factories import NOON, facilitator, member

from .stage import an_open_one

pytestmark = pytest.mark.django_db


def stage(**more: Any) -> tuple[Opportunity, Hand, Person, Person]:
    """Amina and Jean have a place in something that is closed."""
    one = an_open_one(**more)
    by = Hand.own(facilitator(one.programme))
    people = [member(one.programme, weekly_minutes=420) for _ in range(2)]
    for person in people:
        actions.answer(by=Hand.own(person), opportunity=one, answer=Said.YES, now=NOON)
    actions.close(by=by, opportunity=one, now=NOON)
    return one, by, people[0], people[1]


def place_of(person: Person, one: Opportunity) -> Any:
    answer = queries.answer_of(person, one)
    assert answer
    return answer.pk


def owed(one: Opportunity) -> dict[Person, int]:
    rows = Payment.objects.within(one.programme).select_related("person")
    return {payment.person: payment.pence for payment in rows}


@pytest.mark.requirement("R137")
def test_who_came_is_owed_what_was_promised_once_and_by_the_day_that_was_said() -> None:
    one, by, amina, jean = stage()
    for _turn in range(2):
        actions.thank(
            by=by, person=amina, programme=one.programme, for_what=one.ref(), minutes=1,
            day=one.day, pence=one.promised_pence, now=NOON,
        )  # fmt: skip

    actions.finish(by=by, opportunity=one, came={place_of(amina, one)}, now=NOON)

    assert owed(one) == {amina: 4680}
    done = week(amina, one.programme, one.day)
    gone = week(jean, one.programme, one.day)
    assert (done.booked, done.done) == (0, one.all_minutes)
    assert (gone.booked, gone.done) == (0, 0)
    assert [a.came for a in queries.with_a_place(one)] == [True, False]


@pytest.mark.requirement("R137")
def test_the_day_that_was_said_is_the_day_it_is_due() -> None:
    one, by, amina, _jean = stage()

    actions.finish(by=by, opportunity=one, came={place_of(amina, one)}, now=NOON)

    assert Payment.objects.within(one.programme).get().due_on == one.pay_on


def test_nothing_is_owed_for_what_was_said_to_be_unpaid_nor_on_top_of_a_wage() -> None:
    unpaid = {"pay": Pay.UNPAID, "pay_pence": 0, "why_unpaid": "It is a party."}
    one, by, amina, jean = stage(**unpaid)
    actions.finish(
        by=by, opportunity=one, came={place_of(who, one) for who in (amina, jean)}, now=NOON
    )

    assert owed(one) == {}


def test_the_page_asks_who_took_part(client: Client) -> None:
    one, by, amina, jean = stage()
    client.force_login(by.person)
    place = [one.programme.slug, one.pk]

    page = client.get(reverse("opportunities:plan", args=place)).text
    client.post(reverse("opportunities:finish", args=place), {"came": [str(place_of(jean, one))]})

    assert page.count(' name="came"') == 2
    assert "Who took part?" in page
    assert owed(one) == {jean: 4680}
    assert week(amina, one.programme, one.day).booked == 0
