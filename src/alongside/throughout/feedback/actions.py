from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from alongside.foundation.memberships.queries import first_to_ask
from alongside.foundation.notices.actions import tell
from alongside.foundation.people.models import Hand, House, Person
from alongside.foundation.people.states import How
from alongside.foundation.programmes.models import Programme
from alongside.foundation.programmes.queries import policy
from alongside.foundation.projects.models import Project
from alongside.foundation.tasks.actions import ask
from alongside.foundation.trail.actions import record
from alongside.toolbox.moves import check_move
from alongside.toolbox.references import Reference, about_fields
from alongside.toolbox.sentences import sentence
from alongside.toolbox.verdicts import insist

from . import rules
from .models import Answer, Contribution
from .states import MOVES, Kind, Outcome, Standing

SAID = sentence("feedback.said", _("%(who)s said something: “%(what)s”"))
ANSWERED = sentence(
    "feedback.answered",
    _("%(who)s answered what was said: “%(what)s”"),
)
SENT_BACK = sentence("feedback.sent_back", _("%(who)s said the answer did not answer it."))
SET_DOWN = sentence(
    "feedback.set_down", _("%(who)s closed something without an answer, and said why.")
)
YOUR_ANSWER = sentence(
    "feedback.your_answer",
    _("You have an answer to what you said: “%(what)s”"),
    _(
        "You said: “%(what)s”\n\n%(outcome)s. %(why)s\n\n%(changed)s\n\nIf this does not answer it, tell us."
    ),
)
TELL_THEM = sentence(
    "feedback.tell_them",
    _("Give somebody without an account the answer to “%(what)s”."),
)


@transaction.atomic
def contribute(
    *,
    by: Hand | None,
    programme: Programme,
    kind: Kind,
    text: str,
    now: datetime,
    project: Project | None = None,
    about: Reference | None = None,
    name_as_wished: str | None = None,
    contact: str = "",
    private: bool = False,
    owed_by: Person | None = None,
    how: str = How.HERE,
) -> Contribution:
    """Take what somebody offers, and open the debt of an answer. `by` is None without an account."""
    signature = by or House()
    person = by.person if by else None
    days = policy(programme, "answer_days")
    contribution = Contribution.objects.create(
        programme=programme,
        kind=kind,
        text=text,
        person=person,
        name_as_wished=_name(name_as_wished, person),
        contact=contact,
        project=project,
        how=by.how if by else how,
        private=private,
        said_at=now,
        owed_by=owed_by or first_to_ask(programme),
        due_on=localdate(now) + timedelta(days=days),
        **about_fields(about),
    )
    record(
        SAID,
        by=signature,
        about=contribution.ref(),
        programme_id=programme.pk,
        now=now,
        concerns=[contribution.owed_by_id] if contribution.owed_by_id else [],
    )
    return contribution


@transaction.atomic
def answer(
    *,
    by: Hand,
    contribution: Contribution,
    outcome: Outcome,
    why: str,
    now: datetime,
    what_changed: str = "",
) -> Answer:
    """Say what was done, why, and what changed; it reaches the person as they chose."""
    held = _hold(contribution)
    insist(rules.may_answer(by.person, held))
    check_move(MOVES, Standing(held.standing), Standing.ANSWERED)
    given = Answer.objects.create(
        programme_id=held.programme_id,
        contribution=held,
        outcome=outcome,
        why=why,
        what_changed=what_changed,
        by=by.person,
        at=now,
        told_at=now if held.person_id else None,
    )
    _move(held, to=Standing.ANSWERED)
    _record(ANSWERED, by, held, now)
    words = {
        "what": str(held),
        "outcome": str(given.get_outcome_display()),
        "why": why,
        "changed": what_changed,
    }
    if held.person:
        tell(
            held.person,
            YOUR_ANSWER,
            programme=held.programme,
            now=now,
            about=held.ref(),
            words=words,
        )
    elif held.contact:
        ask(
            TELL_THEM,
            of=by.person,
            programme=held.programme,
            due_on=localdate(now),
            now=now,
            once=f"tell {given.pk}",
            about=held.ref(),
            words={"what": str(held)},
        )
    return given


@transaction.atomic
def send_back(*, by: Hand, contribution: Contribution, now: datetime) -> None:
    """The person says: this did not answer it. The debt opens again."""
    held = _hold(contribution)
    insist(rules.may_say_it_did_not_answer(by.person, held))
    held.due_on = localdate(now) + timedelta(days=policy(held.programme, "answer_days"))
    held.save(update_fields=["due_on"])
    _move(held, to=Standing.NOT_ANSWERED)
    _record(SENT_BACK, by, held, now)


@transaction.atomic
def set_down(*, by: Hand, contribution: Contribution, why: str, now: datetime) -> None:
    """Close it unanswered: only by a named person, with a reason everybody can read."""
    held = _hold(contribution)
    insist(rules.may_answer(by.person, held))
    held.set_down_by, held.set_down_why = by.person, why
    held.save(update_fields=["set_down_by", "set_down_why"])
    _move(held, to=Standing.SET_DOWN)
    _record(SET_DOWN, by, held, now)


def _name(wished: str | None, person: Person | None) -> str:
    if wished is not None:
        return wished
    return person.first_name if person else ""


def _hold(contribution: Contribution) -> Contribution:
    rows = Contribution.objects.within(contribution.programme_id).select_for_update(of=("self",))
    return rows.select_related("person", "programme").get(pk=contribution.pk)


def _move(held: Contribution, *, to: Standing) -> None:
    check_move(MOVES, Standing(held.standing), to)
    held.standing = to
    held.save(update_fields=["standing"])


def _record(key: str, by: Hand, held: Contribution, now: datetime) -> None:
    record(
        key,
        by=by,
        about=held.ref(),
        programme_id=held.programme_id,
        now=now,
        concerns=[held.person_id] if held.person_id else [],
    )
