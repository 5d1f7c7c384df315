"""What every action of this room does in the same way."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils.timezone import localtime

from alongside.foundation.people.models import Hand
from alongside.foundation.trail.actions import record
from alongside.toolbox.moves import check_move
from alongside.toolbox.references import Reference
from alongside.toolbox.sayings import say_date, say_time

from ..models import Gathering, Invitation
from ..states import MOVES, Standing


def hold(gathering: Gathering) -> Gathering:
    """Changes to one gathering come one after the other."""
    rows = Gathering.objects.within(gathering.programme_id).select_for_update(of=("self",))
    return rows.select_related("programme", "project", "planned_by", "opportunity").get(
        pk=gathering.pk
    )


def move(held: Gathering, *, to: Standing) -> None:
    """Every change of standing passes here."""
    check_move(MOVES, Standing(held.standing), to)
    held.standing = to
    held.save(update_fields=["standing"])


def write_down(
    key: str,
    *,
    by: Hand,
    gathering: Gathering,
    now: datetime,
    concerns: Iterable[Invitation] = (),
    about: Reference | None = None,
) -> None:
    record(
        key,
        by=by,
        about=about or gathering.ref(),
        programme_id=gathering.programme_id,
        now=now,
        concerns=[invitation.person_id for invitation in concerns],
    )


def words_of(gathering: Gathering) -> Mapping[str, str]:
    """What a message about a gathering says: what, when, where."""
    starts = localtime(gathering.starts_at)
    return {
        "what": gathering.title,
        "day": say_date(starts.date()),
        "time": say_time(starts),
        "place": gathering.place or gathering.link,
        "ask": gathering.what_we_ask,
        "help_name": gathering.programme.help_name,
        "help_phone": gathering.programme.help_phone,
    }
