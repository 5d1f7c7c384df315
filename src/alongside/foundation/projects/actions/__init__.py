"""Starting a project, planning it in the open, taking part in it, and closing it."""

from .people import add_member, agree_role, leave, set_runs, somebody_joined, write_role
from .phases import answer_prompt, plan_phase, set_level
from .planning import (
    bid_sent,
    change,
    close,
    open_up,
    restrict,
    say_what_can_change,
    set_aside,
    start,
)

__all__ = [
    "add_member",
    "agree_role",
    "answer_prompt",
    "bid_sent",
    "change",
    "close",
    "leave",
    "open_up",
    "plan_phase",
    "restrict",
    "say_what_can_change",
    "set_aside",
    "set_level",
    "set_runs",
    "somebody_joined",
    "start",
    "write_role",
]
