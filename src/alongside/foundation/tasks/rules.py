from django.utils.translation import gettext as _

from alongside.foundation.people.models import Person
from alongside.foundation.programmes.models import Programme
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
