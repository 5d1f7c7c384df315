"""Mail servers with bad days, for tests."""

from collections.abc import Sequence
from smtplib import SMTPRecipientsRefused
from typing import ClassVar

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class Killed(BaseException):
    """The process dies. Not an Exception: nobody can catch it and tidy up."""


class Post(BaseEmailBackend):
    """Takes every email down, with the choice in force then; `mood` says what happens to it."""

    mood: ClassVar[str] = "fine"
    taken: ClassVar[list[EmailMessage]] = []

    def open(self) -> None:
        if Post.mood == "away":
            raise ConnectionRefusedError

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for email in email_messages:
            if Post.mood == "killed before":
                raise Killed
            if Post.mood == "refuses":
                raise SMTPRecipientsRefused({})
            Post.taken.append(email)
            if Post.mood == "killed after":
                raise Killed
        return len(email_messages)
