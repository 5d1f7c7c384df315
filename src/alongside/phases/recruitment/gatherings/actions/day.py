"""On the day: open, mark who is here, keep the notes, mark expenses, close."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from alongside.foundation.notices.actions import tell
from alongside.foundation.people.models import Hand, Person
from alongside.foundation.people.states import Channel
from alongside.foundation.programmes.queries import policy
from alongside.foundation.tasks.actions import ask
from alongside.phases.recruitment.opportunities.actions import let_go, mark, thank
from alongside.toolbox.sentences import sentence
from alongside.toolbox.verdicts import insist

from .. import queries, rules
from ..models import AgendaItem, CatchingUp, Gathering, Invitation
from ..states import CatchUp, Duty, Expenses, Standing
from .common import hold, move, write_down
from .inviting import owner_of

OPENED = sentence("gatherings.opened", _("%(who)s opened “%(what)s”."))
MARKED = sentence("gatherings.marked", _("%(who)s marked who is at “%(what)s”."))
NOTED = sentence("gatherings.noted", _("%(who)s wrote notes of “%(what)s”."))
EXPENSES = sentence("gatherings.expenses", _("%(who)s marked expenses for “%(what)s”."))
CLOSED = sentence("gatherings.closed", _("%(who)s closed “%(what)s”."))
WE_MISSED_YOU = sentence(
    "gatherings.we_missed_you",
    _("You missed “%(what)s”. That is fine. %(name)s helps you catch up."),
    _("How: %(how)s. You need not say why you could not come."),
)
HELP_CATCH_UP = sentence(
    "gatherings.help_catch_up", _("Help %(name)s catch up on “%(what)s”. How: %(how)s.")
)
CATCH_UP = sentence("gatherings.catch_up", _("Catch up on “%(what)s” with %(name)s. How: %(how)s."))
TELL_WHAT_CAME = sentence(
    "gatherings.tell_what_came", _("Tell everyone who came what came of “%(what)s”.")
)

SATURDAY: Final = 5
#: How a person catches up who has not said how: as they like to be told things.
AS_THEY_ARE_TOLD: Final = {
    Channel.PHONE: CatchUp.RING,
    Channel.VISIT: CatchUp.MEET,
    Channel.TEXT: CatchUp.MESSAGE,
    Channel.EMAIL: CatchUp.MESSAGE,
}


@transaction.atomic
def open_(*, by: Hand, gathering: Gathering, now: datetime) -> None:
    held = hold(gathering)
    insist(rules.may_open(by.person, held, now=now))
    move(held, to=Standing.OPEN)
    held.opened_at = now
    held.save(update_fields=["opened_at"])
    write_down(OPENED, by=by, gathering=held, now=now)


@transaction.atomic
def mark_here(*, by: Hand, gathering: Gathering, here: Collection[UUID], now: datetime) -> None:
    """Who is here, all at once: a name ticked by mistake can be taken back."""
    held = hold(gathering)
    insist(rules.may_mark(by.person, held))
    changed = [one for one in queries.invited(held) if one.came != (one.pk in here)]
    for invitation in changed:
        invitation.came = not invitation.came
        if not invitation.came:
            invitation.expenses = ""
        invitation.save(update_fields=["came", "expenses"])
    write_down(MARKED, by=by, gathering=held, now=now, concerns=changed)


@transaction.atomic
def write_notes(
    *, by: Hand, gathering: Gathering, notes: Mapping[AgendaItem, str], now: datetime
) -> None:
    """Keep the minutes, item by item."""
    held = hold(gathering)
    insist(rules.may_take_notes(by.person, held))
    for item, said in notes.items():
        if item.notes != said:
            item.notes = said
            item.save(update_fields=["notes"])
    write_down(NOTED, by=by, gathering=held, now=now)


@transaction.atomic
def mark_expenses(
    *, by: Hand, gathering: Gathering, marks: Mapping[Invitation, Expenses], now: datetime
) -> None:
    """Claimed today, knows how, or nothing to claim: asked of everyone who came."""
    held = hold(gathering)
    insist(rules.may_mark(by.person, held))
    for invitation, said in marks.items():
        invitation.expenses = said
        invitation.save(update_fields=["expenses"])
    write_down(EXPENSES, by=by, gathering=held, now=now, concerns=marks)


@transaction.atomic
def close(*, by: Hand, gathering: Gathering, now: datetime) -> None:
    """Close it: hours are done, thanks are owed, whoever missed it catches up, all will be told."""
    held = hold(gathering)
    insist(rules.may_close(by.person, held))
    move(held, to=Standing.CLOSED)
    held.closed_at = now
    held.follow_up_on = working_days_after(localdate(now), policy(held.programme, "follow_up_days"))
    held.save(update_fields=["closed_at", "follow_up_on"])
    invited = list(queries.invited(held))
    for invitation in invited:
        person, about = invitation.person, held.counts_as
        if held.opportunity:
            mark(opportunity=held.opportunity, person=person, came=invitation.came)
        if invitation.came:
            thank(
                by=by,
                person=person,
                programme=held.programme,
                for_what=about,
                minutes=held.minutes,
                day=localdate(held.starts_at),
                pence=held.pay_pence,
                now=now,
            )
        else:
            let_go(person=person, programme=held.programme, for_what=about, now=now)
            _help_catch_up(held, invitation, now)
    ask(
        TELL_WHAT_CAME,
        of=owner_of(held),
        programme=held.programme,
        due_on=held.follow_up_on,
        now=now,
        once=f"follow up {held.pk}",
        about=held.ref(),
        words={"what": held.title},
    )
    write_down(CLOSED, by=by, gathering=held, now=now, concerns=invited)


def _help_catch_up(gathering: Gathering, invitation: Invitation, now: datetime) -> None:
    """Both are asked, by the way the person likes best; it is done when both say so."""
    helper = _note_taker(gathering)
    how = CatchUp(
        invitation.how_to_catch_up
        or AS_THEY_ARE_TOLD.get(Channel(invitation.person.channel), CatchUp.NOTES)
    )
    due_on = gathering.follow_up_on or localdate(now)
    catching_up, _new = CatchingUp.objects.get_or_create(
        programme_id=gathering.programme_id,
        invitation=invitation,
        defaults={
            "person": invitation.person,
            "helper": helper,
            "how": how,
            "due_on": due_on,
            "asked_at": now,
        },
    )
    pairs = [
        (HELP_CATCH_UP, helper, invitation.person),
        (CATCH_UP, invitation.person, helper),
    ]
    for key, of, other in pairs:
        ask(
            key,
            of=of,
            programme=gathering.programme,
            due_on=due_on,
            now=now,
            once=once_for(catching_up, of),
            about=gathering.ref(),
            words={
                "name": other.named,
                "what": gathering.title,
                "how": str(how.label),
            },
            for_person=other,
        )
    tell(
        invitation.person,
        WE_MISSED_YOU,
        programme=gathering.programme,
        now=now,
        about=gathering.ref(),
        words={"what": gathering.title, "name": helper.named, "how": str(how.label)},
    )


def _note_taker(gathering: Gathering) -> Person:
    helping = {helper.duty: helper.person for helper in queries.helpers(gathering)}
    return helping.get(Duty.NOTES) or owner_of(gathering)


def once_for(catching_up: CatchingUp, person: Person) -> str:
    return f"catch up {catching_up.pk} {person.pk}"


def working_days_after(day: date, count: int) -> date:
    """Monday to Friday; a holiday is not known here."""
    while count > 0:
        day += timedelta(days=1)
        if day.weekday() < SATURDAY:
            count -= 1
    return day
