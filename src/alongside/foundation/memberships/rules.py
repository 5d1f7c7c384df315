from django.utils.translation import gettext as _

from alongside.foundation.people.models import Person
from alongside.foundation.people.states import STAFF
from alongside.foundation.programmes.models import Programme
from alongside.toolbox.verdicts import YES, Verdict

from . import queries
from .states import Standing


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


def may_lead(person: Person, programme: Programme) -> Verdict:
    """Facilitators, coordinators and project leads run things."""
    part = queries.part_of(person, programme)
    if part is not None and part.standing != Standing.LEFT and part.roles & STAFF:
        return YES
    return Verdict(_("A facilitator can do this. Ask yours."))
