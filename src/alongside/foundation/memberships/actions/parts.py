"""What changes about somebody's part: how much, on what footing, in which role, with whom."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from alongside.foundation.notices.actions import tell
from alongside.foundation.people.models import Hand, House, Person
from alongside.foundation.people.states import Role
from alongside.foundation.programmes.models import Partnership, Programme
from alongside.foundation.trail.actions import record
from alongside.toolbox.verdicts import insist

from .. import rules
from ..models import HeldRole, Membership, Supporter
from ..states import Engagement, Standing
from .kept import hold, move, stand_on, tidy, write
from .said import (
    DESCRIBED,
    ENDED_ROLE,
    FOOTING,
    GAVE_ROLE,
    HOURS,
    NEW_ROLE,
    SUPPORTED,
    UNSUPPORTED,
)


@transaction.atomic
def set_standing(*, by: Hand, membership: Membership, to: Standing, now: datetime) -> None:
    """Do more, do less, rest, leave or come back. No reason is asked, and nothing is lost."""
    held = hold(membership)
    insist(rules.may_change_standing(by.person, held))
    if held.standing != to:
        move(by, held, to=to, now=now)


@transaction.atomic
def set_perspectives(
    *, by: Hand, membership: Membership, perspectives: Sequence[str], now: datetime
) -> None:
    """Keep what somebody brings, in their own words: as many as they like."""
    held = hold(membership)
    insist(rules.may_describe(by.person, held))
    held.perspectives = tidy(perspectives)
    held.save(update_fields=["perspectives"])
    write(DESCRIBED, by, held, now)


@transaction.atomic
def set_hours(*, by: Hand, membership: Membership, weekly_minutes: int, now: datetime) -> None:
    """Change the hours agreed for each week."""
    held = hold(membership)
    insist(rules.may_manage(by.person, held))
    held.weekly_minutes = weekly_minutes
    held.save(update_fields=["weekly_minutes"])
    write(HOURS, by, held, now)


@transaction.atomic
def set_footing(*, by: Hand, membership: Membership, engagement: Engagement, now: datetime) -> None:
    """From today they take part on this footing; what was before stays in their history."""
    held = hold(membership)
    insist(rules.may_manage(by.person, held))
    stand_on(held, engagement, localdate(now))
    write(FOOTING, by, held, now)


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
    held = hold(membership)
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
        write(GAVE_ROLE, by, held, now, words)
        tell(held.person, NEW_ROLE, programme=held.programme, now=now, words=words)
    return found


@transaction.atomic
def end_role(*, by: Hand, held_role: HeldRole, now: datetime) -> None:
    held = hold(held_role.membership)
    insist(rules.may_give_role(by.person, held.programme))
    found = HeldRole.objects.within(held.programme_id).get(pk=held_role.pk)
    if found.until_on is None:
        found.until_on = localdate(now)
        found.save(update_fields=["until_on"])
        write(ENDED_ROLE, by, held, now, {"role": str(found)})


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
