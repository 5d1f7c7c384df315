from django.utils.translation import gettext as _

from alongside.foundation.memberships.queries import part_of
from alongside.foundation.memberships.states import Standing as Part
from alongside.foundation.people.models import Person
from alongside.throughout.feedback.models import Contribution
from alongside.toolbox.verdicts import YES, Verdict

from .models import Resource
from .states import Found, Standing


def may_suggest(title: str, *, taken: bool) -> Verdict:
    if not title.strip():
        return Verdict(_("Say what it is called."))
    if taken:
        return Verdict(_("This is in the library already, or somebody has suggested it."))
    return YES


def may_decide(person: Person, resource: Resource) -> Verdict:
    """Any member may look at a suggestion, but nobody at their own."""
    part = part_of(person, resource.programme)
    if part is None or part.standing == Part.LEFT:
        return Verdict(_("Members of the programme decide this together."))
    if resource.suggested_by_id == person.pk:
        return Verdict(_("You suggested this. Ask somebody else to look at it."))
    if resource.standing not in {Standing.SUGGESTED, Standing.DECLINED}:
        return Verdict(_("Somebody has decided this already."))
    return YES


def may_decline(person: Person, resource: Resource, why: str) -> Verdict:
    if resource.standing == Standing.DECLINED:
        return Verdict(_("Somebody has decided this already."))
    if not why.strip():
        return Verdict(_("Say why. Whoever suggested it gets your reason."))
    return may_decide(person, resource)


def may_say_what_they_found(resource: Resource, found: Found, address: str) -> Verdict:
    if resource.standing in {Standing.SUGGESTED, Standing.DECLINED}:
        return Verdict(_("This is not in the library."))
    if found == Found.NEW_PLACE and not address:
        return Verdict(_("Write the new address."))
    return YES


def may_answer_a_suggestion(person: Person, contribution: Contribution) -> bool:
    """Suggestions for the library are answered by members, not only by those who run things."""
    if contribution.about_kind != "library.resource" or contribution.person_id == person.pk:
        return False
    part = part_of(person, contribution.programme)
    return part is not None and part.standing != Part.LEFT
