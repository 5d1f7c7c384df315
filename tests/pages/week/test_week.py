"""My week: one page that says what I have, what is left, and what is asked."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from alongside.foundation.memberships.queries import programmes_of
from alongside.foundation.notices import queries as notices
from alongside.foundation.people.models import Hand, Person
from alongside.foundation.people.states import Role
from alongside.foundation.programmes.models import Programme
from alongside.foundation.tasks.actions import ask
from alongside.phases.recruitment.opportunities import actions as opportunities
from alongside.phases.recruitment.opportunities.states import Said
from alongside.throughout.feedback import actions as feedback
from alongside.throughout.feedback.states import Kind, Outcome
from alongside.throughout.hours import actions as hours
from alongside.throughout.hours.queries import monday
from tests.factories import MembershipFactory, PersonFactory, ProgrammeFactory, facilitator, member
from tests.phases.recruitment.opportunities.stage import an_open_one

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def programme() -> Programme:
    home: Programme = ProgrammeFactory.create()
    return home


def week_of(client: Client, person: Person) -> str:
    client.force_login(person, backend=BACKEND)
    return client.get("/week/").text


def put_in(person: Person, programme: Programme, words: str, minutes: int) -> None:
    hours.did(
        by=Hand.own(person),
        programme=programme,
        what=words,
        minutes=minutes,
        day=monday(now().date()),
        kind="activity",
        now=now(),
    )


@pytest.mark.requirement("R118")
def test_the_week_says_what_is_left(client: Client, programme: Programme) -> None:
    amina = member(programme, person__first_name="Amina")
    put_in(amina, programme, "Read the bus survey", 240)

    page = week_of(client, amina)

    assert "Hello Amina" in page
    assert "You have <b>3 hours left</b> this week." in page
    assert "Read the bus survey" in page
    assert "That leaves you 7 hours next week." in page


def test_too_much_is_said_and_not_scolded(client: Client, programme: Programme) -> None:
    amina = member(programme)
    put_in(amina, programme, "A long day", 480)

    assert "You promised <b>1 hour more</b>" in week_of(client, amina)


def test_what_fits_is_offered_until_it_is_answered(client: Client, programme: Programme) -> None:
    amina, one = member(programme), an_open_one(programme)

    before = week_of(client, amina)
    opportunities.answer(by=Hand.own(amina), opportunity=one, answer=Said.NO, now=now())
    after = week_of(client, amina)

    assert one.title in before
    assert one.title not in after


def test_what_is_new_is_new_until_it_is_read(client: Client, programme: Programme) -> None:
    amina, one = member(programme), an_open_one(programme)
    opportunities.answer(by=Hand.own(amina), opportunity=one, answer=Said.YES, now=now())

    before = week_of(client, amina)
    client.get("/week/")
    assert notices.new_for(amina, programme).count() == 1  # looking changes nothing
    after = client.post("/week/seen/", follow=True).text

    assert "You have a place:" in before
    assert "You have a place:" not in after


def test_what_is_asked_and_what_changed_because_of_me(client: Client, programme: Programme) -> None:
    amina, farah = member(programme), facilitator(programme)
    ask(
        "notices.ask_phone",
        of=amina,
        programme=programme,
        due_on=now().date(),
        now=now(),
        once="x",
        words={"name": "Lin"},
    )
    said = feedback.contribute(
        by=Hand.own(amina),
        programme=programme,
        kind=Kind.COMMENT,
        text="Ask about evenings.",
        now=now(),
    )
    feedback.answer(
        by=Hand.own(farah),
        contribution=said,
        outcome=Outcome.DONE,
        why="It was missing.",
        what_changed="Question 6 asks about evenings.",
        now=now(),
    )

    page = week_of(client, amina)

    assert "Ring Lin." in page
    assert "Ask about evenings." in page
    assert "Question 6 asks about evenings." in page


def test_the_week_spans_my_programmes(client: Client, programme: Programme) -> None:
    amina = member(programme)
    there = ProgrammeFactory.create(name="Gull Point Together")
    MembershipFactory.create(programme=there, person=amina, weekly_minutes=120)
    put_in(amina, programme, "Here", 60)
    put_in(amina, there, "There", 60)

    page = week_of(client, amina)

    assert "You have <b>7 hours left</b> this week." in page
    assert "Gull Point Together" in page


def test_my_part_is_a_tap_away_from_my_week_and_from_about_me(
    client: Client, programme: Programme
) -> None:
    amina = member(programme)
    MembershipFactory.create(person=amina)  # and in another place
    client.force_login(amina)

    pages = [client.get(reverse(name)).text for name in ("week:week", "people:me")]

    for each in programmes_of(amina):
        assert all(reverse("memberships:me", args=[each.slug]) in page for page in pages)


def test_all_my_money_is_one_tap_away_even_when_nothing_is_owed(
    client: Client, programme: Programme
) -> None:
    olu = member(programme, Role.FINANCE)

    page = week_of(client, olu)

    assert reverse("payments:mine", args=[programme.slug]) in page


def test_somebody_in_no_programme_has_a_week_too(client: Client) -> None:
    assert "Nothing must be done." in week_of(client, PersonFactory.create())


@pytest.mark.parametrize("count", [3, 60])
def test_the_week_costs_the_same_however_full(
    client: Client, programme: Programme, django_assert_num_queries: Any, count: int
) -> None:
    amina = member(programme)
    for n in range(count):
        put_in(amina, programme, f"Thing {n}", 5)
    an_open_one(programme)
    client.force_login(amina, backend=BACKEND)

    with django_assert_num_queries(11):
        client.get("/week/")
