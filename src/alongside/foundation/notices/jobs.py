"""Sending an email: taken in one short transaction, sent outside any, finished in another."""

import logging
from collections.abc import Mapping
from smtplib import SMTPException
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.timezone import now
from django.utils.translation import ngettext

from . import actions, queries
from .models import Message
from .states import Sent

LONGEST_SUBJECT = 120
log = logging.getLogger(__name__)


def compute(arguments: Mapping[str, Any]) -> str:  # Any: what JSON carries
    """Take what is due and hand it to the post. Answers "message outcome", or nothing."""
    person_id, connection = UUID(arguments["person"]), get_connection()
    try:
        message = actions.take(
            programme_id=UUID(arguments["programme"]),
            person_id=person_id,
            job=arguments["job"],
            now=now(),
            post_answers=not queries.wants_email(person_id) or _answers(connection),
        )
        return f"{message.pk} {post(message, connection)}" if message else ""
    finally:
        connection.close()


def _answers(connection: BaseEmailBackend) -> bool:
    """Knock before anything is taken: what was not begun can be begun again."""
    try:
        connection.open()
    except (SMTPException, OSError) as trouble:
        log.warning("the mail server does not answer: %s", type(trouble).__name__)
        return False
    return True


def finish(arguments: Mapping[str, Any], result: str) -> None:  # Any: as above
    if not result:
        return
    message_id, came_of_it = result.split()
    actions.sent(
        programme_id=UUID(arguments["programme"]),
        message_id=UUID(message_id),
        came_of_it=came_of_it,
        now=now(),
    )


def post(message: Message, connection: BaseEmailBackend | None = None) -> str:
    """Hand one email to the mail server, once: whatever it answers, never twice."""
    try:
        email = email_of(message)
        email.connection = connection
        email.send()
    except (SMTPException, OSError) as trouble:
        log.warning("message %s was not sent: %s", message.pk, type(trouble).__name__)
        return Sent.REFUSED
    return Sent.TOLD


def email_of(message: Message) -> EmailMultiAlternatives:
    """Plain words and simple HTML, in the reader's language; links need signing in."""
    with translation.override(message.person.language):
        said = queries.said_in(message)
        context = {
            "person": message.person,
            "programme": message.programme,
            "said": said,
            "site": settings.SITE_ADDRESS,
            "language": message.person.language,
            "is_rtl": translation.get_language_bidi(),
        }
        email = EmailMultiAlternatives(
            subject=_subject(message, said),
            body=render_to_string("notices/email.txt", context),
            to=[message.person.email or ""],
        )
        email.attach_alternative(render_to_string("notices/email.html", context), "text/html")
    return email


def _subject(message: Message, said: list[queries.Said]) -> str:
    """What it says, or how many things; one line, whatever somebody typed."""
    if len(said) == 1:
        words = said[0].says
    else:
        words = ngettext(
            "%(count)d thing from %(programme)s", "%(count)d things from %(programme)s", len(said)
        ) % {"count": len(said), "programme": message.programme.name}
    return " ".join(words.split())[:LONGEST_SUBJECT]
