"""What a project may say of itself: written from its phases and from what was counted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.toolbox.sentences import Text
from alongside.toolbox.verdicts import YES, Verdict

from ..models import PhasePlan, ProjectMember
from ..phases import Phase
from ..states import SHARED, Level

CONTINUING: Final = 2  # people who live here and stay: one alone is asked, not shared with
MORE_THAN_ONCE: Final = 2


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing a room counted in one project: all of it, and what residents had in hand.

    `phase` says where it belongs, where that is known; `who` names residents by first name;
    `days` are those on which residents did it: what happened on one day only is not ongoing.
    """

    project_id: UUID
    key: str  # room.thing; rows with the same key are one line of the table
    label: Text
    by_residents: int
    all: int
    phase: str = ""
    money: bool = False  # pence
    who: tuple[str, ...] = ()
    days: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """One phase: who of the residents held a role or a decision in it, and whether it is empty."""

    plan: PhasePlan
    word: str
    who: Sequence[str]
    rows: Sequence[Evidence]
    verdict: Verdict

    @property
    def is_empty(self) -> bool:
        return not any(row.by_residents for row in self.rows)

    @property
    def is_flagged(self) -> bool:
        """It calls itself shared, and nothing on record shows it."""
        return self.plan.level in SHARED and self.is_empty


def coverage(
    plans: Sequence[PhasePlan], *, people: Sequence[ProjectMember], rows: Sequence[Evidence]
) -> list[Coverage]:
    """Phase by phase, who from the public held what."""
    said = claim(plans, people=people, rows=rows)
    found = []
    for plan in plans:
        own = [row for row in rows if row.phase == plan.phase and row.all]
        who = sorted({name for row in own for name in row.who})
        found.append(Coverage(plan, said.word(plan), who, own, said.verdicts[plan.phase]))
    return found


def combined(rows: Iterable[Evidence]) -> list[Evidence]:
    """One line for each thing, its phases added up."""
    found: dict[str, Evidence] = {}
    for row in rows:
        old = found.get(row.key)
        found[row.key] = replace(
            row,
            by_residents=row.by_residents + (old.by_residents if old else 0),
            all=row.all + (old.all if old else 0),
            phase="",
            who=tuple(sorted({*row.who, *(old.who if old else ())})),
            days=(),
        )
    return [row for row in found.values() if row.all]


def has_earned(
    plan: PhasePlan, *, people: Sequence[ProjectMember], rows: Iterable[Evidence]
) -> Verdict:
    """May this phase be called what it means to be? Told, asked and working with always may."""
    if plan.level not in SHARED:
        return YES
    residents = [member for member in people if member.lives_here]
    if not residents:
        return Verdict(_("So far everyone in it is here as part of a paid job."))
    if len(residents) < CONTINUING or plan.meetings_planned < MORE_THAN_ONCE:
        return Verdict(_("Co-producing needs people who live here and who stay with it."))
    days = {day for row in rows if row.phase == plan.phase for day in row.days}
    if not days:
        return Verdict(_("Our records do not show yet that people who live here share this."))
    if len(days) < MORE_THAN_ONCE:
        return Verdict(_("Our records show one day so far. Co-producing goes on."))
    return YES


EARNED: Final = {
    Level.COMMUNITY_LED: gettext_lazy("Led by the community: %(phases)s."),
    Level.COPRODUCING: gettext_lazy("Co-produced: %(phases)s."),
    Level.WORKING_WITH: gettext_lazy("Working with: %(phases)s."),
    Level.ASKED: gettext_lazy("Asked: %(phases)s."),
    Level.TOLD: gettext_lazy("Told: %(phases)s."),
}
MEANS_TO: Final = {
    Level.COMMUNITY_LED: gettext_lazy("Means to be led by the community: %(phases)s."),
    Level.COPRODUCING: gettext_lazy("Means to co-produce: %(phases)s."),
}
MEANT_TO: Final = gettext_lazy("Meant to be shared, and our records do not show it: %(phases)s.")
WORD_MEANS: Final = {
    Level.COMMUNITY_LED: gettext_lazy("Means to be community-led"),
    Level.COPRODUCING: gettext_lazy("Means to co-produce"),
}


@dataclass(frozen=True, slots=True)
class Claim:
    """What a project says of itself, and which of its phases have earned their word."""

    sentences: Sequence[str]
    verdicts: Mapping[str, Verdict]

    def __str__(self) -> str:
        return " ".join(self.sentences) or _("Nobody has said yet how shared this is.")

    def word(self, plan: PhasePlan) -> str:
        """The word to show beside a phase: its level, or what it means to become."""
        if not plan.level:
            return _("Not said yet")
        level = Level(plan.level)
        return str(level.label if self.verdicts[plan.phase] else WORD_MEANS[level])


def claim(
    plans: Sequence[PhasePlan], *, people: Sequence[ProjectMember], rows: Sequence[Evidence]
) -> Claim:
    """Write the headline from the phases and the records; nobody types it."""
    verdicts = {plan.phase: has_earned(plan, people=people, rows=rows) for plan in plans}
    earned = {
        level: [p for p in plans if p.level == level and verdicts[p.phase]] for level in EARNED
    }
    unearned = [plan for plan in plans if not verdicts[plan.phase]]
    said = [(EARNED[level], earned[level]) for level in EARNED]
    said += [
        (words, [p for p in unearned if p.level == level and p.done_on is None])
        for level, words in MEANS_TO.items()
    ]
    said.append((MEANT_TO, [p for p in unearned if p.done_on is not None]))
    sentences = [str(words) % {"phases": _named(found)} for words, found in said if found]
    return Claim(sentences, verdicts)


def _named(plans: Sequence[PhasePlan]) -> str:
    return get_text_list([Phase(plan.phase).short for plan in plans], _("and"))
