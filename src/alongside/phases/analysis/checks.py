from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from alongside.foundation.projects import queries as projects
from alongside.foundation.projects.models import ProjectMember
from alongside.toolbox.checks import Checks, Outcome

from . import queries
from .models import Code, Pack, Part, Reader

A_MINUTE: Final = 5  # sentences somebody reads and marks in one
FEW: Final = 2
THREE: Final = 3


@dataclass(frozen=True, slots=True)
class PackPlan:
    """What the checks look at: plain counts of one pack."""

    sentences: int
    codes: int
    readers: int
    residents: int
    minutes: int


PACK: Final[Checks[PackPlan]] = Checks(__package__ or "")


def plan_of(
    pack: Pack,
    *,
    parts: Sequence[Part] | None = None,
    codes: Sequence[Code] | None = None,
    readers: Sequence[Reader] | None = None,
    people: Sequence[ProjectMember] | None = None,
) -> PackPlan:
    """Count what is in a pack; a page gives what it has read already."""
    parts = list(queries.parts_of(pack)) if parts is None else parts
    codes = queries.codes_of(pack) if codes is None else codes
    readers = list(queries.readers_of(pack)) if readers is None else readers
    people = list(projects.people(pack.project)) if people is None else people
    who = {reader.person_id for reader in readers}
    return PackPlan(
        sentences=sum(part.last - part.first + 1 for part in parts),
        codes=len(codes),
        readers=len(who),
        residents=len(who & {member.person_id for member in people if member.lives_here}),
        minutes=pack.minutes,
    )


@PACK.check("passages")
def passages(plan: PackPlan) -> Outcome:
    return plan.sentences > 0


@PACK.check("names")
def names(plan: PackPlan) -> Outcome:
    return plan.codes > 0


@PACK.check("readers")
def readers(plan: PackPlan) -> Outcome:
    return plan.readers >= FEW


@PACK.check("three-readers")
def three_readers(plan: PackPlan) -> Outcome:
    return plan.readers != FEW


@PACK.check("residents")
def residents(plan: PackPlan) -> Outcome:
    return plan.readers == 0 or plan.residents > 0


@PACK.check("too-much")
def too_much(plan: PackPlan) -> Outcome:
    if plan.sentences <= A_MINUTE * plan.minutes:
        return True
    return {"count": str(plan.sentences), "minutes": str(plan.minutes)}
