"""Requests a second and how long they take, for three journeys on both databases."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, Final

from benches import journeys
from benches.client import Visitor
from benches.databases import NoServerError, durable_postgresql
from benches.house import house
from benches.load import Load, at_once
from benches.report import Table, ms, tenth

from . import writes
from .writes import AT_ONCE, PARTS, errors_of

PEOPLE, QUICK_PEOPLE = 2_000, 400  # in the house
SECONDS, QUICK_SECONDS = 20.0, 3.0
Journey = Callable[[Visitor, journeys.Town, int], None]
JOURNEYS: Final[dict[str, tuple[str, Journey]]] = {
    "Somebody without an account reads seven pages": ("", journeys.stranger),
    "A co-researcher looks at her week and says yes": ("residents", journeys.resident),
    "A facilitator looks at her desk and ticks who is here": (
        "facilitators",
        journeys.facilitator,
    ),
}


def measure(*, quick: bool, people: int | None) -> list[Table]:
    """Both tables of a busy house: the journeys, and then only writes."""
    wanted = people or (QUICK_PEOPLE if quick else PEOPLE)
    seconds = QUICK_SECONDS if quick else SECONDS
    table = Table(
        name="load",
        title="Three journeys, several people at once",
        columns=[
            "Journey", "Database", "Requests a second", "p50, ms", "p95, ms", "p99, ms",
            "Journeys", "Errors",
        ],
        words=2,
        says=_said(seconds, wanted),
        not_shown=NOT_SHOWN,
        quick=quick,
    )  # fmt: skip
    written = writes.table(quick=quick)
    for name, crowd, address in busy_houses(wanted):
        for journey, (who, act) in JOURNEYS.items():
            load = _loaded(crowd, address, who, act, seconds)
            table.rows.append([journey, name, *_figures(load)])
        written.rows.append([name, *writes.figures(crowd, address, quick=quick)])
    return [table, written]


def busy_houses(people: int) -> Iterator[tuple[str, dict[str, Any], str]]:  # Any: what JSON brought
    """On each database we promise: its name, the people in it, and where it answers."""
    for name in ("SQLite", "PostgreSQL"):
        try:
            with busy_house(name, people) as (crowd, address):
                yield name, crowd, address
        except NoServerError:
            return  # the head of the report says why there is none


@contextmanager
def busy_house(name: str, people: int) -> Iterator[tuple[dict[str, Any], str]]:  # Any: as above
    with ExitStack() as until_the_end:
        database = ""
        if name == "PostgreSQL":
            database = until_the_end.enter_context(durable_postgresql())
        made = until_the_end.enter_context(house(people, database=database))
        crowd = made.ask("crowd", AT_ONCE)
        yield crowd, until_the_end.enter_context(made.running())


def _loaded(
    crowd: dict[str, Any],  # Any: as above
    address: str,
    who: str,
    act: Journey,
    seconds: float,
) -> Load:
    town = journeys.Town.of(crowd)
    sessions = crowd[who] if who else [""] * AT_ONCE
    visitors = [Visitor(address, session=session) for session in sessions]
    for number, visitor in enumerate(visitors):  # once before: the first of all is not measured
        act(visitor, town, -1 - number)
        visitor.took.clear()
    return at_once(visitors, lambda one, number: act(one, town, number), seconds=seconds)


def _figures(load: Load) -> list[str]:
    times = [ms(load.at(part)) for part in PARTS]
    return [tenth(load.a_second), *times, str(load.turns), errors_of(load)]


def _said(seconds: float, people: int) -> str:
    return (
        f"{AT_ONCE} people at once, each with an account and a browser of their own, one request "
        f"after another without a pause, for {seconds:.0f} seconds, against `alongside run` with "
        "its worker (one process of waitress, 8 threads) on a house of "
        f"{people:,} people. SQLite and PostgreSQL as they run for people: what was acknowledged "
        "is on the disk (fsync). A journey of a co-researcher is: my week, opportunities, one of "
        "them, yes (or no, the next time round), and the page it leads to; of a facilitator: "
        "desk, a project, the day of her gathering, ticks, and the day again."
    )


NOT_SHOWN: Final = (
    "a network: everything is on one machine, and the visitors use the same processor cores",
    "several processes behind a proxy: this is what one process does",
    "people, who read and think between two pages; without pauses the waiting is each other's",
    "how it goes on for hours",
)
