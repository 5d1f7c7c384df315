from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.foundation.memberships import rules as memberships
from alongside.foundation.people.models import Person
from alongside.foundation.programmes.models import Programme
from alongside.foundation.projects.models import Project
from alongside.toolbox.references import Reference
from alongside.toolbox.verdicts import YES, Verdict

from . import queries
from .models import Contribution
from .states import OWED, Standing


def may_answer(person: Person, contribution: Contribution) -> Verdict:
    """Whoever owes the answer, or anybody who runs things in the programme."""
    if contribution.owed_by_id == person.pk:
        return YES
    return memberships.may_lead(person, contribution.programme)


def may_say_it_did_not_answer(person: Person, contribution: Contribution) -> Verdict:
    if contribution.person_id != person.pk:
        return Verdict(_("Only the person who said this can send it back."))
    if contribution.standing != Standing.ANSWERED:
        return Verdict(_("There is no answer to send back yet."))
    return YES


def may_finalise(programme: Programme, about: Reference) -> Verdict:
    """Nothing is final while something said about it waits for an answer."""
    waiting = queries.unanswered_about(programme, about.id).count()
    if waiting:
        few = ngettext(
            "%d comment still waits for an answer. Answer it first.",
            "%d comments still wait for an answer. Answer them first.",
            waiting,
        )
        return Verdict(few % waiting)
    return YES


def may_close(project: Project) -> Verdict:
    """A project cannot close while somebody who offered something has not been told."""
    rows = queries.contributions(project.programme_id).filter(project=project)
    waiting = rows.filter(standing__in=OWED).count()
    if waiting:
        few = ngettext(
            "%d person still waits to be told what came of what they said.",
            "%d people still wait to be told what came of what they said.",
            waiting,
        )
        return Verdict(few % waiting)
    return YES
