"""Bringing people into a programme, and everything that changes about their part in it."""

from .bringing import Newcomer, bring, bring_many
from .inviting import ask_in, reply
from .joining import join, start_cohort
from .parting import part, was_asked
from .parts import (
    end_role,
    end_supporter,
    give_role,
    name_supporter,
    set_footing,
    set_hours,
    set_perspectives,
    set_standing,
)

__all__ = [
    "Newcomer",
    "ask_in",
    "bring",
    "bring_many",
    "end_role",
    "end_supporter",
    "give_role",
    "join",
    "name_supporter",
    "part",
    "reply",
    "set_footing",
    "set_hours",
    "set_perspectives",
    "set_standing",
    "start_cohort",
    "was_asked",
]
