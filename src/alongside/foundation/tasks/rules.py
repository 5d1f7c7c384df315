from django.utils.translation import gettext as _

from alongside.foundation.people.models import Person
from alongside.toolbox.verdicts import YES, Verdict

from .models import Task


def may_finish(person: Person, task: Task) -> Verdict:
    if task.asked_of_id == person.pk:
        return YES
    return Verdict(_("This was asked of somebody else."))
