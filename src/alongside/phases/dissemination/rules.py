from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from functools import cached_property
from uuid import UUID

from django.db.models import Case, F, Value, When
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from alongside.foundation.people.models import Person
from alongside.foundation.programmes.models import Programme
from alongside.foundation.programmes.queries import policy
from alongside.foundation.projects import queries as projects
from alongside.foundation.projects import rules as project_rules
from alongside.foundation.projects.models import Project, ProjectMember
from alongside.foundation.projects.phases import Phase
from alongside.foundation.projects.rules import Counting, counting
from alongside.throughout.feedback import rules as feedback
from alongside.toolbox.sayings import say_date
from alongside.toolbox.verdicts import YES, Verdict

from . import queries
from .checks import Release
from .models import Copy, Credit, Output
from .queries import Around
from .states import NAMED, Kind, Naming, Standing

NAMES = 3  # as many names as a sentence holds


class Stand:
    """How somebody stands to a project, each thing asked of the records once and only if needed."""

    def __init__(self, person: Person, project: Project) -> None:
        self.person, self.project = person, project

    @cached_property
    def people(self) -> list[ProjectMember]:
        return list(projects.members(self.project))

    @cached_property
    def is_inside(self) -> bool:
        return any(member.person_id == self.person.pk for member in self.people)

    @cached_property
    def sees(self) -> Verdict:
        if self.is_inside or self.runs:
            return YES
        return project_rules.may_see(self.person, self.project, people=self.people)

    @cached_property
    def runs(self) -> Verdict:
        return project_rules.may_run(self.person, self.project, people=self.people)

    @property
    def plans(self) -> Verdict:
        """Any member makes things, thanks people, looks back and writes down what was agreed."""
        return YES if self.is_inside else self.runs


def stand(person: Person, project: Project) -> Stand:
    return Stand(person, project)


def may_see(person: Person, output: Output, at: Stand | None = None) -> Verdict:
    """What is out is for everybody; before that, for the project and those it is shared with."""
    seen = YES if output.is_out else (at or stand(person, output.project)).sees
    if seen or queries.copy_of(output, person) or _is_thanked(person, output):
        return YES
    return seen


def may_plan(person: Person, project: Project) -> Verdict:
    return stand(person, project).plans


def may_change(person: Person, output: Output, at: Stand | None = None) -> Verdict:
    if output.standing == Standing.PUBLISHED:
        return Verdict(_("This is out. Take it back first, and say why."))
    if output.standing == Standing.TAKEN_BACK:
        return Verdict(_("This was taken back."))
    return (at or stand(person, output.project)).plans


def may_begin_again(person: Person, output: Output, at: Stand | None = None) -> Verdict:
    if output.standing != Standing.TAKEN_BACK:
        return Verdict(_("This was not taken back."))
    return (at or stand(person, output.project)).plans


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


def may_publish(person: Person, output: Output, at: Stand | None = None) -> Verdict:
    if output.standing == Standing.PUBLISHED:
        return Verdict(_("This is out already."))
    if output.standing != Standing.SHARED:
        return Verdict(_("Share it with the people who made it first."))
    return (at or stand(person, output.project)).runs


def may_take_back(person: Person, output: Output, why: str, at: Stand | None = None) -> Verdict:
    if not why.strip():
        return Verdict(_("Say why it is taken back."))
    if output.standing == Standing.TAKEN_BACK:
        return Verdict(_("This was taken back."))
    return (at or stand(person, output.project)).runs


def release_of(output: Output, *, now: datetime, around: Around | None = None) -> Release:
    """Everything the checks ask about."""
    there = around or queries.around(output)
    comments = feedback.may_finalise(output.programme, output.ref())
    return Release(
        summary=bool(output.summary.strip()),
        report_only=output.is_report
        and not output.picture
        and all(other.is_report for other in there.forms),
        free_copy=bool(output.body.strip() or output.free_copy or output.other_copy.strip()),
        owned=bool(there.owned),
        audience=output.audience_id is not None,
        unanswered=comments.reason,
        words=_says_too_much(output),
        not_yet=_not_yet(output, there, now),
        unnamed=sum(row.naming == "" for row in there.thanked),
        talk=output.kind == Kind.TALK,
        spoken_by_residents=any(row.presents and row.lives_here for row in there.thanked),
        costs=bool(output.costs.strip()),
    )


def days_first(programme: Programme) -> int:
    return policy(programme, "contributors_first_days")


def waits_for(copies: Iterable[Copy], *, days: int, now: datetime) -> list[Copy]:
    """Copies not seen yet, whose days are not over."""
    return [row for row in copies if not row.seen_at and row.given_at + timedelta(days=days) > now]


def in_the_hands_of_residents(
    programme: Programme | UUID, project_ids: Collection[UUID]
) -> list[Counting]:
    """For the claim of a project: whose names stand on what is out."""
    named = When(naming__in=NAMED, then=F("name_as_wished"))
    return [
        counting(
            "dissemination.credit",
            _lazy("Thanked on what is out"),
            queries.thanked(programme, project_ids),
            project=F("output__project_id"),
            phase=Value(Phase.DISSEMINATION),
            theirs=F("lives_here"),
            who=Case(named, default=Value("")),
            at=F("output__published_at"),
        )
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


def _says_too_much(output: Output) -> str:
    words = f"{output.title} {output.summary} {output.body}"
    if project_rules.claims_too_much(words, ""):
        return ""  # nothing in it says co-produced, so there is no need to look how shared it was
    level = projects.phase(output.project, Phase.DISSEMINATION).level
    return project_rules.claims_too_much(words, level).reason


def _not_yet(output: Output, there: Around, now: datetime) -> str:
    """Who among the contributors has not had it first, in a sentence."""
    has = {row.person_id for row in there.copies}
    without = [person.first_name for person in there.contributors if person.pk not in has]
    if without:
        names = ", ".join(without[:NAMES])
        return _("Share it first with those who had a part: %(names)s.") % {"names": names}
    if all(row.seen_at for row in there.copies):
        return ""
    days = output.days_first
    waiting = waits_for(there.copies, days=days, now=now)
    if not waiting:
        return ""
    until = max(row.given_at for row in waiting) + timedelta(days=days)
    names = ", ".join(row.person.first_name for row in waiting[:NAMES])
    return _("%(names)s can look until %(day)s. It can go out sooner when all have seen it.") % {
        "names": names,
        "day": say_date(localdate(until)),
    }
