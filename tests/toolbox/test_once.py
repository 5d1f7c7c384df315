"""Forms sent twice count once; forms sent after the session ended are kept."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from alongside.foundation.people.models import Person
from alongside.foundation.trail.models import Entry
from alongside.toolbox.models import Kept, Sent
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
NEEDS = "people:needs"


def key_on(client: Client, address: str) -> str:
    found = re.search(r'name="once" value="([^"]+)"', client.get(address).text)
    assert found is not None
    return found[1]


@pytest.fixture
def amina(client: Client) -> Person:
    person = PersonFactory.create()
    client.force_login(person)
    return person


def test_a_form_sent_twice_is_carried_out_once_and_answered_the_same(
    client: Client, amina: Person
) -> None:
    page = reverse(NEEDS)
    said = {"once": key_on(client, page), "reads": "audio"}

    first, second = client.post(page, said), client.post(page, said)

    assert first["Location"] == second["Location"] == reverse("people:me")
    assert Entry.objects.filter(key="people.changed").count() == 1


def test_two_tabs_are_two_forms(client: Client, amina: Person) -> None:
    page = reverse(NEEDS)
    for reads in ("audio", "plain"):
        client.post(page, {"once": key_on(client, page), "reads": reads})

    assert Entry.objects.filter(key="people.changed").count() == 2


def test_a_form_that_was_wrong_can_be_mended_and_sent_again(client: Client, amina: Person) -> None:
    page = reverse(NEEDS)
    once = key_on(client, page)

    wrong = client.post(page, {"once": once, "reads": "by ear", "support": "A hearing loop"})
    right = client.post(page, {"once": once, "reads": "audio", "support": "A hearing loop"})

    assert "A hearing loop" in wrong.text
    assert right.status_code == 302
    assert Sent.objects.count() == 1


def test_one_key_on_two_pages_is_two_forms(client: Client, amina: Person) -> None:
    once = key_on(client, reverse(NEEDS))
    client.post(reverse(NEEDS), {"once": once, "reads": "audio"})
    client.post(reverse("people:needs_still_right"), {"once": once})

    assert Entry.objects.filter(key="people.changed").count() == 2


def test_what_was_typed_is_not_lost_when_the_session_ended_meanwhile(
    client: Client, amina: Person
) -> None:
    page = reverse(NEEDS)
    said = {"once": key_on(client, page), "reads": "audio", "support": "An hour <to> get ready"}
    client.session.flush()

    sent_to_sign_in = client.post(page, said)
    client.force_login(amina)
    kept = client.get(reverse("kept"))
    pairs = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', kept.text)
    again = client.post(page, {name: unescape(value) for name, value in pairs})

    assert reverse("account_login") in sent_to_sign_in["Location"]
    assert "hour" not in sent_to_sign_in["Location"]
    assert again.status_code == 302
    assert "An hour <to> get ready" in Person.objects.get(pk=amina.pk).access_needs


def test_only_the_person_who_typed_it_sees_it_again(client: Client, amina: Person) -> None:
    page = reverse(NEEDS)
    said = {"once": key_on(client, page), "reads": "audio", "support": "An hour to get ready"}
    client.session.flush()
    client.post(page, said)

    client.force_login(PersonFactory.create())
    shown = client.get(reverse("kept"), follow=False)

    assert shown.status_code == 302
    assert b"hour" not in bytes(vars(Kept.objects.get())["fields"])


def test_a_form_of_one_person_sent_by_another_is_not_carried_out(
    client: Client, amina: Person
) -> None:
    said = {"once": key_on(client, reverse(NEEDS)), "reads": "audio"}
    client.force_login(PersonFactory.create())

    answer = client.post(reverse(NEEDS), said)

    assert answer.status_code == 409
    assert "Somebody else is signed in now" in answer.text
    assert not Entry.objects.exists()


def test_a_made_up_key_carries_nothing_over(client: Client, amina: Person) -> None:
    page = reverse(NEEDS)

    answer = client.post(page, {"once": f"made.up.{'0' * 32}", "reads": "audio"})

    assert answer.status_code == 302
    assert not Sent.objects.exists()


def test_a_form_from_before_signing_in_elsewhere_comes_back_ready_to_send(amina: Person) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(amina)
    said = {"once": key_on(strict, reverse(NEEDS)), "reads": "audio", "support": "A loop"}

    answer = strict.post(reverse(NEEDS), {**said, "csrfmiddlewaretoken": "x" * 64})

    assert "Your words are safe" in answer.text
    assert "A loop" in answer.text
    assert not Entry.objects.exists()


def test_somebody_elses_page_cannot_send_forms_here(amina: Person) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(amina)

    answer = strict.post(reverse(NEEDS), {"reads": "audio", "support": "sent by another site"})

    assert answer.status_code == 403
    assert "sent by another site" not in answer.text
    assert not Entry.objects.exists()


@pytest.mark.postgresql
def test_two_at_the_same_moment_count_once(at_once: Callable[..., list[Any]]) -> None:
    amina = PersonFactory.create()
    client = Client()
    client.force_login(amina)
    said = {"once": key_on(client, reverse(NEEDS)), "reads": "audio"}

    def send() -> str:
        mine = Client()
        mine.cookies = client.cookies
        return mine.post(reverse(NEEDS), said)["Location"]

    answers = at_once([send] * 6)

    assert set(answers) == {reverse("people:me")}
    assert Entry.objects.filter(key="people.changed").count() == 1
