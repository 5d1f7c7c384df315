"""How a programme is doing: groups, projects in words, answers owed, days to pay."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.foundation.memberships import queries as memberships
from alongside.foundation.programmes.models import Programme
from alongside.foundation.projects import queries as projects
from alongside.foundation.projects import rules
from alongside.foundation.projects.models import Project
from alongside.foundation.projects.states import SHARED
from alongside.throughout.feedback import queries as feedback
from alongside.throughout.payments import queries as payments

MOST = 300


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: so many of so many, in words."""

    what: str
    words: str
    part: int
    whole: int


@dataclass(frozen=True, slots=True)
class Levels:
    """How shared the phases of all projects are, in words; both kinds are counted."""

    rows: Sequence[Line]
    shared: int
    not_shared: int
    only_meant: int

    @property
    def what(self) -> str:
        return _("How shared")

    @property
    def how_much(self) -> str:
        return _("Phases of projects")


def groups(programme: Programme) -> list[Line]:
    """Each group on its way to the people it wants."""
    return [
        Line(
            one.name,
            _("%(here)d of %(wanted)d") % {"here": one.here, "wanted": one.wanted},
            one.here,
            one.wanted,
        )
        for one in memberships.cohorts_with_progress(programme)
    ]


def levels(kept: Iterable[rules.Records]) -> Levels:
    words: Counter[str] = Counter()
    shared = meant = 0
    for records in kept:
        claim = records.claim
        for plan in records.plans:
            if not plan.level:
                continue
            earned = bool(claim.verdicts[plan.phase])
            words[claim.word(plan)] += 1
            shared += plan.level in SHARED and earned
            meant += plan.level in SHARED and not earned
    whole = words.total()
    rows = [Line(word, _phases(count), count, whole) for word, count in words.most_common()]
    return Levels(rows, shared, whole - shared - meant, meant)


def _phases(count: int) -> str:
    return ngettext("%d phase", "%d phases", count) % count


@dataclass(frozen=True, slots=True)
class Promises:
    """What we owe people: answers and money, and how long they wait."""

    owed: int
    late: int
    ideas: int
    usual_days_to_answer: int | None
    usual_days_to_pay: int | None


def promises(programme: Programme, *, today: date) -> Promises:
    report = feedback.report(programme, today=today)
    return Promises(
        owed=report.waiting,
        late=report.late,
        ideas=report.ideas,
        usual_days_to_answer=report.usual_days,
        usual_days_to_pay=payments.usual_days_to_pay(programme),
    )


def all_projects(programme: Programme) -> list[tuple[Project, rules.Records]]:
    """Every project with what its words rest on, read once."""
    found = list(projects.projects(programme)[:MOST])
    kept = rules.records_of(programme, [project.pk for project in found])
    return [(project, kept[project.pk]) for project in found]
