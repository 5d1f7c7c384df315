"""What people do about themselves, and what others write down for them."""

from .forgetting import DESTROY, FORGET, ask_to_be_forgotten, destroy_keys, done, forget, keep_me
from .themselves import (
    change,
    confirm,
    confirm_needs,
    next_age_rule,
    say_name,
    say_needs,
    take_back,
    write_down,
)

__all__ = [
    "DESTROY",
    "FORGET",
    "ask_to_be_forgotten",
    "change",
    "confirm",
    "confirm_needs",
    "destroy_keys",
    "done",
    "forget",
    "keep_me",
    "next_age_rule",
    "say_name",
    "say_needs",
    "take_back",
    "write_down",
]
