"""Afterwards: catching up, and telling everyone what came of it."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from alongside.foundation.notices.actions import tell
from alongside.foundation.people.models import Hand
from alongside.foundation.tasks.actions import set_aside as keep_aside
from alongside.foundation.tasks.actions import settle
from alongside.throughout.payments.actions import claim_expense
from alongside.throughout.payments.models import Payment
from alongside.throughout.payments.states import Kind
from alongside.toolbox.sentences import sentence
from alongside.toolbox.verdicts import insist

from .. import checks, queries, rules
from ..models import CatchingUp, Gathering
from ..states import Standing
from .common import hold, move, write_down
from .day import once_for

CAUGHT_UP = sentence("gatherings.caught_up", _("%(who)s marked a catch-up as done."))
FOLLOWED_UP = sentence(
    "gatherings.followed_up", _("%(who)s told everyone what came of “%(what)s”.")
)
WHAT_CAME = sentence(
    "gatherings.what_came", _("What came of “%(what)s”."), _("%(came)s\n\nThank you for your part.")
)


@transaction.atomic
def mark_caught_up(*, by: Hand, catching_up: CatchingUp, now: datetime) -> None:
    """Each of the two says it for themselves; it is done when both have."""
    rows = CatchingUp.objects.within(catching_up.programme_id).select_for_update(of=("self",))
    held = rows.select_related("person", "helper", "programme", "invitation__gathering").get(
        pk=catching_up.pk
    )
    insist(rules.may_say_caught_up(by.person, held))
    if by.person.pk == held.person_id:
        held.person_done_at = held.person_done_at or now
    if by.person.pk == held.helper_id:
        held.helper_done_at = held.helper_done_at or now
    held.save(update_fields=["person_done_at", "helper_done_at"])
    settle(
        by=by,
        programme=held.programme,
        once=once_for(held, by.person),
        outcome=say("Caught up"),
        now=now,
    )
    invitation = held.invitation
    write_down(
        CAUGHT_UP,
        by=by,
        gathering=invitation.gathering,
        now=now,
        concerns=[invitation],
        about=held.ref(),
    )


@transaction.atomic
def follow_up(*, by: Hand, gathering: Gathering, what_came_of_it: str, now: datetime) -> None:
    """Tell everyone who took part what came of it. Only then is it followed up."""
    held = hold(gathering)
    insist(rules.may_follow_up(by.person, held))
    held.what_came_of_it = what_came_of_it
    held.followed_up_at, held.followed_up_by = now, by.person
    held.save(update_fields=["what_came_of_it", "followed_up_at", "followed_up_by"])
    told = list(queries.invited(held))
    for invitation in told:
        tell(
            invitation.person,
            WHAT_CAME,
            programme=held.programme,
            now=now,
            about=held.ref(),
            words={"what": held.title, "came": what_came_of_it},
        )
        invitation.told_at = now
        invitation.save(update_fields=["told_at"])
    move(held, to=Standing.FOLLOWED_UP)
    settle(
        by=by,
        programme=held.programme,
        once=f"follow up {held.pk}",
        outcome=say("Everyone was told"),
        now=now,
    )
    write_down(FOLLOWED_UP, by=by, gathering=held, now=now, concerns=told)


def claim(
    *, by: Hand, gathering: Gathering, kind: Kind, pence: int, now: datetime, note: str = ""
) -> Payment:
    """Ask for back what coming cost."""
    return claim_expense(
        by=by,
        programme=gathering.programme,
        kind=kind,
        pence=pence,
        now=now,
        for_what=gathering.ref(),
        note=note,
    )


def set_aside(
    *, by: Hand, gathering: Gathering, check_key: str, reason: str, now: datetime
) -> None:
    """Keep why a piece of advice does not fit here. A stop cannot be set aside."""
    insist(rules.may_change(by.person, gathering))
    advice = checks.findings(checks.plan_of(gathering, today=localdate(now)))
    keep_aside(by=by, plan=gathering, advice=advice, check_key=check_key, reason=reason, now=now)
