from dataclasses import dataclass
from typing import Final

from alongside.foundation.projects import queries as projects
from alongside.toolbox.checks import Checks, Outcome

from . import queries
from .models import Pack

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


def plan_of(pack: Pack) -> PackPlan:
    readers = {reader.person_id for reader in queries.readers_of(pack)}
    members = projects.people(pack.project)
    residents = {member.person_id for member in members if member.lives_here}
    return PackPlan(
        sentences=sum(part.last - part.first + 1 for part in queries.parts_of(pack)),
        codes=len(queries.codes_of(pack)),
        readers=len(readers),
        residents=len(readers & residents),
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
