from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.foundation.people.models import Person
from alongside.foundation.people.rules import Link
from alongside.foundation.people.states import STAFF, Role
from alongside.foundation.programmes.models import Partnership, Programme
from alongside.toolbox.verdicts import YES, Verdict

from . import queries
from .models import Cohort, Invitation, Membership
from .states import AgeBand, Reply, Standing


def may_act_for(writer: Person, person: Person, programme: Programme) -> Verdict:
    """A facilitator of the programme, or a supporter the person chose, may write things down.

    Never for somebody who holds a role: acting for a person must not open more doors.
    """
    theirs = queries.part_of(person, programme)
    if theirs is None or theirs.standing == Standing.LEFT or person.pk == writer.pk:
        return Verdict(_("You cannot write things down for this person."))
    if theirs.roles:
        return Verdict(_("This person has a role here, so they write for themselves."))
    mine = queries.part_of(writer, programme)
    is_staff = mine is not None and mine.standing != Standing.LEFT and mine.roles & STAFF
    if is_staff or queries.is_supporter(writer, person, programme):
        return YES
    return Verdict(_("Ask this person to name you as their supporter first."))


def may_go(person: Person) -> Verdict:
    """A programme keeps somebody who coordinates it."""
    for programme in queries.programmes_of(person):
        who = queries.holders(programme, Role.COORDINATOR)
        if who.contains(person) and not who.exclude(pk=person.pk).exists():
            return Verdict(
                _("Nobody else coordinates %(programme)s. Ask somebody to take that on first.")
                % {"programme": programme.name}
            )
    return YES


def may_lead(person: Person, programme: Programme) -> Verdict:
    """Facilitators, coordinators and project leads run things."""
    part = queries.part_of(person, programme)
    if part is not None and part.standing != Standing.LEFT and part.roles & STAFF:
        return YES
    return Verdict(_("A facilitator can do this. Ask yours."))


def may_bring(person: Person, programme: Programme, partnership: Partnership | None) -> Verdict:
    """People who run things bring anyone; a partner's manager brings people of their own group."""
    if may_lead(person, programme):
        return YES
    if partnership and queries.managed_by(person, programme).contains(partnership):
        return YES
    return Verdict(_("You can bring people of your own group only."))


def may_reply(person: Person, invitation: Invitation) -> Verdict:
    """Whoever was asked in answers for themselves, once."""
    if invitation.person_id != person.pk:
        return Verdict(_("Somebody else was asked this."))
    if invitation.reply != Reply.WAITING:
        return Verdict(_("You have answered this. Ask us if you think again."))
    return YES


def may_fit(cohort: Cohort, *, young: bool) -> Verdict:
    """A group of adults has no young people in it, and the other way round."""
    if cohort.age_band == AgeBand.ADULT and young:
        return Verdict(_("%(name)s is a group of adults.") % {"name": cohort.name})
    if cohort.age_band == AgeBand.YOUNG and not young:
        return Verdict(_("%(name)s is a group of young people.") % {"name": cohort.name})
    return YES


def may_manage(person: Person, membership: Membership) -> Verdict:
    """See and look after somebody's part: people who run things, or their own group's manager."""
    if may_lead(person, membership.programme):
        return YES
    partnership = membership.partnership
    if partnership and queries.managed_by(person, membership.programme).contains(partnership):
        return YES
    return Verdict(_("Another group looks after this person's part."))


def may_change_standing(person: Person, membership: Membership) -> Verdict:
    """Anyone may do a little less, rest, leave and come back. Nobody asks why."""
    return YES if membership.person_id == person.pk else may_manage(person, membership)


def may_describe(person: Person, membership: Membership) -> Verdict:
    """What somebody brings is in their own words, and nobody else's."""
    if membership.person_id == person.pk:
        return YES
    return Verdict(_("People say for themselves what they bring."))


def may_give_role(person: Person, programme: Programme) -> Verdict:
    part = queries.part_of(person, programme)
    if part is not None and part.standing != Standing.LEFT and Role.COORDINATOR in part.roles:
        return YES
    return Verdict(_("A coordinator gives roles. Ask yours."))


def may_support(supporter: Person, supports: Person, programme: Programme) -> Verdict:
    """A supporter is another person of the programme, chosen by the person themselves."""
    if supporter.pk == supports.pk:
        return Verdict(_("Choose somebody else. You already act for yourself."))
    part = queries.part_of(supporter, programme)
    if part is None or part.standing == Standing.LEFT:
        return Verdict(_("Your supporter needs to be part of the programme first."))
    return YES


def pages_about(programmes: Iterable[Programme]) -> list[Link]:
    """Where somebody's own part in each programme is."""
    words = _("My part in %(programme)s")
    return [
        Link(words % {"programme": one.name}, reverse("memberships:me", args=[one.slug]))
        for one in programmes
    ]
