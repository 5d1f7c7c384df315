"""State machines as a table: what may follow what."""

from collections.abc import Collection, Mapping
from typing import TypeVar

State = TypeVar("State", bound=str)


class ImpossibleMoveError(Exception):
    """Somebody wrote a bug: the rules should have said no before this."""


def check_move(moves: Mapping[State, Collection[State]], start: State, end: State) -> None:
    if end not in moves[start]:
        raise ImpossibleMoveError(f"{start} cannot become {end}")
