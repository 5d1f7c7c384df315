"""How an act is taken back, by the key of its sentence. Higher rooms register their own."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final
from uuid import UUID

# (the programme, the thing it was about, the hand that takes it back, now)
Undo = Callable[[UUID, UUID, Any, datetime], None]
_UNDO: Final[dict[str, Undo]] = {}


def undone_by(key: str, undo: Undo) -> None:
    """Say, in a room's apps.py, how an act with this sentence is taken back."""
    _UNDO[key] = undo


def undo_of(key: str) -> Undo | None:
    return _UNDO.get(key)
