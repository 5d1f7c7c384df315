"""What rooms count in projects, all in one shape: whatever there is, it is read in one question.

    counting("library.resources", _("Things suggested"), rows, project=F("project_id"), …)

Each row is one of the things counted. What residents had in hand is counted among them.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final, TypeAlias
from uuid import UUID

from django.db.models import (
    BooleanField,
    CharField,
    DateTimeField,
    Exists,
    Field,
    OuterRef,
    QuerySet,
    UUIDField,
    Value,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast
from django.utils.timezone import localdate

from alongside.foundation.programmes.models import Programme
from alongside.toolbox.registry import Question
from alongside.toolbox.sentences import Text

from ..models import ProjectMember
from .claims import Evidence

NOBODY: Final = Value("")
NEVER: Final = Value(None)
KINDS: Final["dict[str, Field[Any, Any]]"] = {
    "in_project": UUIDField(),
    "what": CharField(),
    "in_phase": CharField(),
    "theirs": BooleanField(),
    "who": CharField(),
    "when": DateTimeField(),
}
Rows: TypeAlias = QuerySet[Any, Any]


@dataclass(frozen=True, slots=True)
class Counting:
    """One thing a room counts, by its key (room.thing), with a row for each of it."""

    key: str
    label: Text
    rows: Rows


def counting(
    key: str,
    label: Text,
    rows: Rows,
    *,
    project: Combinable,
    phase: Combinable,
    theirs: Combinable,
    who: Combinable = NOBODY,
    at: Combinable = NEVER,
) -> Counting:
    """Say of each row where it belongs, and whether somebody who lives here did it.

    `who` is their first name; `at` is when, if it tells that people go on taking part.
    """
    said = zip(KINDS, (project, Value(key), phase, theirs, who, at), strict=True)
    columns = {name: Cast(value, KINDS[name]) for name, value in said}
    return Counting(key, label, rows.order_by().values_list(*columns.values()))


def by_a_resident(programme: Programme | UUID, *, project: str, person: str) -> Exists:
    """Whether the one a row names is in its project and lives here."""
    rows = ProjectMember.objects.within(programme).filter(lives_here=True)
    return Exists(rows.filter(project=OuterRef(project), person=OuterRef(person)))


#: Each room answers for all these projects at once.
evidence: Question[[Programme | UUID, Collection[UUID]], Iterable[Counting]] = Question(
    "what of these projects was in the hands of people who live here?"
)


@dataclass(slots=True)
class _Sum:
    """One line of the table while it is added up."""

    all: int = 0
    theirs: int = 0
    who: set[str] = field(default_factory=set)
    days: set[date] = field(default_factory=set)

    def add(self, *, theirs: bool, who: str, at: datetime | None) -> None:
        self.all += 1
        if theirs:
            self.theirs += 1
            self.who |= {who} - {""}
            self.days |= {localdate(at)} if at else set()


def add_up(found: Sequence[Counting]) -> list[Evidence]:
    """Count every row of every room: one question to the database, however many there are."""
    first, *others = (one.rows for one in found)
    sums: dict[tuple[str, str, UUID], _Sum] = {}
    for project_id, key, phase, theirs, who, at in first.union(*others, all=True):
        line = sums.setdefault((key, phase, project_id), _Sum())
        line.add(theirs=theirs, who=who, at=at)
    return [
        Evidence(
            project_id,
            one.key,
            one.label,
            by_residents=line.theirs,
            all=line.all,
            phase=phase,
            who=tuple(sorted(line.who)),
            days=tuple(sorted(line.days)),
        )
        for one in found
        for (key, phase, project_id), line in sums.items()
        if key == one.key
    ]
