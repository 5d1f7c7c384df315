"""Bringing people into a programme, and everything that changes about their part in it."""

from .joining import Newcomer, bring, bring_many, join, start_cohort
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
    "bring",
    "bring_many",
    "end_role",
    "end_supporter",
    "give_role",
    "join",
    "name_supporter",
    "set_footing",
    "set_hours",
    "set_perspectives",
    "set_standing",
    "start_cohort",
]
