"""Several people at the same moment, each on a connection of their own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connections

Result = TypeVar("Result")


def at_once(acts: Sequence[Callable[[], Result]]) -> list[Result | Exception]:
    """Do all of these at the same moment; the answer or the refusal of each, in order."""
    start = Barrier(len(acts), timeout=30)

    def one(act: Callable[[], Result]) -> Result | Exception:
        try:
            connections["default"].ensure_connection()
            start.wait()
            return act()
        except Exception as refusal:  # noqa: BLE001 -- the test looks at what came back
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as people:
        return list(people.map(one, acts))
