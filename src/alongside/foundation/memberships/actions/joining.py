"""Bringing people into a programme, one by one or many at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from alongside.foundation.notices.actions import tell
from alongside.foundation.people.actions import write_down
from alongside.foundation.people.models import Hand, House, Person
from alongside.foundation.people.states import Channel
from alongside.foundation.programmes.models import Partnership, Programme
from alongside.foundation.trail.actions import record
from alongside.toolbox.verdicts import insist

from .. import queries, rules
from ..models import Cohort, Membership
from ..states import AgeBand, Engagement, Standing
from .kept import hold, move, stand_on, tidy, write
from .said import JOINED, STARTED_COHORT, WELCOME


@transaction.atomic
def join(
    *,
    by: Hand | House,
    programme: Programme,
    person: Person,
    now: datetime,
    cohort: Cohort | None = None,
    partnership: Partnership | None = None,
    weekly_minutes: int | None = None,
    perspectives: Sequence[str] = (),
    paid_professional: bool = False,
    young: bool = False,
    engagement: Engagement | None = None,
) -> Membership:
    """Welcome somebody into the programme. Whoever left comes back to what they had."""
    partnership = partnership or (cohort.partnership if cohort else None)
    young = young or (cohort is not None and cohort.age_band == AgeBand.YOUNG)
    if isinstance(by, Hand):
        insist(rules.may_bring(by.person, programme, partnership))
    if cohort:
        insist(rules.may_fit(cohort, young=young))
    part, is_new = Membership.objects.within(programme).get_or_create(
        programme=programme,
        person=person,
        defaults={
            "cohort": cohort,
            "partnership": partnership,
            "weekly_minutes": _minutes(weekly_minutes, cohort),
            "perspectives": tidy(perspectives),
            "paid_professional": paid_professional,
            "young": young,
            "joined_on": localdate(now),
        },
    )
    if not is_new:
        return _again(by, part, cohort, now)
    footing = engagement or _usual(cohort, paid_professional=paid_professional)
    stand_on(part, footing, localdate(now))
    write(JOINED, by, part, now)
    tell(person, WELCOME, programme=programme, now=now, words={"programme": programme.name})
    return part


def _again(by: Hand | House, part: Membership, cohort: Cohort | None, now: datetime) -> Membership:
    """They are here already, or come back: nothing they had is lost."""
    held = hold(part)
    if cohort and held.cohort_id is None:
        held.cohort, held.partnership = cohort, cohort.partnership
        held.weekly_minutes = held.weekly_minutes or cohort.weekly_minutes
        held.save(update_fields=["cohort", "partnership", "weekly_minutes"])
    if held.standing == Standing.LEFT:
        move(by, held, to=Standing.ACTIVE, now=now)
    return held


def _minutes(wished: int | None, cohort: Cohort | None) -> int:
    if wished is not None:
        return wished
    return cohort.weekly_minutes if cohort else 0


def _usual(cohort: Cohort | None, *, paid_professional: bool) -> Engagement:
    if paid_professional:
        return Engagement.EMPLOYED
    return Engagement.SESSIONAL if cohort else Engagement.VOLUNTEER


@transaction.atomic
def start_cohort(
    *,
    by: Hand,
    programme: Programme,
    partnership: Partnership,
    name: str,
    wanted: int,
    weekly_minutes: int,
    starts_on: date,
    ends_on: date,
    now: datetime,
    age_band: AgeBand = AgeBand.ANY,
) -> Cohort:
    """Begin a group recruited together: how many, what age, who hosts it, how many hours."""
    insist(rules.may_bring(by.person, programme, partnership))
    cohort = Cohort.objects.create(
        programme=programme,
        partnership=partnership,
        name=name,
        wanted=wanted,
        weekly_minutes=weekly_minutes,
        starts_on=starts_on,
        ends_on=ends_on,
        age_band=age_band,
    )
    record(STARTED_COHORT, by=by, about=cohort.ref(), programme_id=programme.pk, now=now)
    return cohort


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody to welcome, as they were written down. An email is not needed."""

    first_name: str
    email: str = ""
    phone: str = ""


@transaction.atomic
def bring(
    *,
    by: Hand,
    programme: Programme,
    newcomer: Newcomer,
    now: datetime,
    cohort: Cohort | None = None,
    partnership: Partnership | None = None,
    paid_professional: bool = False,
) -> Membership:
    """Welcome somebody who may be new to the house; an email we know is the same person."""
    partnership = partnership or (cohort.partnership if cohort else None)
    insist(rules.may_bring(by.person, programme, partnership))
    person = queries.person_of(newcomer.email) or _write_down(newcomer, now)
    return join(
        by=by,
        programme=programme,
        person=person,
        cohort=cohort,
        partnership=partnership,
        paid_professional=paid_professional,
        now=now,
    )


def _write_down(newcomer: Newcomer, now: datetime) -> Person:
    """Without email and phone they are told face to face, until they choose."""
    more: dict[str, str] = {"phone": newcomer.phone} if newcomer.phone else {}
    if not newcomer.email:
        more["channel"] = Channel.PHONE if newcomer.phone else Channel.VISIT
    return write_down(first_name=newcomer.first_name, email=newcomer.email, now=now, **more)


@transaction.atomic
def bring_many(
    *, by: Hand, cohort: Cohort, newcomers: Sequence[Newcomer], now: datetime
) -> list[Membership]:
    """Welcome a whole group; whoever is here already is left as they are."""
    found = []
    for newcomer in newcomers:
        if newcomer.email and queries.of_email(newcomer.email, cohort.programme):
            continue
        found.append(
            bring(by=by, programme=cohort.programme, newcomer=newcomer, cohort=cohort, now=now)
        )
    return found
