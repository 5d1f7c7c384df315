"""What the guidance asks of a gathering: advice, and a few stops."""

from alongside.toolbox.checks import Advice

from . import agenda, people
from .plan import Plan, getting_ready, inviting, plan_of

__all__ = ["Plan", "agenda", "findings", "getting_ready", "inviting", "people", "plan_of"]


def findings(plan: Plan) -> list[Advice]:
    """Everything there is to say about a gathering, stops first."""
    found = inviting.of(plan) + getting_ready.of(plan)
    return sorted(found, key=lambda advice: not advice.stop)
