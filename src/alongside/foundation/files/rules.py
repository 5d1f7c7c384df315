from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.toolbox.registry import Question
from alongside.toolbox.verdicts import YES, Verdict

from .models import Document, File
from .states import Format

Thing = File | Document
may_read: Question[[UUID, Thing, date], Verdict | None] = Question("may this person read this?")


def may_open(person_id: UUID, thing: Thing, *, today: date) -> Verdict:
    """The room it belongs to answers. Where no room does, only whoever brought it may."""
    answers = [answer for answer in may_read.ask(person_id, thing, today) if answer is not None]
    for answer in answers:
        if not answer:
            return answer
    brought = isinstance(thing, File) and thing.brought_by_id == person_id
    if answers or brought:
        return YES
    return Verdict(_("This paper belongs to a group you are not in."))


def may_add(*, format: str, checked_by: str) -> Verdict:  # noqa: A002 -- the word people use
    """Easy Read is a person's word that it is easy to read, never only ours."""
    if format == Format.EASY_READ and not checked_by.strip():
        return Verdict(_("Say who read it through. Easy Read needs a person to check it."))
    return YES
