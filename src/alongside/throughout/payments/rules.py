from collections.abc import Collection

from django.utils.translation import gettext as _

from alongside.foundation.memberships import queries as memberships
from alongside.foundation.people.models import Person
from alongside.foundation.people.states import STAFF, Role
from alongside.toolbox.verdicts import YES, Verdict

from . import queries
from .models import Payment
from .states import OWED, Standing

APPROVERS = STAFF | {Role.FINANCE}
PAYERS = frozenset({Role.FINANCE, Role.COORDINATOR})


def _holds(person: Person, payment: Payment, roles: frozenset[Role]) -> bool:
    part = memberships.part_of(person, payment.programme)
    return part is not None and bool(part.roles & roles)


def may_go(person: Person) -> Verdict:
    """We pay what we owe before we forget whom we owe it to."""
    for programme in memberships.ever_of(person):
        if queries.owed_to(person, programme):
            return Verdict(
                _("We still owe you money. Ring %(name)s on %(phone)s, so that it is paid first.")
                % {"name": programme.help_name, "phone": programme.help_phone}
            )
    return YES


def may_see(person: Person, payment: Payment, *, roles: Collection[str]) -> Verdict:
    """The person it is for, and people who look after money."""
    if payment.person_id == person.pk or APPROVERS.intersection(roles):
        return YES
    return Verdict(_("This is for somebody else."))


def may_approve(person: Person, payment: Payment) -> Verdict:
    """Staff and finance; nobody says yes to their own."""
    if not _holds(person, payment, APPROVERS):
        return Verdict(_("A facilitator can say yes to this. Ask yours."))
    if payment.person_id == person.pk:
        return Verdict(_("This one is your own. Ask somebody else to say yes."))
    if payment.standing != Standing.CLAIMED:
        return Verdict(_("Somebody has looked at this already."))
    return YES


def may_mark_paid(person: Person, payment: Payment) -> Verdict:
    if not _holds(person, payment, PAYERS):
        return Verdict(_("Whoever looks after the money marks it as paid."))
    if payment.person_id == person.pk:
        return Verdict(_("This one is your own. Ask somebody else to pay it."))
    if payment.standing == Standing.PAID:
        return Verdict(_("This has been paid. Nothing is paid twice."))
    if payment.standing != Standing.APPROVED:
        return Verdict(_("Nobody has said yes to this yet."))
    return YES


def may_take_less(person: Person, payment: Payment, *, pence: int) -> Verdict:
    """The person alone may ask for less, or for nothing, until it is paid."""
    if payment.person_id != person.pk:
        return Verdict(_("Only the person it is for can ask for less."))
    if payment.standing not in OWED:
        return Verdict(_("This is settled already."))
    if not 0 <= pence < payment.pence:
        return Verdict(_("Write less than it is now, or 0 for nothing."))
    return YES


def may_claim(same: Payment | None) -> Verdict:
    """The same thing on the same day is claimed once: a second form is a double tap."""
    if same is not None:
        return Verdict(_("You have asked for this already. It is on its way."))
    return YES
