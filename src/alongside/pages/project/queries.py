"""One project on one page, read from the rooms that know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from alongside.foundation.people.models import Person
from alongside.foundation.programmes.models import ProgrammeRow
from alongside.foundation.projects import queries as projects
from alongside.foundation.projects import rules
from alongside.foundation.projects.models import PhasePlan, Project, ProjectMember, Restriction
from alongside.foundation.projects.phases import Phase
from alongside.foundation.projects.states import HowOpen
from alongside.phases.design.questions import queries as questions
from alongside.phases.design.questions.models import Question
from alongside.phases.dissemination import queries as outputs
from alongside.phases.recruitment.gatherings import queries as gatherings
from alongside.phases.recruitment.opportunities import queries as opportunities
from alongside.throughout.agreements import queries as agreements
from alongside.throughout.agreements.models import Clause
from alongside.throughout.decisions import queries as decisions
from alongside.throughout.decisions.models import Decision
from alongside.throughout.feedback import queries as feedback
from alongside.throughout.feedback.models import Contribution
from alongside.toolbox.money import pounds

FEW = 5


@dataclass(frozen=True, slots=True)
class Step:
    """One of the six on the path."""

    css: str
    sign: str
    title: str
    formal: str
    level: int
    word: str
    says: str
    when: str
    state: str
    url: str


@dataclass(frozen=True, slots=True)
class Counted:
    """One line of claim against evidence."""

    what: str
    words: str
    part: int
    whole: int


@dataclass(frozen=True, slots=True)
class Shared:
    """Is it as shared as we say: the claim, what was counted, and what is not shared and why."""

    claim: rules.Claim
    counted: Sequence[Counted]
    not_shared: Sequence[PhasePlan]

    @property
    def what(self) -> str:
        return _("What")

    @property
    def how_much(self) -> str:
        return _("By people who live here")


@dataclass(frozen=True, slots=True)
class Inside:
    """What members read, all of them the same."""

    people: Sequence[ProjectMember]
    restrictions: Sequence[Restriction]
    kind_words: Sequence[Clause]
    open: Sequence["Row"]
    decided: Sequence["Row"]


@dataclass(frozen=True, slots=True)
class Row:
    """Something of another room, with its day and where to read it."""

    on: date
    title: str
    url: str
    meta: str


def kept_of(project: Project) -> rules.Records:
    """Its phases, its people and what was counted: read once for the page."""
    return rules.records_of(project.programme_id, [project.pk])[project.pk]


def page_of(
    project: Project, kept: rules.Records, *, today: date, inside: bool
) -> tuple[list[Step], Shared]:
    """The path of six phases, and what the project may say of itself."""
    plans, claim = kept.plans, kept.claim
    now = projects.now_in(plans)
    place = [project.programme.slug, project.pk] if inside else []
    steps = [_step(plan, claim, now, today, place) for plan in plans]
    counted = [_counted(row) for row in rules.combined(kept.rows)]
    return steps, Shared(claim, counted, projects.not_shared(plans))


def _step(
    plan: PhasePlan, claim: rules.Claim, now: PhasePlan | None, today: date, place: list[object]
) -> Step:
    phase = Phase(plan.phase)
    return Step(
        css=f"p{phase.number}",
        sign=phase.sign,
        title=str(phase.label),
        formal=phase.formal,
        level=plan.step,
        word=claim.word(plan),
        says=plan.note or plan.why,
        when=when(plan, today=today),
        state="past" if plan.done_on else "now" if plan is now else "",
        url=reverse("projects:phase", args=[*place, phase.value]) if place else "",
    )


#: Where each phase goes on: the page, and what it is called.
ROOMS: Final = {
    Phase.DESIGN: (
        ("questions:of_project", _lazy("Where the question came from")),
        ("agreements:agreement", _lazy("How we treat each other")),
    ),
    Phase.RECRUITMENT: (
        ("projects:people", _lazy("Who is in it, and what they do")),
        ("opportunities:make", _lazy("Make a way to take part")),
    ),
    Phase.COLLECTION: (("collection:register", _lazy("What we keep, and who gets at it")),),
    Phase.ANALYSIS: (("analysis:project", _lazy("Themes, findings and checking back")),),
    Phase.DISSEMINATION: (("dissemination:project", _lazy("What we show, and to whom")),),
    Phase.EVALUATION: (("evaluation:project", _lazy("Looking back, and what changed")),),
}

FOR_STAFF: Final = ("opportunities:make",)


def room_links(project: Project, phase: str) -> list[rules.Link]:
    """The pages of other rooms that belong to a phase of this project."""
    place = [project.programme.slug, project.pk]
    return [
        rules.Link(str(label), reverse(name, args=place), for_staff=name in FOR_STAFF)
        for name, label in ROOMS[Phase(phase)]
    ]


def when(plan: PhasePlan, *, today: date) -> str:
    """When a phase is, as an honest range."""
    if plan.done_on:
        return _("Done on %(day)s") % {"day": _day(plan.done_on, today)}
    if plan.earliest_on and plan.latest_on:
        gaps = {"first": _day(plan.earliest_on, today), "last": _day(plan.latest_on, today)}
        return _("Between %(first)s and %(last)s") % gaps
    if plan.latest_on:
        return _("By %(day)s at the latest") % {"day": _day(plan.latest_on, today)}
    if plan.earliest_on:
        return _("Not before %(day)s") % {"day": _day(plan.earliest_on, today)}
    return _("No dates yet")


def _day(day: date, today: date) -> str:
    return date_format(day, "j F" if day.year == today.year else "j F Y", use_l10n=False)


def _counted(row: rules.Evidence) -> Counted:
    part = pounds(row.by_residents) if row.money else row.by_residents
    whole = pounds(row.all) if row.money else row.all
    words = _("%(part)s of %(whole)s") % {"part": part, "whole": whole}
    return Counted(str(row.label), words, row.by_residents, row.all)


def what_can_change(project: Project) -> list[tuple[str, str]]:
    """Open, partly and fixed; and for what is not open, who fixed it and why."""
    found = projects.freedoms(project)
    return [
        (str(HowOpen(how).label), "; ".join(_freedom(row) for row in rows))
        for how, rows in found.items()
        if rows
    ]


def _freedom(row: object) -> str:
    what, who, why = (str(getattr(row, name)) for name in ("what", "fixed_by", "why"))
    if not who:
        return what
    return _("%(what)s (%(who)s: %(why)s)") % {"what": what, "who": who, "why": why}


def asked(project: Project) -> list[Question]:
    return questions.of_project(project)


def said_and_done(project: Project, *, inside: bool) -> QuerySet[Contribution]:
    """You said, we did. Without an account one sees what was offered without an account."""
    rows = feedback.said_and_done(project)
    return (rows if inside else rows.filter(person=None))[:FEW]


def came_of_it(project: Project) -> list[Row]:
    """What is out for everybody, newest first."""
    rows = outputs.published(project.programme).filter(project=project)[:FEW]
    place = project.programme.slug
    return [
        Row(
            on=localdate(one.published_at),
            title=one.title,
            url=reverse("dissemination:one", args=[place, one.pk]),
            meta=str(one.get_kind_display()),
        )
        for one in rows
    ]


def inside_of(
    project: Project, person: Person, kept: rules.Records, *, now: datetime, today: date
) -> Inside:
    asked, decided = decisions.open_and_decided(project, today=today, most=FEW)
    return Inside(
        people=kept.people,
        restrictions=list(projects.restrictions(project)),
        kind_words=list(agreements.clauses(project)),
        open=_open(project, person, asked, now),
        decided=[
            _row(project, one, localdate(one.decided_at), str(one.chosen or "")) for one in decided
        ],
    )


def _open(project: Project, person: Person, asked: Sequence[Decision], now: datetime) -> list[Row]:
    """What one can take part in, soonest first: opportunities, gatherings, decisions."""
    programme = project.programme
    offers = opportunities.open_for(person, programme, now=now).filter(project=project)
    meetings = gatherings.coming(project, programme=programme, now=now)
    rows = [_row(project, one, one.day, one.purpose) for one in offers[:FEW]]
    rows += [_row(project, one, localdate(one.starts_at), one.place) for one in meetings[:FEW]]
    rows += [_row(project, one, one.closes_on, _("Something we decide")) for one in asked]
    return sorted(rows, key=lambda row: row.on)


def _row(project: Project, one: ProgrammeRow, on: date, meta: str) -> Row:
    return Row(on, str(one), one.ref().address(project.programme.slug), meta)


def how_many(people: Sequence[ProjectMember]) -> str:
    """Who is in it, for those who may not read names."""
    live = sum(member.lives_here for member in people)
    said = ngettext("%(all)d person is in it.", "%(all)d people are in it.", len(people))
    lives = ngettext("%(live)d of them lives here.", "%(live)d of them live here.", live)
    return f"{said % {'all': len(people)}} {lives % {'live': live}}"
