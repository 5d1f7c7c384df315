from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from alongside.toolbox.checks import Checks, Outcome

from .models import PhasePlan, Project, ProjectMember
from .states import SHARED


@dataclass(frozen=True, slots=True)
class Plan:
    """A project as its checks look at it."""

    project: Project
    phases: Sequence[PhasePlan]
    people: Sequence[ProjectMember]
    freedoms: int
    unearned: Sequence[PhasePlan]
    without_role: Sequence[ProjectMember]
    today: date


PLAN: Checks[Plan] = Checks(__package__)


def _said(words: str, known_by: date | None, today: date) -> bool:
    """It is said; or it is said when it will be, and that day has not passed."""
    return bool(words.strip()) or (known_by is not None and known_by >= today)


@PLAN.check("who-is-involved")
def who_is_involved(plan: Plan) -> Outcome:
    return _said(plan.project.who_is_involved, plan.project.who_known_by, plan.today)


@PLAN.check("timescale")
def timescale(plan: Plan) -> Outcome:
    return _said(plan.project.timescale, plan.project.timescale_known_by, plan.today)


@PLAN.check("roles")
def roles(plan: Plan) -> Outcome:
    return _said(plan.project.roles_expected, plan.project.roles_known_by, plan.today)


@PLAN.check("expectations")
def expectations(plan: Plan) -> Outcome:
    return _said(plan.project.expectations, plan.project.expectations_known_by, plan.today)


@PLAN.check("levels")
def levels(plan: Plan) -> Outcome:
    missing = [p for p in plan.phases if not p.level]
    return not missing or {"phases": ", ".join(str(p) for p in missing)}


@PLAN.check("what-can-change")
def what_can_change(plan: Plan) -> Outcome:
    return plan.freedoms > 0


@PLAN.check("only-professionals")
def only_professionals(plan: Plan) -> Outcome:
    shared = any(p.level in SHARED for p in plan.phases)
    return not (shared and plan.people and not any(m.lives_here for m in plan.people))


@PLAN.check("not-earned-yet")
def not_earned_yet(plan: Plan) -> Outcome:
    return not plan.unearned or {"phases": ", ".join(str(p) for p in plan.unearned)}


@PLAN.check("before-the-bid")
def before_the_bid(plan: Plan) -> Outcome:
    sent = plan.project.bid_sent_on
    return sent is None or any(m.lives_here and m.joined_on <= sent for m in plan.people)


@PLAN.check("a-role-each")
def a_role_each(plan: Plan) -> Outcome:
    names = ", ".join(m.person.first_name for m in plan.without_role)
    return not names or {"names": names}


@PLAN.check("how-long")
def how_long(plan: Plan) -> Outcome:
    return plan.project.ends_about_on is not None
