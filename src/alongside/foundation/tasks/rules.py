from collections.abc import Iterable

from django.utils.translation import gettext as _

from alongside.foundation.people.models import Person
from alongside.foundation.programmes.models import Programme
from alongside.toolbox.checks import Advice
from alongside.toolbox.registry import Question
from alongside.toolbox.verdicts import YES, Verdict

from .models import Task

# Answered by memberships, higher up: tasks know no roles.
leads: Question[[Person, Programme], Verdict] = Question("does this person run things here?")


def may_finish(person: Person, task: Task) -> Verdict:
    """Whoever was asked; and the person it is for, who knows best whether it was done."""
    if person.pk in {task.asked_of_id, task.for_person_id}:
        return YES
    return Verdict(_("This was asked of somebody else."))


def may_take_over(person: Person, task: Task) -> Verdict:
    if task.done_at:
        return Verdict(_("This is done already."))
    return may_lead(person, task.programme)


def may_lead(person: Person, programme: Programme) -> Verdict:
    for verdict in leads.ask(person, programme):
        return verdict
    return Verdict(_("A facilitator can do this. Ask yours."))


def may_set_aside(check_key: str, advice: Iterable[Advice]) -> Verdict:
    """Advice may be set aside with a reason; a stop may not, nor what is not said."""
    found = [one for one in advice if one.key == check_key]
    if not found:
        return Verdict(_("There is nothing to set aside here any more."))
    if found[0].stop:
        return Verdict(_("This one must be put right first."))
    return YES
