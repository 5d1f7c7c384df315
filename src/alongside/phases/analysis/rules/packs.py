"""Who may put passages together, mark them, and settle what they mean."""

from datetime import date

from django.utils.translation import gettext as _

from alongside.foundation.people.models import Person
from alongside.foundation.projects import rules as projects
from alongside.foundation.projects.models import Project
from alongside.foundation.projects.rules.who import People
from alongside.foundation.projects.states import Stage
from alongside.toolbox.verdicts import YES, Verdict

from .. import queries
from ..models import Coding, Pack, Part
from ..states import PackStanding, Round, Settled


def may_work(person: Person, project: Project, *, people: People = None) -> Verdict:
    """Residents and researchers have the same verbs: whoever is in the project, or runs it."""
    if project.stage == Stage.CLOSED:
        return Verdict(_("This project has finished."))
    member = projects.may_take_part(person, project, people=people)
    return member or (YES if projects.may_run(person, project, people=people) else member)


def may_make_a_pack(texts: int) -> Verdict:
    if texts == 0:
        return Verdict(_("Bring something to learn from first. Then you can read it together."))
    return YES


def may_change(pack: Pack) -> Verdict:
    if pack.standing != PackStanding.DRAFT:
        return Verdict(_("People are reading this already. Make a new one."))
    return YES


def may_mark(person: Person, part: Part, first: int, last: int) -> Verdict:
    """Readers mark alone, while the pack is open for that, inside what is in it."""
    if part.pack.standing != PackStanding.APART:
        return Verdict(_("Marking alone is over. Talk about it together now."))
    reader = queries.readers_of(part.pack).filter(person=person).first()
    if reader is None:
        return Verdict(_("You are not among the readers of this one."))
    if reader.finished_at is not None:
        return Verdict(_("You said you are done. Say you are not, and go on."))
    if not part.first <= first <= last <= part.last:
        words = {"first": part.first, "last": part.last}
        return Verdict(_("Choose sentences from %(first)s to %(last)s.") % words)
    return YES


def may_take_back(person: Person, mark: Coding) -> Verdict:
    if mark.person_id != person.pk or mark.round != Round.APART:
        return Verdict(_("You can take back only what you marked yourself."))
    if mark.pack.standing != PackStanding.APART:
        return Verdict(_("Marking alone is over. Talk about it together now."))
    return YES


def may_finish(person: Person, pack: Pack) -> Verdict:
    if pack.standing != PackStanding.APART:
        return Verdict(_("Marking alone is over. Talk about it together now."))
    if not queries.readers_of(pack).filter(person=person).exists():
        return Verdict(_("You are not among the readers of this one."))
    return YES


def may_look_together(pack: Pack, *, today: date) -> Verdict:
    """Only when everyone is done, or the day has passed: what was seen cannot be unseen."""
    waiting = [
        reader.person.first_name
        for reader in queries.readers_of(pack)
        if reader.finished_at is None
    ]
    if waiting and today <= pack.until_on:
        return Verdict(
            _("Wait until everyone is done. We wait for: %(names)s.")
            % {"names": ", ".join(waiting)}
        )
    return YES


def may_settle(pack: Pack, *, how: str, why: str, codes: int) -> Verdict:
    if pack.standing != PackStanding.TOGETHER:
        return Verdict(_("This is not open for talking together just now."))
    if not why.strip():
        return Verdict(_("Say why, so that we can follow it later."))
    if how == Settled.AGREE and codes != 1:
        return Verdict(_("Choose the one name that fits."))
    if how == Settled.NEW_CODE and codes != 1:
        return Verdict(_("Write down the new name."))
    return YES
