"""What our records say to an item of a report: each function answers in whole sentences, or not."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Final

from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.foundation.projects import queries as projects
from alongside.foundation.projects import rules as project_rules
from alongside.foundation.projects.models import Freedom, PhasePlan, Project, ProjectMember
from alongside.foundation.projects.phases import Phase
from alongside.foundation.projects.states import HowOpen
from alongside.phases.dissemination import queries as outputs
from alongside.phases.dissemination.models import Output
from alongside.phases.recruitment.gatherings import queries as gatherings
from alongside.phases.recruitment.gatherings.models import Gathering, Invitation
from alongside.phases.recruitment.gatherings.states import AFTER
from alongside.throughout.decisions import queries as decisions
from alongside.throughout.decisions.models import Decision
from alongside.throughout.feedback import queries as feedback
from alongside.throughout.feedback.models import Contribution
from alongside.throughout.feedback.states import Outcome
from alongside.throughout.payments import queries as payments
from alongside.toolbox.money import pounds
from alongside.toolbox.sayings import say_minutes

from ..models import Impact
from ..states import Good
from .reviews import Asked, asked, impacts


class Records:
    """What is read for one report, each thing once and only when it is asked for."""

    def __init__(self, project: Project) -> None:
        self.project = project

    @cached_property
    def kept(self) -> project_rules.Records:
        return project_rules.records_of(self.project.programme_id, [self.project.pk])[
            self.project.pk
        ]

    @property
    def people(self) -> Sequence[ProjectMember]:
        return self.kept.people

    @cached_property
    def phases(self) -> list[PhasePlan]:
        return [plan for plan in self.kept.plans if plan.level]

    @cached_property
    def meetings(self) -> list[Gathering]:
        return list(gatherings.of_project(self.project).filter(standing__in=AFTER))

    @cached_property
    def came(self) -> int:
        """How many different people came."""
        rows = Invitation.objects.within(self.project.programme_id).filter(came=True)
        rows = rows.filter(gathering__in=[meeting.pk for meeting in self.meetings])
        return rows.values("person").distinct().count()

    @cached_property
    def decided(self) -> list[Decision]:
        return list(decisions.decided(self.project).prefetch_related(None))

    @cached_property
    def said(self) -> list[Contribution]:
        rows = feedback.contributions(self.project.programme_id).filter(project=self.project)
        return list(rows.filter(private=False).order_by("said_at", "pk"))

    @cached_property
    def impacts(self) -> list[Impact]:
        return list(impacts(self.project))

    @cached_property
    def reviewed(self) -> list[Asked]:
        return [one for one in asked(self.project) if one.review]

    @property
    def claim(self) -> str:
        return str(self.kept.claim)

    def level(self, plan: PhasePlan) -> str:
        """How shared a phase is, in the word its records have earned."""
        return self.kept.claim.word(plan)

    @cached_property
    def freedoms(self) -> dict[str, list[Freedom]]:
        return projects.freedoms(self.project)

    @cached_property
    def out(self) -> list[Output]:
        return list(outputs.published(self.project.programme).filter(project=self.project))

    def ended(self, *ends: Outcome) -> list[Contribution]:
        return [row for row in self.said if row.latest and row.latest.outcome in ends]


def aim(records: Records) -> Iterable[str]:
    project = records.project
    yield project.common_aim
    yield _("We asked: %(question)s") % {"question": project.question}


def claim(records: Records) -> Iterable[str]:
    if records.phases and records.claim:
        yield records.claim


def levels_why(records: Records) -> Iterable[str]:
    for plan in records.phases:
        yield f"{plan.get_phase_display()}, {records.level(plan)}: {plan.why}"


def people(records: Records) -> Iterable[str]:
    if records.people:
        here = sum(member.lives_here for member in records.people)
        few = ngettext("%d person took part.", "%d people took part.", len(records.people))
        yield few % len(records.people)
        yield _("%(here)d of them took part from their own life, %(job)d as part of a job.") % {
            "here": here,
            "job": len(records.people) - here,
        }


def stages(records: Records) -> Iterable[str]:
    held = {str(meeting.phase) for meeting in records.meetings}
    made = {str(decision.phase) for decision in records.decided}
    for plan in records.phases:
        met = sum(meeting.phase == plan.phase for meeting in records.meetings)
        chose = sum(decision.phase == plan.phase for decision in records.decided)
        line = f"{Phase(plan.phase).label} ({Phase(plan.phase).formal}): {records.level(plan)}."
        if plan.phase in held | made:
            counted = {"met": met, "chose": chose}
            line += " " + _("Meetings: %(met)d. Decisions: %(chose)d.") % counted
        yield line


def meetings(records: Records) -> Iterable[str]:
    if records.meetings:
        few = ngettext("We met %(n)d time.", "We met %(n)d times.", len(records.meetings))
        yield few % {"n": len(records.meetings)}
        few = ngettext("%d person came.", "%d different people came.", records.came)
        yield few % records.came


def decided(records: Records) -> Iterable[str]:
    if records.decided:
        few = ngettext("%d decision was made.", "%d decisions were made.", len(records.decided))
        yield few % len(records.decided)
        for row in records.decided:
            yield f"{row.question} {row.get_outcome_display()}."


def comments(records: Records) -> Iterable[str]:
    if records.said:
        few = ngettext(
            "People offered %d idea, comment or worry.",
            "People offered %d ideas, comments and worries.",
            len(records.said),
        )
        yield few % len(records.said)


def answers(records: Records) -> Iterable[str]:
    if records.said:
        counted = {
            "done": len(records.ended(Outcome.DONE)),
            "partly": len(records.ended(Outcome.PARTLY)),
            "not": len(records.ended(Outcome.NOT)),
            "waiting": sum(row.is_owed for row in records.said),
        }
        yield (
            _("Of what was said, we did %(done)d, a part of %(partly)d, and %(not)d not.") % counted
        )
        if counted["waiting"]:
            yield _("Still waiting for an answer: %(waiting)d.") % counted


def changes(records: Records) -> Iterable[str]:
    for row in records.ended(Outcome.DONE, Outcome.PARTLY):
        assert row.latest is not None  # noqa: S101 -- `ended` looked
        yield _("Somebody said: %(said)s What changed: %(changed)s") % {
            "said": row,
            "changed": row.latest.what_changed,
        }


def not_done(records: Records) -> Iterable[str]:
    for row in records.ended(Outcome.NOT):
        assert row.latest is not None  # noqa: S101 -- `ended` looked
        yield _("Not done: %(said)s Why: %(why)s") % {"said": row, "why": row.latest.why}


def told_impacts(records: Records) -> Iterable[str]:
    for row in records.impacts:
        yield (
            f"{row.get_reach_display()}, {row.get_good_display()}: {row.what}"
            f" ({_('how we know')}: {row.evidence})"
        )


def evidence(records: Records) -> Iterable[str]:
    for row in records.impacts:
        yield row.evidence


def surprises(records: Records) -> Iterable[str]:
    for row in records.impacts:
        if not row.expected:
            yield _("Nobody expected this: %(what)s") % {"what": row.what}


def harm(records: Records) -> Iterable[str]:
    for row in records.impacts:
        if row.good != Good.GOOD:
            yield f"{row.get_good_display()}: {row.what}"


def went_out(records: Records) -> Iterable[str]:
    for row in records.out:
        yield f"{row.get_kind_display()}: {row.title}"


def reviews(records: Records) -> Iterable[str]:
    for one in records.reviewed:
        assert one.review is not None  # noqa: S101 -- `reviewed` looked
        yield f"{one.question} {one.review.get_found_display()}. {one.review.why}"


def control(records: Records) -> Iterable[str]:
    for how in (HowOpen.PARTLY, HowOpen.FIXED):
        for row in records.freedoms[how]:
            yield f"{row.what}: {how.label}. {row.fixed_by}: {row.why}"


def counts(records: Records) -> Iterable[str]:
    if records.said or records.decided or records.meetings:
        yield _("Meetings, decisions and answers are counted as they happen.")
        yield from answers(records)


def costs(records: Records) -> Iterable[str]:
    ids = [row.pk for row in records.meetings]
    paid = payments.payments(records.project.programme_id).filter(about_id__in=ids)
    total = paid.order_by().aggregate(total=Sum("pence"))["total"] if ids else None
    if total:
        yield _("People were owed %(money)s for coming to meetings.") % {"money": pounds(total)}
    minutes = sum(row.minutes for row in records.meetings)
    if minutes:
        yield _("Meetings took %(time)s in all.") % {"time": say_minutes(minutes)}


def costs_how(records: Records) -> Iterable[str]:
    if records.meetings:
        yield _("What people are owed, and the time of meetings, are written down as they happen.")


def keywords(_records: Records) -> Iterable[str]:
    yield _("co-production; public involvement; participatory research")


FILLS: Final[dict[str, Callable[[Records], Iterable[str]]]] = {
    "aim": aim,
    "answers": answers,
    "changes": changes,
    "claim": claim,
    "comments": comments,
    "control": control,
    "costs": costs,
    "costs_how": costs_how,
    "counts": counts,
    "decisions": decided,
    "evidence": evidence,
    "harm": harm,
    "impacts": told_impacts,
    "keywords": keywords,
    "levels_why": levels_why,
    "meetings": meetings,
    "not_done": not_done,
    "outputs": went_out,
    "people": people,
    "reviews": reviews,
    "stages": stages,
    "surprises": surprises,
}
