"""Places: held while they are counted, given to whoever waited longest, and told."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from alongside.foundation.notices.actions import tell
from alongside.foundation.people.models import Hand, House, Person
from alongside.throughout.hours import actions as hours
from alongside.throughout.hours.states import Kind
from alongside.toolbox.moves import check_move
from alongside.toolbox.sentences import sentence

from .. import queries
from ..models import Answer, Opportunity, say_day
from ..states import MOVES, Standing

DETAILS = _(
    "When: %(when)s.\n\nWhere: %(where)s.\n\nPay: %(pay)s.\n\nExpenses: %(expenses)s\n\n"
    "Changed your mind? Tell us by %(until)s. You do not have to say why."
)
YOU_HAVE_A_PLACE = sentence("opportunities.place", _("You have a place: “%(what)s”."), DETAILS)
A_PLACE_IS_FREE = sentence(
    "opportunities.freed",
    _("A place is free, and it is yours: “%(what)s”."),
    DETAILS,
)
YOU_WAIT = sentence(
    "opportunities.waiting",
    _("You are on the waiting list: “%(what)s”."),
    _("All places are taken just now. If one comes free, whoever waited longest gets it."),
)


def hold(opportunity: Opportunity) -> queries.CountedOpportunity:
    """Make others wait, then count: a count made while locking is already stale."""
    rows = Opportunity.objects.within(opportunity.programme_id)
    rows.select_for_update(of=("self",)).get(pk=opportunity.pk)
    return queries.opportunities(opportunity.programme_id).get(pk=opportunity.pk)


def fill(opportunity: Opportunity, *, now: datetime) -> None:
    """Give every free place to whoever waited longest."""
    while (held := hold(opportunity)).places_left != 0:
        waiting = queries.longest_waiting(held)
        if waiting is None:
            return
        move(waiting, held, to=Standing.HAS_PLACE, by=House(), now=now)
        say(A_PLACE_IS_FREE, waiting, held, now=now)


def move(
    answer: Answer,
    opportunity: Opportunity,
    *,
    to: Standing,
    by: Hand | House,
    now: datetime,
) -> None:
    """Every change of standing passes here, so the hours always follow it."""
    check_move(MOVES, Standing(answer.standing), to)
    had_a_place = answer.standing == Standing.HAS_PLACE
    answer.standing, answer.since = to, now
    answer.save(update_fields=["standing", "since"])
    if to == Standing.HAS_PLACE:
        book(answer, opportunity, by=by, now=now)
    elif had_a_place:
        hours.free(
            by=by,
            person=answer.person,
            programme=opportunity.programme,
            about=opportunity.ref(),
            now=now,
        )


def book(answer: Answer, opportunity: Opportunity, *, by: Hand | House, now: datetime) -> None:
    """Taking part, getting ready and travel: all of it is time."""
    for kind, minutes in (
        (Kind.ACTIVITY, opportunity.minutes),
        (Kind.PREPARATION, opportunity.preparation_minutes),
        (Kind.TRAVEL, opportunity.travel_minutes),
    ):
        hours.book(
            by=by,
            person=answer.person,
            programme=opportunity.programme,
            about=opportunity.ref(),
            minutes=minutes,
            day=opportunity.day,
            kind=kind,
            now=now,
        )


def say(key: str, answer: Answer, opportunity: Opportunity, *, now: datetime) -> None:
    say_to(answer.person, key, opportunity, now=now)


def say_to(person: Person, key: str, opportunity: Opportunity, *, now: datetime) -> None:
    """Tell them, in the words of the language they read."""
    with translation.override(person.language):
        words = {
            "what": opportunity.title,
            "when": opportunity.when_words,
            "where": opportunity.where_words,
            "pay": opportunity.pay_words,
            "expenses": opportunity.expenses,
            "until": say_day(opportunity.closes_at),
        }
    tell(
        person,
        key,
        programme=opportunity.programme,
        now=now,
        about=opportunity.ref(),
        words=words,
    )
