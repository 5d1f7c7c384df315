"""Everything that changes an opportunity: making and running it, and answering it."""

from .answering import answer
from .running import Details, TimeOfOthers, change, close, finish, invite, make, open_up, set_aside

__all__ = [
    "Details",
    "TimeOfOthers",
    "answer",
    "change",
    "close",
    "finish",
    "invite",
    "make",
    "open_up",
    "set_aside",
]
