from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.foundation.memberships import rules as memberships
from alongside.foundation.people.models import Person
from alongside.foundation.programmes.models import Programme
from alongside.foundation.projects.models import Project
from alongside.toolbox.references import Reference
from alongside.toolbox.registry import Question
from alongside.toolbox.verdicts import YES, Verdict

from . import queries
from .models import Contribution
from .states import OWED, Outcome, Standing

may_also_answer: Question[[Person, Contribution], bool] = Question(
    "may somebody answer this who does not run things, because of what it is about?"
)


def may_say(text: str) -> Verdict:
    if not text.strip():
        return Verdict(_("Write something first. A few words will do."))
    return YES


def may_read(person: Person, contribution: Contribution) -> Verdict:
    """What is private is for the person who said it and for those who run things."""
    if not contribution.private or contribution.person_id == person.pk:
        return YES
    if may_answer(person, contribution):
        return YES
    return Verdict(_("This was said to the organisers only."))


def may_answer(person: Person, contribution: Contribution) -> Verdict:
    """Whoever owes the answer, or anybody who runs things in the programme."""
    if contribution.owed_by_id == person.pk:
        return YES
    if not contribution.private and any(may_also_answer.ask(person, contribution)):
        return YES
    return memberships.may_lead(person, contribution.programme)


def may_be_answered(contribution: Contribution) -> Verdict:
    if contribution.standing == Standing.ANSWERED:
        return Verdict(_("This has an answer. The person may say that it did not answer them."))
    return YES


def is_an_answer(outcome: Outcome, why: str, what_changed: str) -> Verdict:
    """An answer says why; and where something was done, what changed."""
    if not why.strip():
        return Verdict(_("Say why. It is the part people look for."))
    if outcome != Outcome.NOT and not what_changed.strip():
        return Verdict(_("Say what changed."))
    return YES


def may_set_down(person: Person, contribution: Contribution, why: str) -> Verdict:
    """Closing without an answer needs a name and a reason that everybody can read."""
    if not why.strip():
        return Verdict(_("Say why this gets no answer. Everybody can read your reason."))
    if contribution.standing not in OWED:
        return Verdict(_("This does not wait for an answer any more."))
    return may_answer(person, contribution)


def may_say_it_did_not_answer(person: Person, contribution: Contribution) -> Verdict:
    if contribution.person_id != person.pk:
        return Verdict(_("Only the person who said this can send it back."))
    if contribution.standing != Standing.ANSWERED:
        return Verdict(_("There is no answer to send back yet."))
    return YES


def may_choose_the_name(person: Person, contribution: Contribution) -> Verdict:
    if contribution.person_id != person.pk:
        return Verdict(_("Only the person who said this can choose the name beside it."))
    return YES


def may_take_back(person: Person, contribution: Contribution) -> Verdict:
    if contribution.person_id != person.pk:
        return Verdict(_("Only the person who said this can take it back."))
    if contribution.standing != Standing.WAITING:
        return Verdict(_("It has been answered, so it stays with its answer."))
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
    untold = queries.to_be_told(project.programme).filter(contribution__in=rows.order_by()).count()
    if waiting or untold:
        few = ngettext(
            "%d person still waits to be told what came of what they said.",
            "%d people still wait to be told what came of what they said.",
            waiting + untold,
        )
        return Verdict(few % (waiting + untold))
    return YES
