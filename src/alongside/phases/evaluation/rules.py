from django.utils.translation import gettext as _

from alongside.foundation.people.models import Person
from alongside.foundation.projects.models import Project
from alongside.phases.dissemination.rules import Stand, stand
from alongside.toolbox.verdicts import YES, Verdict

from . import queries

__all__ = ["Stand", "is_a_review", "is_an_impact", "may_close", "may_look_back", "stand"]


def may_look_back(person: Person, project: Project) -> Verdict:
    """Everybody in the project may say what changed and what we found out."""
    return stand(person, project).plans


def is_a_review(question: str, why: str, project: Project) -> Verdict:
    if not why.strip():
        return Verdict(_("Say why, so that others can learn from it."))
    if question not in {one.question for one in queries.asked(project)}:
        return Verdict(_("This project did not ask that."))
    return YES


def is_an_impact(what: str, evidence: str) -> Verdict:
    if not what.strip():
        return Verdict(_("Say what changed."))
    if not evidence.strip():
        return Verdict(_("Say how we know."))
    return YES


def may_close(project: Project) -> Verdict:
    """A project closes when we have said, of each question, whether we found out."""
    open_ = queries.unreviewed(project)
    if open_:
        return Verdict(
            _("Say first whether we found this out: %(question)s") % {"question": open_[0]}
        )
    return YES
