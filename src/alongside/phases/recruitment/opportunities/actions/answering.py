from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.foundation.people.models import Hand
from alongside.foundation.trail.actions import record
from alongside.toolbox.sentences import sentence
from alongside.toolbox.verdicts import insist

from .. import queries, rules
from ..models import Answer, Opportunity
from ..states import Said, Standing
from . import places

SAID_YES = sentence("opportunities.said_yes", _("%(who)s said yes to “%(what)s”."))
SAID_MAYBE = sentence("opportunities.said_maybe", _("%(who)s said maybe to “%(what)s”."))
SAID_NO = sentence("opportunities.said_no", _("%(who)s said no to something."))


@transaction.atomic
def answer(*, by: Hand, opportunity: Opportunity, answer: str, now: datetime) -> Answer:
    """Yes, maybe or no, for `by.person`. Saying the same again changes nothing.

    A yes gets a place or the end of the waiting list, and its hours are booked. A freed place goes
    to whoever waited longest.
    """
    held = places.hold(opportunity)
    insist(rules.may_answer(by.person, held, answer=answer, now=now))
    said, _made = Answer.objects.get_or_create(
        {"since": now}, programme=held.programme, opportunity=held, person=by.person
    )
    to = _where(answer, said, held)
    if to == said.standing:
        return said
    had_a_place = said.standing == Standing.HAS_PLACE
    places.move(said, held, to=to, by=by, now=now)
    _tell(said, held, now)
    _record(by, said, held, now)
    if had_a_place:
        places.fill(held, now=now)
    return said


def take_back(programme_id: UUID, about_id: UUID, by: Hand, now: datetime) -> None:
    """The person says: that was not my answer."""
    one = queries.opportunities(programme_id).filter(pk=about_id).first()
    if one is not None:
        answer(by=by, opportunity=one, answer=Said.NO, now=now)


def _where(answer: str, said: Answer, held: queries.CountedOpportunity) -> Standing:
    if answer == Said.NO:
        return Standing.NO
    if answer == Said.MAYBE:
        return Standing.MAYBE
    if said.standing in {Standing.HAS_PLACE, Standing.WAITING}:
        return Standing(said.standing)
    # Whoever waits was there first: a place that is free is theirs.
    is_free = held.places_left is None or held.places_left > held.waiting
    return Standing.HAS_PLACE if is_free else Standing.WAITING


def _tell(said: Answer, held: Opportunity, now: datetime) -> None:
    if said.standing == Standing.HAS_PLACE:
        places.say(places.YOU_HAVE_A_PLACE, said, held, now=now)
    elif said.standing == Standing.WAITING:
        places.say(places.YOU_WAIT, said, held, now=now)


def _record(by: Hand, said: Answer, held: Opportunity, now: datetime) -> None:
    """A no is written beside the answer, not beside the opportunity, where others read."""
    key, about = {
        Standing.NO: (SAID_NO, said.ref()),
        Standing.MAYBE: (SAID_MAYBE, held.ref()),
    }.get(Standing(said.standing), (SAID_YES, held.ref()))
    record(key, by=by, about=about, programme_id=held.programme_id, now=now)
