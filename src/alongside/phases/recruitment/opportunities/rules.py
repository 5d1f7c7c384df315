from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.foundation.memberships import queries as memberships
from alongside.foundation.memberships import rules as membership_rules
from alongside.foundation.memberships.states import Standing as Membership
from alongside.foundation.people.models import Person
from alongside.toolbox.verdicts import YES, Verdict

from . import queries
from .models import Answer, Opportunity
from .states import STATES, HowGiven, Said, Standing, State


def may_run(person: Person, opportunity: Opportunity) -> Verdict:
    """Whoever made it, or anybody who runs things in the programme."""
    return membership_rules.may_lead(person, opportunity.programme)


def may_answer(person: Person, opportunity: Opportunity, *, answer: str, now: datetime) -> Verdict:
    """Yes and maybe until the day it closes; a no for as long as it has not happened."""
    part = memberships.part_of(person, opportunity.programme)
    if part is None or part.standing == Membership.LEFT:
        return Verdict(_("Join the group first. Ring us, and we help."))
    if answer == Said.NO:
        return may_say_no(opportunity)
    by_name = opportunity.how_given == HowGiven.INVITATION
    asked = by_name and queries.is_asked(person, opportunity)
    return may_say_yes(opportunity, asked=asked, now=now)


def may_say_no(opportunity: Opportunity) -> Verdict:
    if opportunity.state in {State.OPEN, State.CLOSED}:
        return YES
    return Verdict(_("There is nothing to say no to here now."))


def may_say_yes(opportunity: Opportunity, *, asked: bool, now: datetime) -> Verdict:
    """`asked`: by name, which matters only where places go by invitation."""
    if opportunity.state == State.DRAFT:
        return Verdict(_("This is not open yet."))
    if opportunity.state != State.OPEN or opportunity.closes_at <= now:
        return Verdict(_("This has closed. Ring us if you would still like to come."))
    if opportunity.how_given == HowGiven.INVITATION and not asked:
        return Verdict(_("People are asked to this one by name."))
    return YES


def may_see(opportunity: Opportunity, *, runs_things: bool, answered: bool, asked: bool) -> bool:
    """Open and closed ones are public; drafts and invitations are not."""
    if runs_things or answered:
        return True
    if opportunity.state == State.DRAFT:
        return False
    return asked or opportunity.how_given != HowGiven.INVITATION


def may_move(opportunity: Opportunity, *, to: State) -> Verdict:
    if to in STATES[State(opportunity.state)]:
        return YES
    return Verdict(_("This cannot be done just now. Look at it again first."))


def may_be_asked(person: Person, opportunity: Opportunity) -> Verdict:
    """Only people of the programme, and only to what goes by invitation."""
    part = memberships.part_of(person, opportunity.programme)
    if part is None or part.standing == Membership.LEFT:
        return Verdict(_("This person is not part of the programme now."))
    if opportunity.how_given != HowGiven.INVITATION:
        return Verdict(_("This one is open to all: nobody needs to be asked by name."))
    return YES


def may_have_places(opportunity: queries.CountedOpportunity, places: int | None) -> Verdict:
    """Nobody loses a place because we counted again."""
    if places is not None and places < opportunity.taken:
        few = ngettext(
            "%d person has a place. Keep at least that many.",
            "%d people have a place. Keep at least that many.",
            opportunity.taken,
        )
        return Verdict(few % opportunity.taken)
    return YES


def has_place(answer: Answer | None) -> bool:
    return answer is not None and answer.standing == Standing.HAS_PLACE
