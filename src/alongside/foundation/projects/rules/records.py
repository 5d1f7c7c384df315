"""What the words of a project rest on, read once for a page."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from alongside.foundation.programmes.models import Programme

from .. import queries
from ..models import PhasePlan, Project, ProjectMember
from ..phases import Phase
from .claims import Claim, Coverage, Evidence, claim, coverage
from .counting import Counting, add_up, evidence
from .own import answered, own_evidence


@dataclass(frozen=True, slots=True)
class Records:
    """One project's phases, its people, and what was counted in it."""

    plans: Sequence[PhasePlan]
    people: Sequence[ProjectMember]
    rows: Sequence[Evidence]

    @property
    def claim(self) -> Claim:
        return claim(self.plans, people=self.people, rows=self.rows)

    @property
    def coverage(self) -> list[Coverage]:
        return coverage(self.plans, people=self.people, rows=self.rows)


def records_of(programme: Programme | UUID, project_ids: Collection[UUID]) -> dict[UUID, Records]:
    """Everything kept and counted about these projects: as many queries for 3 as for 300."""
    people = queries.people_of(programme, project_ids)
    plans = queries.phases_of(programme, project_ids)
    rooms: list[Counting] = [answered(programme, project_ids)]
    for of_a_room in evidence.ask(programme, project_ids):
        rooms.extend(of_a_room)
    rows: dict[UUID, list[Evidence]] = {pk: [] for pk in project_ids}
    for row in (*own_evidence(plans=plans, people=people), *add_up(rooms)):
        rows[row.project_id].append(row)
    return {pk: Records(plans.get(pk, []), people.get(pk, []), rows[pk]) for pk in project_ids}


def counted(
    programme: Programme | UUID, project_ids: Collection[UUID]
) -> dict[UUID, Sequence[Evidence]]:
    """Everything the rooms counted, by project."""
    return {pk: records.rows for pk, records in records_of(programme, project_ids).items()}


@dataclass(frozen=True, slots=True)
class Going:
    """One project in a list, with the phase it is in and its honest word."""

    project: Project
    phase: Phase
    level: int
    word: str

    @property
    def css(self) -> str:
        return f"p{self.phase.number}"


def listed(programme: Programme, projects: Sequence[Project]) -> list[Going]:
    """Projects with where they are: as many queries for three as for three hundred."""
    records = records_of(programme, [project.pk for project in projects])
    return [_going(one, records[one.pk]) for one in projects]


def _going(project: Project, records: Records) -> Going:
    plans = records.plans
    plan = queries.now_in(plans) or (plans[-1] if plans else PhasePlan(phase=Phase.DESIGN))
    return Going(project, Phase(plan.phase), plan.step, records.claim.word(plan))
