"""Guessing, replaying and asking around at the door."""

import re
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.foundation.people.actions import write_down
from alongside.foundation.people.models import Person
from tests.factories import NOON, PersonFactory

from .signing_in import ASK, CONFIRM, code_for, is_in, number_now, set_up_a_second_step, sign_in

pytestmark = pytest.mark.django_db
UNKNOWN = "nobody@example.org"


@pytest.fixture(autouse=True)
def _no_counters_from_before() -> None:
    cache.clear()


def asked(email: str | None) -> tuple[Any, int]:
    """What the page answers, and how many questions the database was asked."""
    with CaptureQueriesContext(connection) as counted:
        answer = Client().post(ASK, {"email": email})
    return answer, len(counted)


def test_an_unknown_email_is_answered_as_a_known_one_with_as_much_work() -> None:
    known_answer, known_work = asked(PersonFactory.create().email)
    letters = len(mail.outbox)
    unknown_answer, unknown_work = asked(UNKNOWN)

    assert known_answer.status_code == unknown_answer.status_code == 302
    assert known_answer["Location"] == unknown_answer["Location"]
    assert set(known_answer.cookies) == set(unknown_answer.cookies)
    assert abs(known_work - unknown_work) <= 1
    assert (letters, len(mail.outbox)) == (1, 2)  # both write one letter


def test_the_next_page_and_a_wrong_code_do_not_tell_either(client: Client) -> None:
    amina = PersonFactory.create(email="somebo@example.org")  # as many letters as the other
    pages = []
    for email in (amina.email, UNKNOWN):
        browser = Client()
        browser.post(ASK, {"email": email})
        shown, wrong = browser.get(CONFIRM), browser.post(CONFIRM, {"code": "WRONG1"})
        plain = [page.text.replace(str(email), "EMAIL") for page in (shown, wrong)]
        pages.append(([shown.status_code, wrong.status_code], [_without_keys(p) for p in plain]))

    assert pages[0] == pages[1]


def _without_keys(page: str) -> str:
    return re.sub(r'value="[A-Za-z0-9]{64}"', "", page)


def test_an_unknown_email_can_never_come_in(client: Client) -> None:
    client.post(ASK, {"email": UNKNOWN})
    for code in ("", "None", "null", "000000"):
        client.post(CONFIRM, {"code": code})

    assert not is_in(client)


def test_one_email_gets_three_codes_a_minute_wherever_they_are_asked_for() -> None:
    amina = PersonFactory.create()

    for number in range(6):
        Client(REMOTE_ADDR=f"192.0.2.{number}").post(ASK, {"email": amina.email})

    assert len(mail.outbox) == 3


def test_one_address_asks_twenty_times_a_minute_whatever_it_claims_to_be() -> None:
    for number in range(25):
        forged = {"X-Forwarded-For": f"198.51.100.{number}", "X-Real-IP": f"198.51.100.{number}"}
        Client(REMOTE_ADDR="192.0.2.1", headers=forged).post(ASK, {"email": f"p{number}@e.example"})

    assert len(mail.outbox) == 20


def test_a_code_opens_only_where_it_was_asked_for() -> None:
    amina = PersonFactory.create()
    hers, thief = Client(), Client()
    code = code_for(hers, amina.email)
    thief.post(CONFIRM, {"code": code})
    code_for(thief, PersonFactory.create().email)
    thief.post(CONFIRM, {"code": code})

    assert not is_in(thief)


def test_codes_are_drawn_by_chance_and_long_enough() -> None:
    codes = {code_for(Client(REMOTE_ADDR=f"192.0.2.{n}"), _person(n).email) for n in range(15)}

    assert len(codes) == 15
    assert all(len(code.replace("-", "")) >= 6 for code in codes)  # over 25 bits; three tries


def _person(number: int) -> Person:
    return PersonFactory.create(email=f"codes{number}@example.org")


def with_a_second_step() -> tuple[Person, str]:
    farah, here = PersonFactory.create(), Client()
    sign_in(here, farah)
    secret = set_up_a_second_step(here)
    cache.clear()
    return farah, secret


def at_the_second_step(person: Person) -> Client:
    browser = Client()
    sign_in(browser, person)
    return browser


def test_a_number_of_the_sign_in_app_opens_once() -> None:
    farah, secret = with_a_second_step()
    first, second = at_the_second_step(farah), at_the_second_step(farah)
    number = number_now(secret)
    first.post(reverse("mfa_authenticate"), {"code": number})
    second.post(reverse("mfa_authenticate"), {"code": number})

    assert is_in(first)
    assert not is_in(second)


def test_an_old_number_does_not_open(monkeypatch: pytest.MonkeyPatch) -> None:
    farah, secret = with_a_second_step()
    number, moment = number_now(secret), time.time()
    browser = at_the_second_step(farah)
    monkeypatch.setattr("time.time", lambda: moment + 61)
    browser.post(reverse("mfa_authenticate"), {"code": number})

    assert not is_in(browser)


def test_a_spare_code_opens_once_and_is_not_in_the_store() -> None:
    farah, _secret = with_a_second_step()
    kept = Authenticator.objects.get(user=farah, type="recovery_codes")
    spare = RecoveryCodes(kept).get_unused_codes()[0]
    first, second = at_the_second_step(farah), at_the_second_step(farah)
    first.post(reverse("mfa_authenticate"), {"code": spare})
    second.post(reverse("mfa_authenticate"), {"code": spare})

    assert is_in(first)
    assert not is_in(second)
    assert spare not in str(kept.data)


def test_guessing_at_the_second_step_is_stopped() -> None:
    farah, secret = with_a_second_step()
    browser = at_the_second_step(farah)
    for _ in range(6):
        browser.post(reverse("mfa_authenticate"), {"code": "000000"})
    browser.post(reverse("mfa_authenticate"), {"code": number_now(secret)})

    assert not is_in(browser)


@pytest.mark.django_db(transaction=True)  # it is told once it is done
def test_changing_the_second_step_is_told_by_email() -> None:
    farah, _secret = with_a_second_step()

    told = {letter.subject: letter for letter in mail.outbox}
    assert told["Your second step is on"].to == [farah.email]
    assert "Was it not you?" in told["Your second step is on"].body


def test_nobody_has_a_password_and_none_opens() -> None:
    amina = write_down(first_name="Amina", email="amina@example.org", now=NOON)
    browser = Client()
    browser.post(ASK, {"login": "amina@example.org", "email": "", "password": "x"})

    assert not amina.has_usable_password()
    assert not is_in(browser)
    for path in ("/accounts/login/", "/in/password/", "/in/password/reset/", "/admin/"):
        assert browser.get(path).status_code == 404
