from django.utils.translation import gettext as _

from alongside.foundation.memberships import rules as memberships
from alongside.foundation.memberships.models import Membership
from alongside.foundation.memberships.states import Standing
from alongside.foundation.people.models import Hand, House, Person
from alongside.foundation.programmes.models import Programme
from alongside.toolbox.verdicts import YES, Verdict

from .queries import Line


def may_write(by: Hand | House, person: Person, programme: Programme) -> Verdict:
    """People write their own hours; whoever runs things writes what they saw at a gathering."""
    if isinstance(by, House) or by.person.pk == person.pk:
        return YES
    return memberships.may_lead(by.person, programme)


def may_have_hours(part: Membership | None) -> Verdict:
    if part is None or part.standing == Standing.LEFT:
        return Verdict(_("This person is not part of the programme now."))
    return YES


def may_correct(lines: list[Line]) -> Verdict:
    """What somebody agreed is only changed together with them."""
    if any(line.approved for line in lines):
        return Verdict(_("These hours are agreed. Ask us, and we change them together."))
    return YES


def may_agree(person: Person, whose: Person, programme: Programme) -> Verdict:
    if person.pk == whose.pk:
        return Verdict(_("Somebody else must agree your own hours."))
    return memberships.may_lead(person, programme)
