from dataclasses import dataclass

from django.utils.translation import gettext as _

from alongside.foundation.people.models import Person
from alongside.foundation.projects import rules as project_rules
from alongside.foundation.projects.models import Project
from alongside.toolbox.verdicts import YES, Verdict

from . import queries


@dataclass(frozen=True, slots=True)
class Stand:
    """How somebody stands to a project: whether they read it, look back on it, run it."""

    sees: Verdict
    looks_back: Verdict
    runs: Verdict


def stand(person: Person, project: Project) -> Stand:
    """Everybody in the project may say what changed and what we found out."""
    runs = project_rules.may_run(person, project)
    if runs or project_rules.is_member(person, project):
        return Stand(YES, YES, runs)
    return Stand(project_rules.may_see(person, project), runs, runs)


def may_look_back(person: Person, project: Project) -> Verdict:
    return stand(person, project).looks_back


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
