from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.foundation.people.models import Person
from alongside.foundation.programmes.models import Programme
from alongside.foundation.programmes.queries import policy
from alongside.foundation.projects import queries as projects
from alongside.foundation.projects import rules as project_rules
from alongside.foundation.projects.models import Project
from alongside.foundation.projects.phases import Phase
from alongside.foundation.projects.rules import Evidence
from alongside.throughout.feedback import rules as feedback
from alongside.toolbox.sayings import say_date
from alongside.toolbox.verdicts import YES, Verdict

from . import queries
from .checks import Release
from .models import Copy, Credit, Output
from .states import Kind, Naming, Standing

NAMES = 3  # as many names as a sentence holds


def may_see(person: Person, output: Output) -> Verdict:
    """What is out is for everybody; before that, for the project and those it is shared with."""
    if output.is_out or queries.copy_of(output, person) or _is_thanked(person, output):
        return YES
    return project_rules.may_see(person, output.project)


def may_plan(person: Person, project: Project) -> Verdict:
    """Any member of the project may make something, thank people and write down what was agreed."""
    if project_rules.is_member(person, project):
        return YES
    return project_rules.may_run(person, project)


def may_change(person: Person, output: Output) -> Verdict:
    if output.standing == Standing.PUBLISHED:
        return Verdict(_("This is out. Take it back first, and say why."))
    if output.standing == Standing.TAKEN_BACK:
        return Verdict(_("This was taken back."))
    return may_plan(person, output.project)


def may_choose_name(person: Person, credit: Credit) -> Verdict:
    """Each person says how they are named, until it is out."""
    if credit.person_id != person.pk:
        return Verdict(_("Only they can say how they want to be named."))
    if credit.output.standing == Standing.PUBLISHED:
        return Verdict(_("This is out, so the name can no longer change. Ask us to take it back."))
    return YES


def is_a_name(naming: Naming, name: str) -> Verdict:
    if naming == Naming.OTHER and not name.strip():
        return Verdict(_("Write the name you want."))
    return YES


def is_an_audience(decided_by: str, *, decided: bool) -> Verdict:
    if not decided and not decided_by.strip():
        return Verdict(_("Say who decided this, or which decision it was."))
    return YES


def may_say_seen(person: Person, output: Output) -> Verdict:
    if queries.copy_of(output, person) is None:
        return Verdict(_("This was not sent to you."))
    return YES


def may_share(person: Person, output: Output) -> Verdict:
    """Contributors see it first: as soon as there is something to see."""
    if not output.summary.strip():
        return Verdict(_("Write a summary first, so that there is something to see."))
    return may_change(person, output)


def may_publish(person: Person, output: Output) -> Verdict:
    if output.standing == Standing.PUBLISHED:
        return Verdict(_("This is out already."))
    if output.standing != Standing.SHARED:
        return Verdict(_("Share it with the people who made it first."))
    return project_rules.may_run(person, output.project)


def may_take_back(person: Person, output: Output, why: str) -> Verdict:
    if not why.strip():
        return Verdict(_("Say why it is taken back."))
    if output.standing == Standing.TAKEN_BACK:
        return Verdict(_("This was taken back."))
    return project_rules.may_run(person, output.project)


def release_of(output: Output, *, now: datetime) -> Release:
    """Everything the checks ask about."""
    thanked = queries.credits_of(output)
    level = projects.phase(output.project, Phase.DISSEMINATION).level
    words = f"{output.title} {output.summary} {output.body}"
    comments = feedback.may_finalise(output.programme, output.ref())
    return Release(
        summary=bool(output.summary.strip()),
        report_only=_is_report_only(output),
        free_copy=bool(output.body.strip() or output.free_copy or output.other_copy.strip()),
        owned=queries.ownership(output).exists(),
        audience=output.audience_id is not None,
        unanswered=comments.reason,
        words=project_rules.claims_too_much(words, level).reason,
        not_yet=_not_yet(output, now),
        unnamed=sum(row.naming == "" for row in thanked),
        talk=output.kind == Kind.TALK,
        spoken_by_residents=any(row.presents and row.lives_here for row in thanked),
        costs=bool(output.costs.strip()),
    )


def days_first(programme: Programme) -> int:
    return policy(programme, "contributors_first_days")


def waits_for(copies: Iterable[Copy], *, days: int, now: datetime) -> list[Copy]:
    """Copies not seen yet, whose days are not over."""
    return [row for row in copies if not row.seen_at and row.given_at + timedelta(days=days) > now]


def in_the_hands_of_residents(
    programme: Programme | UUID, project_ids: Iterable[UUID]
) -> Iterable[Evidence]:
    """For the claim of a project: whose names stand on what is out."""
    rows = Credit.objects.within(programme).filter(
        output__project__in=list(project_ids), output__standing=Standing.PUBLISHED, gone_at=None
    )
    found: dict[UUID, list[Credit]] = {}
    for row in rows.select_related("output"):
        found.setdefault(row.output.project_id, []).append(row)
    return [
        Evidence(
            project_id=project_id,
            key="dissemination.credit",
            label=_("Thanked on what is out"),
            by_residents=sum(row.lives_here for row in credits_),
            all=len(credits_),
            phase=Phase.DISSEMINATION,
            who=tuple(sorted({row.shown_name for row in credits_ if row.lives_here} - {""})),
            days=tuple(
                sorted(
                    {
                        localdate(row.output.published_at)
                        for row in credits_
                        if row.lives_here and row.output.published_at
                    }
                )
            ),
        )
        for project_id, credits_ in found.items()
    ]


def may_close(project: Project) -> Verdict:
    """A project does not close with something half way out."""
    waiting = queries.of_project(project).filter(standing=Standing.SHARED).count()
    if waiting:
        few = ngettext(
            "%d thing is with the people who made it, and not out yet.",
            "%d things are with the people who made them, and not out yet.",
            waiting,
        )
        return Verdict(few % waiting)
    return YES


def _is_thanked(person: Person, output: Output) -> bool:
    return any(row.person_id == person.pk for row in queries.credits_of(output))


def _is_report_only(output: Output) -> bool:
    if not output.is_report or output.picture:
        return False
    return not any(not other.is_report for other in queries.other_forms(output))


def _not_yet(output: Output, now: datetime) -> str:
    """Who among the contributors has not had it first, in a sentence."""
    given = list(queries.copies(output))
    has = {row.person_id for row in given}
    without = [person.first_name for person in queries.contributors(output) if person.pk not in has]
    if without:
        names = ", ".join(without[:NAMES])
        return _("Share it first with those who had a part: %(names)s.") % {"names": names}
    days = days_first(output.programme)
    waiting = waits_for(given, days=days, now=now)
    if not waiting:
        return ""
    until = max(row.given_at for row in waiting) + timedelta(days=days)
    names = ", ".join(row.person.first_name for row in waiting[:NAMES])
    return _("%(names)s can look until %(day)s. It can go out sooner when all have seen it.") % {
        "names": names,
        "day": say_date(localdate(until)),
    }
