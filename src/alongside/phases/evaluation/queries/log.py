"""The simple log: one line for each thing people did, mostly written from what is kept anyway."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.foundation.projects.models import Project
from alongside.phases.dissemination import queries as outputs
from alongside.phases.recruitment.gatherings import queries as gatherings
from alongside.phases.recruitment.gatherings.states import AFTER
from alongside.throughout.decisions import queries as decisions
from alongside.throughout.feedback import queries as feedback

from .reviews import impacts


@dataclass(frozen=True, slots=True)
class Line:
    """On which day, what, who (a count, or a name as wished), how shared, and what changed."""

    on: date
    what: str
    who: str
    level: str
    changed: str


def log(project: Project) -> list[Line]:
    """Everything, newest first."""
    lines = [
        *_gatherings(project),
        *_decisions(project),
        *_contributions(project),
        *_outputs(project),
        *_impacts(project),
    ]
    return sorted(lines, key=lambda line: (line.on, line.what), reverse=True)


def _people(count: int) -> str:
    return ngettext("%d person", "%d people", count) % count if count else ""


def _gatherings(project: Project) -> Iterable[Line]:
    rows = gatherings.of_project(project).filter(standing__in=AFTER)
    for row in rows.annotate(here=Count("invitations", filter=Q(invitations__came=True))):
        yield Line(
            localdate(row.starts_at),
            _("We met: %(what)s") % {"what": row.title},
            _people(row.here),
            str(row.get_level_display()),
            row.what_came_of_it,
        )


def _decisions(project: Project) -> Iterable[Line]:
    rows = decisions.decided(project).prefetch_related(None)
    for row in rows.annotate(voices=Count("ballots__person", distinct=True)):
        chosen = f" {row.chosen}" if row.chosen else ""
        yield Line(
            localdate(row.decided_at),
            _("We decided: %(what)s") % {"what": f"{row.question}{chosen}"},
            _people(row.voices),
            str(row.get_kind_display()),
            row.next_steps or row.reasons,
        )


def _contributions(project: Project) -> Iterable[Line]:
    rows = feedback.contributions(project.programme_id).filter(project=project, private=False)
    for row in rows.filter(~Q(text="")).order_by("said_at", "pk"):
        latest = row.latest
        yield Line(
            localdate(row.said_at),
            f"{row.get_kind_display()}: {row}",
            row.name_as_wished or _("Somebody"),
            "",
            latest.in_words if latest else row.set_down_why,
        )


def _outputs(project: Project) -> Iterable[Line]:
    for row in outputs.published(project.programme).filter(project=project):
        said = {"kind": row.get_kind_display(), "title": row.title}
        yield Line(
            localdate(row.published_at),
            _("%(kind)s went out: %(title)s") % said,
            "",
            "",
            "",
        )


def _impacts(project: Project) -> Iterable[Line]:
    for row in impacts(project):
        level = f"{row.get_reach_display()}, {row.get_good_display()}"
        yield Line(row.happened_on, _("Something changed"), row.for_whom, level, row.what)
