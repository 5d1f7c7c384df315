"""Who may do what in a project, and which words its records have earned."""

from alongside.toolbox.checks import Advice

from .claims import (
    Claim,
    Coverage,
    Evidence,
    claim,
    combined,
    coverage,
    has_earned,
)
from .counting import Counting, by_a_resident, counting, evidence
from .links import Link, room_links
from .plans import (
    advice,
    induction_over,
    may_be_called,
    may_invite,
    may_open,
    may_set_level,
    plan_of,
    without_role,
)
from .records import Going, Records, counted, listed, records_of
from .who import (
    is_member,
    may_agree,
    may_answer,
    may_close,
    may_end,
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
    "Counting",
    "Coverage",
    "Evidence",
    "Going",
    "Link",
    "Records",
    "advice",
    "by_a_resident",
    "claim",
    "claims_too_much",
    "combined",
    "counted",
    "counting",
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
    "may_end",
    "may_invite",
    "may_it_close",
    "may_join",
    "may_open",
    "may_run",
    "may_see",
    "may_set_level",
    "may_start",
    "may_take_part",
    "plan_of",
    "records_of",
    "room_links",
    "without_role",
]
