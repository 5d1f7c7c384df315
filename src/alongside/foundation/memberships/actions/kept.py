"""What every change of somebody's part does: hold it, move it, write it in the trail."""

from collections.abc import Sequence
from datetime import date, datetime

from alongside.foundation.people.models import Hand, House
from alongside.foundation.trail.actions import record
from alongside.toolbox.moves import check_move

from .. import queries
from ..models import Footing, Membership
from ..states import MOVES, Engagement, Standing
from .said import MOVED

MAX_PERSPECTIVES = 20


def stand_on(part: Membership, engagement: Engagement, today: date) -> None:
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


def hold(membership: Membership) -> Membership:
    rows = Membership.objects.within(membership.programme_id).select_for_update(of=("self",))
    return rows.select_related("person", "programme", "partnership").get(pk=membership.pk)


def move(by: Hand | House, held: Membership, *, to: Standing, now: datetime) -> None:
    check_move(MOVES, Standing(held.standing), to)
    held.standing = to
    held.save(update_fields=["standing"])
    write(MOVED, by, held, now)


def write(
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


def tidy(perspectives: Sequence[str]) -> list[str]:
    """Each once, in the order they were said, whatever the spaces and capitals."""
    found: dict[str, str] = {}
    for said in perspectives:
        words = " ".join(said.split())[:80]
        if words:
            found.setdefault(words.casefold(), words)
    return list(found.values())[:MAX_PERSPECTIVES]
