"""Bringing people into a programme, and everything that changes about their part in it."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from alongside.foundation.notices.actions import tell
from alongside.foundation.people.models import Hand, House, Person
from alongside.foundation.people.states import Role
from alongside.foundation.programmes.models import Partnership, Programme
from alongside.foundation.trail.actions import record
from alongside.toolbox.moves import check_move
from alongside.toolbox.sentences import sentence
from alongside.toolbox.verdicts import insist

from . import queries, rules
from .models import Cohort, Footing, HeldRole, Membership, Supporter
from .states import MOVES, AgeBand, Engagement, Standing

JOINED = sentence("memberships.joined", _("%(who)s welcomed %(what)s."))
WELCOME = sentence(
    "memberships.welcome",
    _("Welcome to %(programme)s."),
    _("You are part of %(programme)s now. You can rest or stop at any time, and need no reason."),
)
MOVED = sentence("memberships.moved", _("%(who)s changed how much %(what)s takes part."))
GAVE_ROLE = sentence("memberships.gave_role", _("%(who)s gave %(what)s a role: %(role)s."))
ENDED_ROLE = sentence("memberships.ended_role", _("%(who)s ended a role of %(what)s: %(role)s."))
NEW_ROLE = sentence(
    "memberships.new_role",
    _("You have a new role: %(role)s."),
    _("If this is not right, tell us."),
)
STARTED_COHORT = sentence("memberships.started_cohort", _("%(who)s began a group: %(what)s."))
DESCRIBED = sentence("memberships.described", _("%(who)s said what they bring."))
FOOTING = sentence("memberships.footing", _("%(who)s changed on what footing %(what)s takes part."))
HOURS = sentence("memberships.hours", _("%(who)s changed the weekly hours of %(what)s."))
SUPPORTED = sentence("memberships.supported", _("%(who)s named a supporter."))
UNSUPPORTED = sentence("memberships.unsupported", _("%(who)s no longer has this supporter."))
MAX_PERSPECTIVES = 20


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
            "perspectives": _tidy(perspectives),
            "paid_professional": paid_professional,
            "young": young,
            "joined_on": localdate(now),
        },
    )
    if not is_new:
        return _again(by, part, cohort, now)
    footing = engagement or _usual(cohort, paid_professional=paid_professional)
    _stand_on(part, footing, localdate(now))
    _record(JOINED, by, part, now)
    tell(person, WELCOME, programme=programme, now=now, words={"programme": programme.name})
    return part


def _again(by: Hand | House, part: Membership, cohort: Cohort | None, now: datetime) -> Membership:
    """They are here already, or come back: nothing they had is lost."""
    held = _hold(part)
    if cohort and held.cohort_id is None:
        held.cohort, held.partnership = cohort, cohort.partnership
        held.weekly_minutes = held.weekly_minutes or cohort.weekly_minutes
        held.save(update_fields=["cohort", "partnership", "weekly_minutes"])
    if held.standing == Standing.LEFT:
        _move(by, held, to=Standing.ACTIVE, now=now)
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


@transaction.atomic
def set_standing(*, by: Hand, membership: Membership, to: Standing, now: datetime) -> None:
    """Do more, do less, rest, leave or come back. No reason is asked, and nothing is lost."""
    held = _hold(membership)
    insist(rules.may_change_standing(by.person, held))
    if held.standing != to:
        _move(by, held, to=to, now=now)


@transaction.atomic
def set_perspectives(
    *, by: Hand, membership: Membership, perspectives: Sequence[str], now: datetime
) -> None:
    """Keep what somebody brings, in their own words: as many as they like."""
    held = _hold(membership)
    insist(rules.may_describe(by.person, held))
    held.perspectives = _tidy(perspectives)
    held.save(update_fields=["perspectives"])
    _record(DESCRIBED, by, held, now)


@transaction.atomic
def set_hours(*, by: Hand, membership: Membership, weekly_minutes: int, now: datetime) -> None:
    """Change the hours agreed for each week."""
    held = _hold(membership)
    insist(rules.may_manage(by.person, held))
    held.weekly_minutes = weekly_minutes
    held.save(update_fields=["weekly_minutes"])
    _record(HOURS, by, held, now)


@transaction.atomic
def set_footing(*, by: Hand, membership: Membership, engagement: Engagement, now: datetime) -> None:
    """From today they take part on this footing; what was before stays in their history."""
    held = _hold(membership)
    insist(rules.may_manage(by.person, held))
    _stand_on(held, engagement, localdate(now))
    _record(FOOTING, by, held, now)


@transaction.atomic
def give_role(
    *,
    by: Hand | House,
    membership: Membership,
    role: Role,
    now: datetime,
    partnership: Partnership | None = None,
) -> HeldRole:
    """Give somebody a role in the programme. Giving it again changes nothing."""
    held = _hold(membership)
    if isinstance(by, Hand):
        insist(rules.may_give_role(by.person, held.programme))
    found, is_new = HeldRole.objects.within(held.programme_id).get_or_create(
        programme_id=held.programme_id,
        membership=held,
        role=role,
        until_on=None,
        defaults={"partnership": partnership or held.partnership, "from_on": localdate(now)},
    )
    if is_new:
        words = {"role": str(found)}
        _record(GAVE_ROLE, by, held, now, words)
        tell(held.person, NEW_ROLE, programme=held.programme, now=now, words=words)
    return found


@transaction.atomic
def end_role(*, by: Hand, held_role: HeldRole, now: datetime) -> None:
    held = _hold(held_role.membership)
    insist(rules.may_give_role(by.person, held.programme))
    found = HeldRole.objects.within(held.programme_id).get(pk=held_role.pk)
    if found.until_on is None:
        found.until_on = localdate(now)
        found.save(update_fields=["until_on"])
        _record(ENDED_ROLE, by, held, now, {"role": str(found)})


@transaction.atomic
def name_supporter(
    *, by: Hand, programme: Programme, supporter: Person, now: datetime
) -> Supporter:
    """Let somebody act for me, for as long as I wish."""
    insist(rules.may_support(supporter, by.person, programme))
    found, is_new = Supporter.objects.within(programme).get_or_create(
        programme=programme,
        supports=by.person,
        supporter=supporter,
        ended_at=None,
        defaults={"agreed_at": now},
    )
    if is_new:
        _supported(SUPPORTED, by, found, now)
    return found


@transaction.atomic
def end_supporter(*, by: Hand, programme: Programme, supporter: Person, now: datetime) -> None:
    """From now on they no longer act for me."""
    rows = Supporter.objects.within(programme).select_for_update()
    found = rows.filter(supports=by.person, supporter=supporter, ended_at=None).first()
    if found:
        found.ended_at = now
        found.save(update_fields=["ended_at"])
        _supported(UNSUPPORTED, by, found, now)


def _supported(key: str, by: Hand, found: Supporter, now: datetime) -> None:
    record(
        key,
        by=by,
        about=found.ref(),
        programme_id=found.programme_id,
        now=now,
        concerns=[found.supporter_id],
    )


def _stand_on(part: Membership, engagement: Engagement, today: date) -> None:
    open_ones = queries.footings(part).filter(until_on=None)
    for old in open_ones:
        old.until_on = today
        old.save(update_fields=["until_on"])
    Footing.objects.create(
        programme_id=part.programme_id,
        membership=part,
        engagement=engagement,
        partnership=part.partnership,
        from_on=today,
    )


def _hold(membership: Membership) -> Membership:
    rows = Membership.objects.within(membership.programme_id).select_for_update(of=("self",))
    return rows.select_related("person", "programme", "partnership").get(pk=membership.pk)


def _move(by: Hand | House, held: Membership, *, to: Standing, now: datetime) -> None:
    check_move(MOVES, Standing(held.standing), to)
    held.standing = to
    held.save(update_fields=["standing"])
    _record(MOVED, by, held, now)


def _record(
    key: str,
    by: Hand | House,
    part: Membership,
    now: datetime,
    words: dict[str, str] | None = None,
) -> None:
    record(
        key,
        by=by,
        about=part.ref(),
        programme_id=part.programme_id,
        now=now,
        concerns=[part.person_id],
        words=words,
    )


def _tidy(perspectives: Sequence[str]) -> list[str]:
    """Each once, in the order they were said, whatever the spaces and capitals."""
    found: dict[str, str] = {}
    for said in perspectives:
        words = " ".join(said.split())[:80]
        if words:
            found.setdefault(words.casefold(), words)
    return list(found.values())[:MAX_PERSPECTIVES]
