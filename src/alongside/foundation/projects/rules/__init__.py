"""Who may do what in a project, and which words its records have earned."""

from alongside.toolbox.checks import Advice

from .claims import (
    Claim,
    Coverage,
    Evidence,
    Going,
    claim,
    claims_of,
    combined,
    counted,
    coverage,
    evidence,
    has_earned,
    listed,
)
from .links import Link, room_links
from .own import own_evidence
from .plans import (
    advice,
    induction_over,
    may_be_called,
    may_invite,
    may_open,
    may_set_level,
    plan_of,
)
from .who import (
    is_member,
    may_agree,
    may_answer,
    may_close,
    may_it_close,
    may_join,
    may_run,
    may_see,
    may_start,
    may_take_part,
)
from .words import claims_too_much

__all__ = [
    "Advice",
    "Claim",
    "Coverage",
    "Evidence",
    "Going",
    "Link",
    "advice",
    "claim",
    "claims_of",
    "claims_too_much",
    "combined",
    "counted",
    "coverage",
    "evidence",
    "has_earned",
    "induction_over",
    "is_member",
    "listed",
    "may_agree",
    "may_answer",
    "may_be_called",
    "may_close",
    "may_invite",
    "may_it_close",
    "may_join",
    "may_open",
    "may_run",
    "may_see",
    "may_set_level",
    "may_start",
    "may_take_part",
    "own_evidence",
    "plan_of",
    "room_links",
]
