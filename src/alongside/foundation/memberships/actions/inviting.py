"""Asking in somebody who has an account: it is theirs, so their part begins with their yes."""

from datetime import datetime

from django.db import transaction

from alongside.foundation.notices.actions import tell
from alongside.foundation.people.models import Hand, House, Person
from alongside.foundation.people.states import Channel
from alongside.foundation.programmes.models import Partnership, Programme
from alongside.foundation.trail.actions import record
from alongside.toolbox.moves import check_move
from alongside.toolbox.verdicts import insist

from .. import queries, rules
from ..models import Cohort, Invitation
from ..states import REPLY_MOVES, Reply, Standing
from .joining import join
from .said import ASKED_IN, REPLIED, YOU_ARE_ASKED


@transaction.atomic
def ask_in(
    *,
    by: Hand,
    programme: Programme,
    person: Person,
    now: datetime,
    cohort: Cohort | None = None,
    partnership: Partnership | None = None,
    paid_professional: bool = False,
) -> Invitation | None:
    """Ask somebody in. Asking again changes nothing, nor does asking who is in it already."""
    partnership = partnership or (cohort.partnership if cohort else None)
    insist(rules.may_bring(by.person, programme, partnership))
    part = queries.membership(person, programme)
    if part and part.standing != Standing.LEFT and (cohort is None or part.cohort_id):
        return None
    found, is_new = Invitation.objects.within(programme).get_or_create(
        programme=programme,
        person=person,
        reply=Reply.WAITING,
        defaults={
            "asked_by": by.person,
            "cohort": cohort,
            "partnership": partnership,
            "paid_professional": paid_professional,
            "asked_at": now,
        },
    )
    if is_new:
        _record(ASKED_IN, by, found, now)
        _tell(found, now)
    return found


@transaction.atomic
def reply(*, by: Hand, invitation: Invitation, says: Reply, now: datetime) -> None:
    """Say yes and take part, or say no. Nobody asks why."""
    rows = Invitation.objects.within(invitation.programme_id).select_for_update(of=("self",))
    held = rows.select_related("programme", "person", "cohort", "partnership").get(pk=invitation.pk)
    if held.person_id == by.person.pk and held.reply == says:
        return
    insist(rules.may_reply(by.person, held))
    check_move(REPLY_MOVES, Reply(held.reply), says)
    held.reply, held.replied_at = says, now
    held.save(update_fields=["reply", "replied_at"])
    _record(REPLIED, by, held, now)
    if says == Reply.YES:
        join(
            by=House(),
            programme=held.programme,
            person=held.person,
            cohort=held.cohort,
            partnership=held.partnership,
            paid_professional=held.paid_professional,
            now=now,
        )


def _tell(invitation: Invitation, now: datetime) -> None:
    """By email only: a letter or a call would show people here where they live."""
    person, programme = invitation.person, invitation.programme
    if person.channel == Channel.EMAIL:
        words = {"programme": programme.name}
        about = invitation.ref()
        tell(person, YOU_ARE_ASKED, programme=programme, now=now, about=about, words=words)


def _record(key: str, by: Hand, invitation: Invitation, now: datetime) -> None:
    record(
        key,
        by=by,
        about=invitation.ref(),
        programme_id=invitation.programme_id,
        now=now,
        concerns=[invitation.person_id],
    )
