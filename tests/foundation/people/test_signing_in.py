import re
import time
from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.config.sign_in import SecondStep
from alongside.foundation.people.actions import write_down
from alongside.foundation.people.models import Person
from alongside.foundation.programmes.actions import set_policy
from tests.factories import NOON, PersonFactory, ProgrammeFactory, facilitator

pytestmark = pytest.mark.django_db
ASK, CONFIRM = "/in/", "/in/code/"


@pytest.fixture(autouse=True)
def _no_counters_from_before() -> None:
    cache.clear()


def ask_for_a_code(client: Client, email: str | None) -> str:
    client.post(ASK, {"email": email})
    found = re.search(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]*)\s*$", str(mail.outbox[-1].body), re.MULTILINE)
    return found[1] if found else ""


def number_now(secret: str) -> str:
    """What a sign-in app would show just now."""
    counter = next(iter(auth.yield_hotp_counters_from_time()))
    return str(auth.format_hotp_value(auth.hotp_value(secret, counter)))


def is_signed_in(client: Client) -> bool:
    return client.get(reverse("people:me")).status_code == 200


def test_somebody_signs_in_with_an_emailed_code_and_no_password(client: Client) -> None:
    amina = write_down(first_name="Amina", email="amina@example.org", now=NOON)

    code = ask_for_a_code(client, "amina@example.org")
    client.post(CONFIRM, {"code": code})

    assert is_signed_in(client)
    assert not Person.objects.get(pk=amina.pk).has_usable_password()


def test_a_code_works_once(client: Client) -> None:
    amina = PersonFactory.create()
    code = ask_for_a_code(client, amina.email)
    client.post(CONFIRM, {"code": code})
    client.post("/out/")

    again = Client()
    again.post(ASK, {"email": amina.email})
    again.post(CONFIRM, {"code": code})

    assert not is_signed_in(again)


def test_an_expired_code_does_not_open(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    amina = PersonFactory.create()
    code = ask_for_a_code(client, amina.email)

    later = time.time() + timedelta(minutes=4).total_seconds()
    monkeypatch.setattr("time.time", lambda: later)

    client.post(CONFIRM, {"code": code})

    assert not is_signed_in(client)


def test_five_wrong_codes_do_not_open_and_the_right_one_then_does_not_either(
    client: Client,
) -> None:
    amina = PersonFactory.create()
    code = ask_for_a_code(client, amina.email)

    first = client.post(CONFIRM, {"code": "WRONG1"})
    for number in range(4):
        client.post(CONFIRM, {"code": f"WRONG{number}"})
    client.post(CONFIRM, {"code": code})

    assert "That is not the code" in first.text
    assert not is_signed_in(client)


def test_an_unknown_address_is_answered_by_email_and_not_on_the_page(client: Client) -> None:
    known = client.post(ASK, {"email": PersonFactory.create().email})
    unknown = Client().post(ASK, {"email": "nobody@example.org"})

    assert known.status_code == unknown.status_code == 302
    assert known["Location"] == unknown["Location"]
    assert "We do not know this address" in mail.outbox[-1].subject


def test_many_requests_for_codes_are_slowed_down(client: Client) -> None:
    amina = PersonFactory.create()

    answers = [Client().post(ASK, {"email": amina.email}) for _ in range(8)]

    assert len(mail.outbox) < 8
    assert "a lot of tries" in answers[-1].text


def test_somebody_sees_where_they_are_signed_in_and_signs_out_the_others(client: Client) -> None:
    amina = PersonFactory.create()
    elsewhere = Client()
    for browser in (elsewhere, client):
        browser.post(CONFIRM, {"code": ask_for_a_code(browser, amina.email)})
        assert is_signed_in(browser)

    page = client.get(reverse("usersessions_list"))
    client.post(reverse("usersessions_list"))

    assert "Sign out all the others" in page.text
    assert UserSession.objects.filter(user=amina).count() == 1
    assert is_signed_in(client)
    assert not is_signed_in(elsewhere)


def test_staff_of_a_programme_that_asks_for_it_need_a_second_step(client: Client) -> None:
    programme = ProgrammeFactory.create()
    set_policy(
        programme=programme,
        key="second_factor_for_staff",
        value=1,
        checked_on=date(2030, 1, 1),
        source="our own choice",
    )
    farah = facilitator(programme)
    client.post(CONFIRM, {"code": ask_for_a_code(client, farah.email)})

    page = client.get(reverse("people:write_for", args=[programme.slug, farah.pk]))

    assert page.status_code == 302
    assert page["Location"] == reverse("mfa_index")
    assert client.get(page["Location"]).status_code == 200
    assert "type these letters" in client.get(reverse("mfa_activate_totp")).text
    assert client.get(reverse("mfa_square"))["Content-Type"] == "image/svg+xml"


def test_with_a_second_step_the_emailed_code_alone_does_not_open(client: Client) -> None:
    farah = PersonFactory.create()
    client.post(CONFIRM, {"code": ask_for_a_code(client, farah.email)})
    client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]
    client.post(reverse("mfa_activate_totp"), {"code": number_now(secret)})
    stored = str(Authenticator.objects.filter(user=farah).values_list("data", flat=True)[0])

    elsewhere = Client()
    cache.clear()
    elsewhere.post(CONFIRM, {"code": ask_for_a_code(elsewhere, farah.email)})
    before = is_signed_in(elsewhere)
    elsewhere.post(reverse("mfa_authenticate"), {"code": number_now(secret)})

    assert not before
    assert is_signed_in(elsewhere)
    assert secret not in stored


def test_nobody_can_sign_themselves_up(client: Client) -> None:
    page = client.get("/in/no-account/")
    client.post("/in/no-account/", {"email": "new@example.org"})

    assert "talking to somebody first" in page.text
    assert not Person.objects.filter(email="new@example.org").exists()


def test_signing_in_leaves_a_time_behind(client: Client) -> None:
    amina = PersonFactory.create()
    client.post(CONFIRM, {"code": ask_for_a_code(client, amina.email)})

    seen = Person.objects.get(pk=amina.pk).last_login

    assert seen is not None
    assert timezone.now() - seen < timedelta(minutes=1)


def test_a_sign_in_app_shows_the_email_or_the_first_name() -> None:
    with_email = PersonFactory.create(email="amina@example.org", first_name="Amina")
    without = PersonFactory.create(email=None, first_name="Harold")

    assert SecondStep().get_totp_label(with_email) == "amina@example.org"
    assert SecondStep().get_totp_label(without) == "Harold"
