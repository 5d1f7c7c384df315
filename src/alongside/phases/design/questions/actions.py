"""From somebody's idea to a project's question, with credit."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.foundation.people.models import Hand, Person
from alongside.foundation.programmes.models import Organisation
from alongside.foundation.projects import actions as projects
from alongside.foundation.projects.models import Project
from alongside.foundation.projects.states import Kind
from alongside.foundation.trail.actions import record
from alongside.throughout.feedback import actions as feedback
from alongside.throughout.feedback.models import Contribution
from alongside.throughout.feedback.states import Outcome
from alongside.toolbox import personal
from alongside.toolbox.references import Reference, about_fields
from alongside.toolbox.sentences import sentence
from alongside.toolbox.verdicts import insist

from . import rules
from .models import Question, Shaping
from .states import Source

ASKED = sentence("questions.asked", gettext_lazy("%(who)s put a question: “%(what)s”"))
SHAPED = sentence("questions.shaped", gettext_lazy("%(who)s said who shaped the question."))


@transaction.atomic
def turn_into_project(
    *,
    by: Hand,
    idea: Contribution,
    title: str,
    question: str,
    owner: Organisation,
    now: datetime,
    kind: Kind = Kind.RESEARCH,
    why: str = "",
    summary: str = "",
    money_with: Organisation | None = None,
    data_with: Organisation | None = None,
) -> Project:
    """Make a project of an idea, thank who had it as they wished, and answer them."""
    held = feedback.hold(idea)
    insist(rules.may_turn(by.person, held))
    project = projects.start(
        by=by,
        programme=held.programme,
        title=title,
        question=question,
        owner=owner,
        kind=kind,
        summary=summary,
        money_with=money_with,
        data_with=data_with,
        now=now,
    )
    row = _put(
        by,
        project,
        question,
        now,
        source=Source.PERSON,
        credit=personal.name(held.person_id or held.pk, held.name_as_wished),
        asked_on=localdate(held.said_at),
        about=held.ref(),
    )
    _shape(
        row,
        person=held.person,
        name=held.name_as_wished,
        what=_("Had the idea"),
        on_day=row.asked_on,
        now=now,
    )
    feedback.take_up(by=by, contribution=held, project=project, now=now)
    feedback.answer(
        by=by,
        contribution=held,
        outcome=Outcome.DONE,
        why=why or _("Your idea is worth finding out about."),
        what_changed=_("It became a project: “%(title)s”.") % {"title": title},
        now=now,
    )
    return project


@transaction.atomic
def ask(
    *,
    by: Hand,
    project: Project,
    text: str,
    source: Source,
    credit: str,
    asked_on: date,
    now: datetime,
) -> Question:
    """Put a question that came from elsewhere, and say from where."""
    insist(rules.may_ask(by.person, project))
    return _put(by, project, text, now, source=source, credit=credit, asked_on=asked_on)


@transaction.atomic
def shape(
    *,
    by: Hand,
    question: Question,
    what: str,
    on_day: date,
    now: datetime,
    person: Person | None = None,
    name_as_wished: str = "",
) -> Shaping:
    """Keep who had a hand in a question, before or after the bid."""
    insist(rules.may_ask(by.person, question.project))
    row = _shape(question, person=person, name=name_as_wished, what=what, on_day=on_day, now=now)
    record(
        SHAPED,
        by=by,
        about=question.ref(),
        programme_id=question.programme_id,
        now=now,
        concerns=[person.pk] if person else [],
    )
    return row


def _put(
    by: Hand,
    project: Project,
    text: str,
    now: datetime,
    *,
    source: Source,
    credit: str,
    asked_on: date,
    about: Reference | None = None,
) -> Question:
    row = Question.objects.create(
        programme_id=project.programme_id,
        project=project,
        text=text,
        source=source,
        credit=credit,
        asked_on=asked_on,
        at=now,
        **about_fields(about),
    )
    record(ASKED, by=by, about=row.ref(), programme_id=project.programme_id, now=now)
    return row


def _shape(
    question: Question, *, person: Person | None, name: str, what: str, on_day: date, now: datetime
) -> Shaping:
    return Shaping.objects.create(
        programme_id=question.programme_id,
        question=question,
        person=person,
        name_as_wished=name,
        what=what,
        on_day=on_day,
        at=now,
    )
