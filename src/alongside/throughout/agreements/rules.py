from datetime import date, timedelta

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from alongside.foundation.people.models import Person
from alongside.foundation.programmes.queries import policy
from alongside.foundation.projects import rules as projects
from alongside.toolbox.sayings import say_date
from alongside.toolbox.verdicts import YES, Verdict

from .models import Clause
from .queries import Current
from .states import ClauseStanding, Says


def may_change_clause(clause: Clause) -> Verdict:
    if clause.standing != ClauseStanding.IN:
        return Verdict(_("These words are no longer in the agreement."))
    return YES


def may_put(current: Current) -> Verdict:
    if not current.clauses:
        return Verdict(_("Write something first. The page is empty."))
    if current.being_asked:
        return Verdict(_("Everyone has been asked about these words already."))
    return YES


def may_answer(person: Person, current: Current) -> Verdict:
    if person not in current.people:
        return Verdict(_("This is for people in the project. Ask to join it first."))
    if current.version is None:
        return Verdict(_("The words are still being written."))
    if current.changed_since:
        return Verdict(_("The words have changed since. Read the new ones first."))
    return YES


def may_say(says: str, what: str) -> Verdict:
    if says == Says.CHANGE and not what.strip():
        return Verdict(_("Say what would need to change, so that the others know."))
    return YES


def may_go_on(person: Person, current: Current, *, today: date) -> Verdict:
    """Going on is the group's choice; whoever leads writes it down, with the reason."""
    if current.version is None or current.changed_since:
        return Verdict(_("Ask everyone about the words first."))
    if not current.changes and not current.waits_for:
        return Verdict(_("Everyone agrees. There is nothing to go on without."))
    time_to_answer = timedelta(days=policy(current.project.programme, "answer_days"))
    until = localdate(current.version.put_at) + time_to_answer
    if current.waits_for and today < until:
        names = ", ".join(waiting.first_name for waiting in current.waits_for)
        words = {"names": names, "day": say_date(until)}
        return Verdict(_("Give people time, until %(day)s. We wait for: %(names)s.") % words)
    return projects.may_run(person, current.project, people=current.members)
