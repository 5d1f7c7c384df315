"""Bringing people into a programme, one by one or many at once."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from alongside.foundation.notices.actions import tell
from alongside.foundation.people.models import Hand, House, Person
from alongside.foundation.programmes.models import Partnership, Programme
from alongside.foundation.trail.actions import record
from alongside.toolbox.verdicts import insist

from .. import rules
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
