"""What is written down about a visit, and what is not."""

import logging
import re
from io import StringIO

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from alongside.config.logs import LINES, OneLine
from tests.factories import PersonFactory, ProgrammeFactory

from .signing_in import ASK, CONFIRM, code_for, code_in

LOOK = LINES["formatters"]["one line"]["format"]
A_LINE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z [A-Z]+ \S+ .*")


def written(message: str, *, trouble: Exception | None = None) -> str:
    out = StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(OneLine(LOOK))
    record = logging.LogRecord("a.room", logging.WARNING, __file__, 1, "%s", (message,), None)
    if trouble:
        record.exc_info = (type(trouble), trouble, trouble.__traceback__)
    handler.emit(record)
    return out.getvalue().removesuffix("\n")


@given(st.text(st.characters(codec="utf-8")))
def test_whatever_is_sent_is_one_line_with_its_time_and_place(message: str) -> None:
    line = written(message)

    assert len(line.splitlines()) == 1
    assert A_LINE.fullmatch(line)
    assert "\x1b" not in line


@given(st.text(st.characters(codec="utf-8")))
def test_the_steps_of_an_error_cannot_pass_for_lines_of_their_own(message: str) -> None:
    first, *steps = written("broken", trouble=ValueError(message)).split("\n")

    assert A_LINE.fullmatch(first)
    assert steps
    assert all(step.startswith("| ") for step in steps)


def test_the_house_writes_its_log_that_way() -> None:
    assert settings.LOGGING["formatters"]["one line"]["()"] == "alongside.config.logs.OneLine"
    assert settings.LOGGING["root"]["handlers"] == ["standard error"]
    assert settings.DEBUG is False


@pytest.mark.django_db
def test_signing_in_and_guessing_are_written_down_without_a_name(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    cache.clear()
    amina = PersonFactory.create(first_name="Zephyrine")
    with caplog.at_level(logging.INFO):
        code = code_for(client, amina.email)
        client.post(CONFIRM, {"code": "WRONG1"})
        client.post(CONFIRM, {"code": code})
        client.post(reverse("account_logout"))

    lines = [record.getMessage() for record in caplog.records]
    assert lines.count("a wrong code to sign in") == 1
    assert f"signed in: person {amina.pk}" in lines
    assert f"signed out: person {amina.pk}" in lines
    said = " ".join(lines)
    assert not [word for word in ("Zephyrine", str(amina.email), code, "WRONG1") if word in said]


@pytest.mark.django_db
def test_a_door_that_stayed_shut_and_a_form_without_seal_are_written_down(
    caplog: pytest.LogCaptureFixture,
) -> None:
    programme, jean = ProgrammeFactory.create(), PersonFactory.create()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(jean)
    strict.get(reverse("memberships:me", args=[programme.slug]))
    strict.post(reverse("people:name"), {"first_name": "Zephyrine"})

    lines = [record.getMessage() for record in caplog.records]
    assert any(line.startswith("Not Found: ") for line in lines)
    assert any(line.startswith("Forbidden ") for line in lines)
    assert not [line for line in lines if "Zephyrine" in line]


@pytest.mark.django_db
def test_no_address_carries_an_email_a_code_or_a_key(client: Client) -> None:
    cache.clear()
    amina = PersonFactory.create()
    places = [client.post(ASK, {"email": amina.email})["Location"]]
    code = code_in(mail.outbox[-1])
    places.append(client.post(CONFIRM, {"code": code})["Location"])

    for secret in (str(amina.email), code, client.session.session_key or "-"):
        assert not [place for place in places if secret in place]
    links = re.findall(r"https?://\S+", " ".join(str(letter.body) for letter in mail.outbox))
    assert not [link for link in links if "code=" in link or "token" in link]
