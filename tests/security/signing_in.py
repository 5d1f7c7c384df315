"""Signing in as people do, for tests about it."""

import re
import time
from datetime import timedelta

from allauth.mfa.totp.internal import auth
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from alongside.foundation.people.models import Person

ASK, CONFIRM = "/in/", "/in/code/"
METHODS = "account_authentication_methods"


def code_for(client: Client, email: str | None) -> str:
    client.post(ASK, {"email": email})
    return code_in(mail.outbox[-1])


def code_in(letter: EmailMessage) -> str:
    found = re.search(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]*)\s*$", str(letter.body), re.MULTILINE)
    return found[1] if found else ""


def sign_in(client: Client, person: Person) -> None:
    client.post(CONFIRM, {"code": code_for(client, person.email)})


def is_in(client: Client) -> bool:
    return client.get(reverse("people:me")).status_code == 200


def number_now(secret: str) -> str:
    counter = next(iter(auth.yield_hotp_counters_from_time()))
    return str(auth.format_hotp_value(auth.hotp_value(secret, counter)))


def set_up_a_second_step(client: Client) -> str:
    """What the sign-in app keeps."""
    client.get(reverse("mfa_activate_totp"))
    secret = str(client.session["mfa.totp.secret"])
    client.post(reverse("mfa_activate_totp"), {"code": number_now(secret)})
    return secret


def let_pass(client: Client, time_passed: timedelta) -> None:
    """As if they had signed in this much earlier."""
    session = client.session
    session[METHODS] = [
        step | {"at": time.time() - time_passed.total_seconds()} for step in session[METHODS]
    ]
    session.save()
