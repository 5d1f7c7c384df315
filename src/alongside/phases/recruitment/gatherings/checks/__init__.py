"""What the guidance asks of a gathering: advice, and a few stops."""

from alongside.toolbox.checks import Advice

from ..states import Standing
from . import agenda, people
from .plan import Plan, getting_ready, inviting, plan_of

__all__ = ["Plan", "agenda", "findings", "getting_ready", "inviting", "people", "plan_of"]


def findings(plan: Plan) -> list[Advice]:
    """Everything there is to say about a gathering just now, stops first."""
    later = getting_ready.of(plan)
    if plan.gathering.standing == Standing.PLANNED:  # nobody was asked yet: those stops come later
        later = [advice for advice in later if not advice.stop]
    found = inviting.of(plan) + later
    return sorted(found, key=lambda advice: not advice.stop)
