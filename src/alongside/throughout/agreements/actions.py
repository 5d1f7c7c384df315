from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from alongside.foundation.notices.actions import tell
from alongside.foundation.people.models import Hand, Person
from alongside.foundation.projects import rules as projects
from alongside.foundation.projects.models import Project, ProjectMember
from alongside.foundation.trail.actions import record
from alongside.throughout.feedback.actions import contribute
from alongside.throughout.feedback.states import Kind
from alongside.toolbox.moves import check_move
from alongside.toolbox.verdicts import NotAllowed, insist

from . import queries, rules
from .models import Clause, Version, Word
from .states import (
    AGREED,
    MOVES,
    PLEASE_ANSWER,
    PROPOSED,
    PUT,
    REWORDED,
    TAKEN_OUT,
    WANTS_CHANGE,
    WENT_ON,
    ClauseStanding,
    Says,
)


@transaction.atomic
def propose(*, by: Hand, project: Project, text: str, now: datetime) -> Clause:
    """Offer words for the agreement. They stand until somebody rewords them or takes them out."""
    _hold(project)
    insist(projects.may_take_part(by.person, project))
    last = queries.all_clauses(project.programme).filter(project=project).last()
    clause = Clause.objects.create(
        programme_id=project.programme_id,
        project=project,
        number=last.number + 1 if last else 1,
        text=text,
        proposed_by=by.person,
        proposed_at=now,
    )
    _record(PROPOSED, by, clause, now)
    return clause


@transaction.atomic
def reword(*, by: Hand, clause: Clause, text: str, now: datetime) -> Clause:
    """Put other words in the place of a clause; the old ones are kept."""
    _hold(clause.project)
    held = _held(clause)
    insist(projects.may_take_part(by.person, held.project), rules.may_change_clause(held))
    _move(held, to=ClauseStanding.REWORDED)
    new = Clause.objects.create(
        programme_id=held.programme_id,
        project=held.project,
        number=held.number,
        text=text,
        proposed_by=by.person,
        proposed_at=now,
        instead_of=held,
    )
    _record(REWORDED, by, new, now, also=[held.proposed_by])
    return new


@transaction.atomic
def take_out(*, by: Hand, clause: Clause, why: str, now: datetime) -> None:
    """Take words out, and say why."""
    _hold(clause.project)
    held = _held(clause)
    insist(projects.may_take_part(by.person, held.project), rules.may_change_clause(held))
    if not why.strip():
        raise NotAllowed(_("Say why, so that whoever wrote it knows."))
    held.why_not = why
    held.save(update_fields=["why_not"])
    _move(held, to=ClauseStanding.TAKEN_OUT)
    _record(TAKEN_OUT, by, held, now, also=[held.proposed_by])


@transaction.atomic
def put_to_everyone(*, by: Hand, project: Project, review_on: date, now: datetime) -> Version:
    """Ask everyone in the project about the words as they stand now."""
    _hold(project)
    insist(projects.may_take_part(by.person, project))
    current = queries.current(project)
    insist(rules.may_put(current))
    version = Version.objects.create(
        programme_id=project.programme_id,
        project=project,
        number=current.version.number + 1 if current.version else 1,
        clauses=queries.as_asked(current.clauses),
        put_by=by.person,
        put_at=now,
        review_on=review_on,
    )
    _record(PUT, by, version, now, also=current.people)
    for person in current.people:
        ask(person, version, now=now)
    return version


def ask(person: Person, version: Version, *, now: datetime) -> None:
    """Tell one person the words and ask them; also whoever joins later."""
    lines = "\n".join(f"{n}. {clause['text']}" for n, clause in enumerate(version.clauses, 1))
    tell(
        person,
        PLEASE_ANSWER,
        programme=version.project.programme,
        now=now,
        about=version.ref(),
        words={"project": version.project.title, "clauses": lines},
    )


def ask_newcomer(member: ProjectMember, now: datetime) -> None:
    """Somebody joined: they are asked about the words too."""
    current = queries.current(member.project)
    if current.version is not None and current.being_asked:
        ask(member.person, current.version, now=now)


@transaction.atomic
def answer(*, by: Hand, version: Version, says: Says, now: datetime, what: str = "") -> None:
    """Say yes, or what would need to change. Anybody may think again."""
    _hold(version.project)
    current = queries.current(version.project)
    insist(rules.may_answer(by.person, current), rules.may_say(says, what))
    if current.version != version:
        raise NotAllowed(_("The words have changed since. Read the new ones first."))
    what = what if says == Says.CHANGE else ""
    Word.objects.update_or_create(
        {"says": says, "what": what, "at": now},
        programme_id=version.programme_id,
        version=version,
        person=by.person,
    )
    _record(AGREED if says == Says.AGREE else WANTS_CHANGE, by, version, now)
    if says == Says.CHANGE:
        contribute(
            by=by,
            programme=version.project.programme,
            kind=Kind.SUGGESTION,
            text=what,
            now=now,
            project=version.project,
            about=version.ref(),
        )


@transaction.atomic
def go_on(*, by: Hand, version: Version, why: str, now: datetime) -> None:
    """The group goes on though somebody wants a change, and says why. It is not called agreed."""
    _hold(version.project)
    current = queries.current(version.project)
    insist(rules.may_go_on(by.person, current, today=localdate(now)))
    if not why.strip():
        raise NotAllowed(_("Write down why the group goes on."))
    held = queries.versions(version.project).get(pk=version.pk)
    held.went_on_by, held.went_on_why, held.went_on_at = by.person, why, now
    held.save(update_fields=["went_on_by", "went_on_why", "went_on_at"])
    _record(WENT_ON, by, held, now, also=[word.person for word in current.changes])


def _hold(project: Project) -> None:
    """One change of the words, or of what people say to them, at a time."""
    Project.objects.within(project.programme_id).select_for_update().get(pk=project.pk)


def _held(clause: Clause) -> Clause:
    return queries.all_clauses(clause.project.programme).get(pk=clause.pk)


def _move(clause: Clause, *, to: ClauseStanding) -> None:
    check_move(MOVES, ClauseStanding(clause.standing), to)
    clause.standing = to
    clause.save(update_fields=["standing"])


def _record(
    key: str, by: Hand, about: Clause | Version, now: datetime, also: list[Person] | None = None
) -> None:
    record(
        key,
        by=by,
        about=about.ref(),
        programme_id=about.programme_id,
        now=now,
        concerns=[person.pk for person in also or []],
    )
