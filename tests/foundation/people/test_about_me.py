from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from alongside.foundation.people.actions import next_age_rule
from alongside.foundation.people.models import Person
from alongside.foundation.people.queries import needs
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
TELL = {"channel": "email", "how_often": "weekly"}


@pytest.fixture
def amina(client: Client) -> Person:
    person = PersonFactory.create()
    client.force_login(person)
    return person


def fresh(person: Person) -> Person:
    return Person.objects.get(pk=person.pk)


@pytest.mark.requirement("R148")
def test_somebody_says_how_and_when_to_be_told(client: Client, amina: Person) -> None:
    quiet = {"quiet_from": "8 pm", "quiet_until": "9 am"}
    client.post(reverse("people:being_told"), {**TELL, **quiet, "phone": "01632 960 118"})

    kept = fresh(amina)

    assert (kept.how_often, kept.phone) == ("weekly", "01632 960 118")
    assert kept.quiet_from is not None
    assert kept.quiet_from.hour == 20


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ({"channel": "phone"}, "Write the number we should use."),
        ({"channel": "letter"}, "Write the address we should use."),
        ({"channel": "pigeon"}, "Choose one of these."),
        ({"quiet_from": "8 pm"}, "Write both times, or leave both empty."),
        ({"phone": "ring ring"}, "Write a phone number"),
        ({"address": "x" * 10_000}, "Nothing you wrote is lost."),
    ],
)
def test_wrong_input_is_answered_beside_the_box_and_nothing_is_lost(
    client: Client, amina: Person, said: dict[str, str], answer: str
) -> None:
    page = client.post(reverse("people:being_told"), {**TELL, **said})

    assert page.status_code == 200
    assert answer in page.text
    assert all(value in page.text for value in said.values() if value != "pigeon")
    assert fresh(amina).how_often == "at_once"


@pytest.mark.parametrize("name", ["أمينة", "Zoë 🌊", "<script>alert(1)</script>", "O'Neill"])
def test_any_name_is_kept_as_it_is_and_does_no_harm(
    client: Client, amina: Person, name: str
) -> None:
    client.post(reverse("people:name"), {"first_name": name})

    page = client.get(reverse("people:me")).text

    assert fresh(amina).first_name == name
    assert "<script>alert" not in page


@pytest.mark.requirement("R023")
def test_needs_are_said_once_confirmed_later_and_sealed_in_the_store(
    client: Client, amina: Person
) -> None:
    client.post(reverse("people:needs"), {"reads": "plain", "support": "An hour to get ready"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT access_needs FROM people_person WHERE access_needs <> ''")
        [(stored,)] = cursor.fetchall()
    first = fresh(amina).needs_confirmed_at

    client.post(reverse("people:needs_still_right"))

    assert needs(fresh(amina)) == {"support": "An hour to get ready"}
    assert b"hour" not in bytes(stored)
    assert first is not None
    assert fresh(amina).needs_confirmed_at > first  # type: ignore[operator]  # -- it was said just now


@pytest.mark.parametrize(
    ("born", "next_rule"),
    [
        (date(2015, 5, 1), date(2031, 5, 1)),
        (date(2013, 5, 1), date(2031, 5, 1)),
        (date(2012, 6, 3), None),
        (date(2016, 2, 29), date(2032, 2, 29)),
        (date(2014, 2, 28), date(2032, 2, 28)),
    ],
)
def test_the_age_rules_change_on_the_sixteenth_and_eighteenth_birthday(
    born: date, next_rule: date | None
) -> None:
    assert next_age_rule(born, today=date(2030, 6, 3)) == next_rule


def test_who_sees_what_is_said_before_anybody_has_an_account(client: Client) -> None:
    page = client.get(reverse("people:who_sees_what"))

    assert page.status_code == 200
    assert "Nobody else reads it" in page.text
