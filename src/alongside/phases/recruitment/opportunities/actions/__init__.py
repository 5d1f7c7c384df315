"""Everything that changes an opportunity: making and running it, and answering it."""

from .answering import SAID_MAYBE, SAID_YES, answer, take_back
from .running import Details, TimeOfOthers, change, close, finish, invite, make, open_up, set_aside
from .thanking import let_go, mark, thank

__all__ = [
    "SAID_MAYBE",
    "SAID_YES",
    "Details",
    "TimeOfOthers",
    "answer",
    "change",
    "close",
    "finish",
    "invite",
    "let_go",
    "make",
    "mark",
    "open_up",
    "set_aside",
    "take_back",
    "thank",
]
