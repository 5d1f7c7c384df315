from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.foundation.memberships import rules as memberships
from alongside.foundation.people.models import Hand, Person
from alongside.foundation.projects.models import Project
from alongside.foundation.tasks import actions as tasks
from alongside.foundation.trail.actions import record
from alongside.toolbox.moves import check_move
from alongside.toolbox.sentences import sentence
from alongside.toolbox.verdicts import insist

from .. import checks, queries, rules
from ..models import Invitation, Opportunity, OthersTime
from ..states import STATES, HowGiven, State
from . import places
from .thanking import thank_all

MADE = sentence("opportunities.made", _("%(who)s began to write “%(what)s”."))
CHANGED = sentence("opportunities.changed", _("%(who)s changed “%(what)s”."))
OPENED = sentence("opportunities.opened", _("%(who)s opened “%(what)s” to people."))
CLOSED = sentence("opportunities.closed", _("%(who)s closed “%(what)s”."))
FINISHED = sentence("opportunities.finished", _("%(who)s said “%(what)s” is done."))
INVITED = sentence("opportunities.invited", _("%(who)s asked somebody to “%(what)s”."))
SET_ASIDE = sentence("opportunities.set_aside", _("%(who)s set advice aside for “%(what)s”."))
IT_CHANGED = sentence(
    "opportunities.it_changed",
    _("Something has changed: “%(what)s”."),
    places.DETAILS,
)
YOU_ARE_ASKED = sentence(
    "opportunities.you_are_asked",
    _("We would like to ask you: “%(what)s”."),
    places.DETAILS,
)


@dataclass(frozen=True, slots=True)
class Details:
    """Everything an opportunity says. A draft may leave gaps; the checks name them."""

    title: str
    purpose: str
    phase: str
    where: str
    minutes: int
    closes_at: datetime
    what_you_do: str = ""
    level: str = ""
    why_level: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    by_on: date | None = None
    place: str = ""
    preparation_minutes: int = 0
    travel_minutes: int = 0
    pay: str = ""
    pay_pence: int = 0
    pay_on: date | None = None
    why_unpaid: str = ""
    expenses: str = ""
    access: str = ""
    who_comes: str = ""
    support: str = ""
    formats: list[str] = field(default_factory=list)
    how_given: str = HowGiven.FIRST_COME
    places: int | None = None
    why_short_notice: str = ""


@dataclass(frozen=True, slots=True)
class TimeOfOthers:
    who: str
    part: str
    minutes: int


@transaction.atomic
def make(
    *,
    by: Hand,
    project: Project,
    details: Details,
    now: datetime,
    others: Iterable[TimeOfOthers] = (),
) -> Opportunity:
    """Begin to write a way to take part. Nobody sees it until it opens."""
    insist(memberships.may_lead(by.person, project.programme))
    opportunity = Opportunity.objects.create(
        programme_id=project.programme_id, project=project, made_by=by.person, **asdict(details)
    )
    _write_others_time(opportunity, others)
    _record(MADE, by, opportunity, now)
    return opportunity


@transaction.atomic
def change(
    *,
    by: Hand,
    opportunity: Opportunity,
    details: Details,
    now: datetime,
    others: Iterable[TimeOfOthers] = (),
) -> Opportunity:
    """Write it anew. Whoever has a place is told what changed, and their hours follow."""
    held = places.hold(opportunity)
    insist(rules.may_run(by.person, held), rules.may_have_places(held, details.places))
    before = _what_matters(held)
    for name, value in asdict(details).items():
        setattr(held, name, value)
    held.save()
    OthersTime.objects.within(held.programme_id).filter(opportunity=held).delete()
    _write_others_time(held, others)
    if held.state != State.DRAFT:
        checks.CHECKS.insist(checks.plan_of(held, now=now))
    _record(CHANGED, by, held, now)
    if _what_matters(held) != before:
        _tell_of_the_change(by, held, now)
    places.fill(held, now=now)
    return held


@transaction.atomic
def open_up(*, by: Hand, opportunity: Opportunity, now: datetime) -> None:
    """Let people see it and answer. Only stops hold it back."""
    held = places.hold(opportunity)
    insist(rules.may_run(by.person, held), rules.may_move(held, to=State.OPEN))
    checks.CHECKS.insist(checks.plan_of(held, now=now))
    held.opened_at = held.opened_at or now
    held.save(update_fields=["opened_at"])
    _move(held, to=State.OPEN)
    _record(OPENED, by, held, now)


@transaction.atomic
def close(*, by: Hand, opportunity: Opportunity, now: datetime) -> None:
    """No more answers; who has a place keeps it."""
    held = places.hold(opportunity)
    insist(rules.may_run(by.person, held), rules.may_move(held, to=State.CLOSED))
    _move(held, to=State.CLOSED)
    _record(CLOSED, by, held, now)


@transaction.atomic
def finish(*, by: Hand, opportunity: Opportunity, came: Collection[UUID], now: datetime) -> None:
    """It has happened. Who came is thanked as promised; the others get their hours back."""
    held = places.hold(opportunity)
    insist(rules.may_run(by.person, held), rules.may_move(held, to=State.DONE))
    _move(held, to=State.DONE)
    thank_all(by=by, held=held, came=came, now=now)
    _record(FINISHED, by, held, now)


@transaction.atomic
def invite(*, by: Hand, opportunity: Opportunity, person: Person, now: datetime) -> Invitation:
    """Ask somebody by name; asking twice changes nothing."""
    held = places.hold(opportunity)
    insist(rules.may_run(by.person, held), rules.may_be_asked(person, held))
    asked, is_new = Invitation.objects.get_or_create(
        {"by": by.person, "at": now}, programme=held.programme, opportunity=held, person=person
    )
    if is_new:
        _record(INVITED, by, held, now, [person])
        places.say_to(person, YOU_ARE_ASKED, held, now=now)
    return asked


@transaction.atomic
def set_aside(
    *, by: Hand, opportunity: Opportunity, check_key: str, reason: str, now: datetime
) -> None:
    """Keep why a piece of advice does not fit here. A stop cannot be set aside."""
    held = places.hold(opportunity)
    advice = checks.CHECKS.of(checks.plan_of(held, now=now))
    insist(rules.may_run(by.person, held))
    tasks.set_aside(by=by, plan=held, advice=advice, check_key=check_key, reason=reason, now=now)
    _record(SET_ASIDE, by, held, now)


def _write_others_time(opportunity: Opportunity, others: Iterable[TimeOfOthers]) -> None:
    for other in others:
        OthersTime.objects.create(
            programme_id=opportunity.programme_id, opportunity=opportunity, **asdict(other)
        )


def _what_matters(opportunity: Opportunity) -> tuple[object, ...]:
    """What somebody who said yes must hear of if it changes."""
    return (
        opportunity.starts_at,
        opportunity.ends_at,
        opportunity.by_on,
        opportunity.where,
        opportunity.place,
        opportunity.all_minutes,
        opportunity.pay,
        opportunity.pay_pence,
    )


def _tell_of_the_change(by: Hand, held: Opportunity, now: datetime) -> None:
    for answer in queries.with_a_place(held):
        places.book(answer, held, by=by, now=now)
        places.say(IT_CHANGED, answer, held, now=now)


def _move(held: Opportunity, *, to: State) -> None:
    check_move(STATES, State(held.state), to)
    held.state = to
    held.save(update_fields=["state"])


def _record(
    key: str, by: Hand, held: Opportunity, now: datetime, concerns: Iterable[Person] = ()
) -> None:
    record(
        key,
        by=by,
        about=held.ref(),
        programme_id=held.programme_id,
        now=now,
        concerns=[person.pk for person in concerns],
    )
