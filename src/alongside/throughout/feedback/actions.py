from datetime import datetime, timedelta
from uuid import UUID

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
from alongside.toolbox.personal import called
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
TAKEN_UP = sentence("feedback.taken_up", _("%(who)s took up what was said: “%(what)s”"))
SENT_BACK = sentence("feedback.sent_back", _("%(who)s said the answer did not answer it."))
SET_DOWN = sentence(
    "feedback.set_down", _("%(who)s closed something without an answer, and said why.")
)
WITHDRAWN = sentence("feedback.taken_back", _("%(who)s took back something said for them."))
YOUR_ANSWER = sentence(
    "feedback.your_answer",
    _("You have an answer to what you said: “%(what)s”"),
    _(
        "You said: “%(what)s”\n\n%(outcome)s. %(why)s\n\n%(changed)s\n\n"
        "If this does not answer it, tell us."
    ),
)
YOURS_WAS_CLOSED = sentence(
    "feedback.yours_was_closed",
    _("%(who)s closed what you said without an answer: “%(what)s”"),
    _("You said: “%(what)s”\n\n%(who)s gave this reason: %(why)s\n\nYou can ask us about it."),
)
TOLD = sentence("feedback.told", _("%(who)s gave somebody the answer to what they said."))
RENAMED = sentence("feedback.renamed", _("%(who)s changed the name beside what they said."))
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
    """Take what somebody offers, and open the debt of an answer; no account, no `by`."""
    insist(rules.may_say(text))
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
    insist(
        rules.may_answer(by.person, held),
        rules.may_be_answered(held),
        rules.is_an_answer(outcome, why, what_changed),
    )
    given = Answer.objects.create(
        programme_id=held.programme_id,
        contribution=held,
        outcome=outcome,
        why=why,
        what_changed=what_changed,
        by=by.person,
        at=now,
        told_at=None if held.contact and not held.person_id else now,
    )
    _move(held, to=Standing.ANSWERED)
    _record(ANSWERED, by, held, now)
    _give(held, given, now)
    return given


@transaction.atomic
def tell_by_hand(*, by: Hand, contribution: Contribution, now: datetime) -> None:
    """Somebody without an account has been given the answer, face to face, by phone or on paper."""
    held = _hold(contribution)
    insist(rules.may_answer(by.person, held))
    waiting = Answer.objects.within(held.programme_id).filter(contribution=held, told_at=None)
    if waiting.update(told_at=now, told_by=by.person):
        _record(TOLD, by, held, now)


@transaction.atomic
def choose_name(*, by: Hand, contribution: Contribution, name: str, now: datetime) -> None:
    """The person says which name stands beside their words; nothing means no name."""
    held = _hold(contribution)
    insist(rules.may_choose_the_name(by.person, held))
    held.name_as_wished = name
    held.save(update_fields=["name_as_wished"])
    _record(RENAMED, by, held, now)


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
    insist(rules.may_set_down(by.person, held, why))
    held.set_down_by, held.set_down_why = by.person, why.strip()
    held.save(update_fields=["set_down_by", "set_down_why"])
    _move(held, to=Standing.SET_DOWN)
    _record(SET_DOWN, by, held, now)
    words = {"who": by.person.named, "what": called(held), "why": held.set_down_why}
    _tell(held, YOURS_WAS_CLOSED, words, now)


def _give(held: Contribution, given: Answer, now: datetime) -> None:
    """Tell the person as they chose; for somebody without an account, ask who answered to do it."""
    words = {
        "what": called(held),
        "outcome": str(given.get_outcome_display()),
        "why": given.why,
        "changed": given.what_changed,
    }
    _tell(held, YOUR_ANSWER, words, now)
    if given.told_at is None:
        ask(
            TELL_THEM,
            of=given.by,
            programme=held.programme,
            due_on=localdate(now),
            now=now,
            once=f"tell {given.pk}",
            about=held.ref(),
            words={"what": called(held)},
        )


def _tell(held: Contribution, key: str, words: dict[str, str], now: datetime) -> None:
    if held.person:
        about = held.ref()
        tell(held.person, key, programme=held.programme, now=now, about=about, words=words)


@transaction.atomic
def take_back(programme_id: UUID, contribution_id: UUID, by: Hand, now: datetime) -> None:
    """Undo what somebody else wrote down as this person's words, while it is not answered."""
    held = _hold(Contribution.objects.within(programme_id).get(pk=contribution_id))
    insist(rules.may_take_back(by.person, held))
    _move(held, to=Standing.TAKEN_BACK)
    _record(WITHDRAWN, by, held, now)


def _name(wished: str | None, person: Person | None) -> str:
    if wished is not None:
        return wished
    return person.first_name if person else ""


def hold(contribution: Contribution) -> Contribution:
    """Lock what was said: for rooms that ask, under the lock, whether it may become something."""
    return _hold(contribution)


@transaction.atomic
def take_up(*, by: Hand, contribution: Contribution, project: Project, now: datetime) -> None:
    """What was said belongs to this project from now on: its answer is shown there."""
    held = _hold(contribution)
    insist(rules.may_answer(by.person, held))
    held.project = project
    held.save(update_fields=["project"])
    _record(TAKEN_UP, by, held, now)


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
