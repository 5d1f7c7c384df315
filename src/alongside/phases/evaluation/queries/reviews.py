from dataclasses import dataclass

from django.db.models import QuerySet

from alongside.foundation.projects.models import Project
from alongside.phases.design.questions import queries as questions

from ..models import Impact, Note, Review
from ..states import Good, Reach


@dataclass(frozen=True, slots=True)
class Asked:
    """A question the project set out with, and its closing review where there is one."""

    question: str
    review: Review | None


def asked(project: Project) -> list[Asked]:
    """The questions a project set out with: its own first, then those that shaped it."""
    words = [project.question, *(row.text for row in questions.of_project(project))]
    rows = Review.objects.within(project.programme_id).filter(project=project)
    found = {row.question: row for row in rows.select_related("by")}
    said = [*dict.fromkeys(words), *(one for one in found if one not in words)]
    return [Asked(one, found.get(one)) for one in said]


def unreviewed(project: Project) -> list[str]:
    return [one.question for one in asked(project) if one.review is None]


def impacts(project: Project) -> QuerySet[Impact]:
    """What changed because people took part, newest first."""
    rows = Impact.objects.within(project.programme_id).filter(project=project, gone_at=None)
    return rows.select_related("by").order_by("-happened_on", "-pk")


def matrix(rows: list[Impact]) -> list[tuple[str, list[int]]]:
    """How many changes at each of the five levels: for the better, for the worse, some of each."""
    return [(str(reach.label), [_count(rows, reach, good) for good in Good]) for reach in Reach]


def _count(rows: list[Impact], reach: Reach, good: Good) -> int:
    return sum(row.reach == reach and row.good == good for row in rows)


def notes(project: Project, framework: str) -> dict[str, Note]:
    rows = Note.objects.within(project.programme_id).filter(project=project, framework=framework)
    return {row.item: row for row in rows.select_related("by")}
