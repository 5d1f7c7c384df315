from django.utils.translation import gettext as _

from alongside.foundation.people.models import Person
from alongside.foundation.projects import rules as projects
from alongside.foundation.projects.models import Project
from alongside.throughout.feedback import rules as feedback
from alongside.throughout.feedback.models import Contribution
from alongside.throughout.feedback.states import OWED, Kind
from alongside.toolbox.verdicts import Verdict

from . import queries


def may_turn(person: Person, idea: Contribution) -> Verdict:
    """An idea becomes a project once, by somebody who may answer it."""
    if idea.kind != Kind.IDEA:
        return Verdict(_("Only an idea can become a project."))
    if queries.became(idea):
        return Verdict(_("This idea has become a project already."))
    if idea.standing not in OWED:
        return Verdict(_("This idea has its answer already."))
    return feedback.may_answer(person, idea)


def may_ask(person: Person, project: Project) -> Verdict:
    """Questions are put by whoever takes part in the project, or plans it."""
    return projects.may_answer(person, project)
