"""Everything that changes a gathering, in the order of its life."""

from .afterwards import claim, follow_up, mark_caught_up, set_aside
from .day import close, mark_expenses, mark_here, open_, write_notes
from .inviting import answer, answer_need, call_off, choose_people, get_ready, invite, say_why_here
from .planning import (
    add_item,
    change,
    change_item,
    drop_item,
    plan,
    put_earlier,
    step_down,
    take_on,
)

__all__ = [
    "add_item",
    "answer",
    "answer_need",
    "call_off",
    "change",
    "change_item",
    "choose_people",
    "claim",
    "close",
    "drop_item",
    "follow_up",
    "get_ready",
    "invite",
    "mark_caught_up",
    "mark_expenses",
    "mark_here",
    "open_",
    "plan",
    "put_earlier",
    "say_why_here",
    "set_aside",
    "step_down",
    "take_on",
    "write_notes",
]
