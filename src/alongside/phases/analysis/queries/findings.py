"""Themes, findings and who sees them how."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Prefetch, QuerySet, Value
from django.utils.translation import gettext_lazy as _

from alongside.foundation.programmes.models import Programme
from alongside.foundation.projects.models import Project
from alongside.foundation.projects.phases import Phase
from alongside.foundation.projects.rules import Counting, by_a_resident, counting

from ..models import (
    CheckBack,
    Coding,
    Finding,
    FindingTheme,
    Merge,
    Quote,
    Recommendation,
    RecommendationFinding,
    Standpoint,
    Theme,
    ThemePart,
)
from ..states import FindingStanding, Reply, Stance, ThemeStanding
from .packs import settled


@dataclass(frozen=True, slots=True)
class Views:
    """How people see one finding: side by side, no count decides."""

    agree: list[Standpoint]
    otherwise: list[Standpoint]


def themes(programme: Programme | UUID) -> QuerySet[Theme]:
    rows = Theme.objects.within(programme)
    rows = rows.select_related("project__programme", "project__owner", "proposed_by")
    return rows.order_by("proposed_at", "pk")


def themes_of(project: Project) -> QuerySet[Theme]:
    """The themes in use."""
    rows = themes(project.programme_id).filter(project=project)
    return rows.filter(standing=ThemeStanding.IN_USE)


def parts_in(theme: Theme) -> QuerySet[ThemePart]:
    """What a theme gathers now."""
    rows = ThemePart.objects.within(theme.programme_id).filter(theme=theme, taken_out_at=None)
    return rows.select_related("code", "coding__code", "coding__text__source").order_by("at", "pk")


def merges(theme: Theme) -> QuerySet[Merge]:
    """Everything that ever went into a theme, or took it elsewhere."""
    rows = Merge.objects.within(theme.programme_id).select_related("theme", "into", "by")
    return (rows.filter(theme=theme) | rows.filter(into=theme)).order_by("at", "pk")


def merge_of(theme: Theme) -> Merge | None:
    """Where a theme is now, if it went into another."""
    return merges(theme).filter(theme=theme, undone_at=None).first()


def findings(project: Project, *, final: bool | None = None) -> QuerySet[Finding]:
    """What was found; `final` keeps only what may be told outside, or only what may not yet."""
    rows = finding_rows(project.programme_id).filter(project=project)
    if final is None:
        return rows
    if final:
        return rows.filter(standing=FindingStanding.FINAL)
    return rows.exclude(standing=FindingStanding.FINAL)


def statements(programme: Programme | UUID) -> QuerySet[Finding]:
    """Findings by themselves: one query."""
    rows = Finding.objects.within(programme)
    rows = rows.select_related("project__programme", "project__owner", "proposed_by", "final_by")
    return rows.order_by("number", "pk")


def finding_rows(programme: Programme | UUID) -> QuerySet[Finding]:
    """Findings with their themes, live quotes, what the people quoted said, and standpoints."""
    asked = CheckBack.objects.within(programme).select_related("written_by")
    quotes = Quote.objects.within(programme).filter(taken_out_at=None)
    quotes = quotes.select_related("text__source", "said_by").order_by("added_at", "pk")
    quotes = quotes.prefetch_related(Prefetch("asked", asked.order_by("asked_at"), "all_asked"))
    on = FindingTheme.objects.within(programme).select_related("theme").order_by("theme__name")
    points = Standpoint.objects.within(programme).select_related("person").order_by("at", "pk")
    return statements(programme).prefetch_related(
        Prefetch("quotes", quotes, "all_quotes"),
        Prefetch("themes", on, "all_themes"),
        Prefetch("standpoints", points, "all_standpoints"),
    )


def quotes(finding: Finding) -> QuerySet[Quote]:
    rows = Quote.objects.within(finding.programme_id).filter(finding=finding, taken_out_at=None)
    return rows.select_related("text__source", "said_by").order_by("added_at", "pk")


def settled_for(finding: Finding) -> list[Coding]:
    """Passages for a finding to stand on: first those in its themes, then the others."""
    themes_ = [row.theme_id for row in themes_under(finding)]
    parts = ThemePart.objects.within(finding.programme_id).filter(
        theme__in=themes_, taken_out_at=None
    )
    codes = {part.code_id for part in parts if part.code_id}
    own = {part.coding_id for part in parts if part.coding_id}
    rows = list(settled(finding.project))
    return sorted(rows, key=lambda row: not (row.pk in own or row.code_id in codes))


def themes_under(finding: Finding) -> QuerySet[FindingTheme]:
    """The themes a finding stands on."""
    rows = FindingTheme.objects.within(finding.programme_id).filter(finding=finding)
    return rows.select_related("theme").order_by("theme__name", "pk")


def views_of(finding: Finding) -> Views:
    rows = Standpoint.objects.within(finding.programme_id).filter(finding=finding)
    points = list(rows.select_related("person").order_by("at", "pk"))
    return Views(
        [point for point in points if point.stance == Stance.AGREES],
        [point for point in points if point.stance == Stance.OTHERWISE],
    )


def checks_back(programme: Programme | UUID) -> QuerySet[CheckBack]:
    rows = CheckBack.objects.within(programme).select_related(
        "quote__finding__project__programme", "quote__finding__project__owner",
        "quote__text__source", "quote__said_by", "asked_by", "written_by",
    )  # fmt: skip
    return rows.order_by("asked_at", "pk")


def asked_about(finding: Finding) -> QuerySet[CheckBack]:
    """Who was asked about a finding, and what they said."""
    return checks_back(finding.programme_id).filter(quote__finding=finding)


def not_heard(finding: Finding) -> list[Quote]:
    """Quotes whose people have not said what they think of it, and are not merely public."""
    heard = set(asked_about(finding).exclude(reply="").values_list("quote_id", flat=True))
    return [quote for quote in quotes(finding) if quote.pk not in heard]


def has_been_checked(finding: Finding) -> bool:
    said = asked_about(finding).exclude(reply="").exclude(reply=Reply.TAKE_OUT)
    return said.exists()


def recommendations(project: Project) -> QuerySet[Recommendation]:
    """What should be done, for whom, and what it follows from."""
    programme = project.programme_id
    on = RecommendationFinding.objects.within(programme).select_related("finding")
    rows = Recommendation.objects.within(programme).filter(project=project)
    rows = rows.select_related("proposed_by")
    return rows.prefetch_related(
        Prefetch("findings", on.order_by("finding__number"), "all_findings")
    ).order_by("proposed_at", "pk")


def recommended(project: Project) -> list[tuple[Recommendation, list[Finding]]]:
    """The same for a page: each with the findings it follows from, in one query."""
    rows = RecommendationFinding.objects.within(project.programme_id)
    rows = rows.filter(recommendation__project=project).select_related("recommendation", "finding")
    found: dict[UUID, tuple[Recommendation, list[Finding]]] = {}
    for row in rows.order_by("recommendation__proposed_at", "recommendation", "finding__number"):
        found.setdefault(row.recommendation_id, (row.recommendation, []))[1].append(row.finding)
    return list(found.values())


def evidence(programme: Programme | UUID, project_ids: Collection[UUID]) -> list[Counting]:
    """What residents marked and proposed, of all that was marked and proposed."""
    marks = Coding.objects.within(programme).filter(pack__project__in=project_ids)
    return [
        counting(
            "analysis.marks",
            _("Passages marked"),
            marks.filter(taken_back_at=None),
            project=F("pack__project_id"),
            phase=Value(Phase.ANALYSIS),
            theirs=by_a_resident(programme, project="pack__project", person="person"),
            who=F("person__first_name"),
            at=F("at"),
        ),
        counting(
            "analysis.themes",
            _("Themes proposed"),
            Theme.objects.within(programme).filter(project__in=project_ids),
            project=F("project_id"),
            phase=Value(Phase.ANALYSIS),
            theirs=by_a_resident(programme, project="project", person="proposed_by"),
            who=F("proposed_by__first_name"),
            at=F("proposed_at"),
        ),
    ]
