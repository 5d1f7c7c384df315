"""Server time and queries of ten core pages as a country grows."""

from collections.abc import Callable
from typing import Any, Final

from benches.house import house
from benches.report import Table, tenth, whole

SIZES: Final = (100, 10_000, 1_000_000)
QUICK_SIZES: Final = (100, 1_000)
TIMES, QUICK_TIMES = 41, 5
Pages = list[dict[str, Any]]  # Any: what JSON brought
BUDGET, GOAL = 60, 25  # milliseconds; see the design
QUERIES: Final = 12  # the budget of a page


def measure(*, quick: bool, people: int | None) -> Table:
    sizes = (people,) if people else QUICK_SIZES if quick else SIZES
    table = Table(
        name="scale",
        title="Server time and queries, as the country grows",
        columns=[
            "Page", "Who looks",
            *(f"{size:,} people, ms" for size in sizes), *(f"{size:,}, queries" for size in sizes),
        ],
        words=2,
        quick=quick,
    )  # fmt: skip
    found = [_looked(size, QUICK_TIMES if quick else TIMES) for size in sizes]
    for pages in zip(*(pages for pages, _rows in found), strict=True):
        figures = [_over(page["ms"], BUDGET, tenth) for page in pages]
        queries = [_over(page["queries"], QUERIES, str) for page in pages]
        table.rows.append([pages[0]["page"], pages[0]["who"], *figures, *queries])
    table.says = _said(sizes[-1], found[-1][1], QUICK_TIMES if quick else TIMES)
    table.not_shown = NOT_SHOWN
    return table


def _over(figure: float, budget: int, said: Callable[[float], str]) -> str:
    """A figure over its budget is said loudly."""
    return f"**{said(figure)}**" if figure > budget else said(figure)


def _looked(size: int, times: int) -> tuple[Pages, dict[str, int]]:
    with house(size) as made:
        rows: dict[str, int] = made.ask("count")
        pages: Pages = made.ask("look", times)
        return pages, rows


def _said(size: int, rows: dict[str, int], times: int) -> str:
    counted = ", ".join(f"{whole(number)} {what}" for what, number in rows.items())
    return (
        f"The middle of {times} warm requests inside the process, on SQLite, brotli included. "
        f"Budget: {BUDGET} ms and {QUERIES} queries; what is over it is in bold. Goal: {GOAL} ms, "
        "and the same at every size. A tenth of the people live in the one town that is looked "
        "at, which is the hard case; the others in places of 500. Its lists are long, and as long "
        "at every size: 50 projects, over 60 open offers, 20 gatherings to come. What is over, "
        "what was said, the hours, notices and the trail grow with the people. "
        f"At {size:,} people the database holds {counted}."
    )


NOT_SHOWN: Final = (
    "the network, the server's own work and waiting for others: see the tables of journeys",
    "a first request after a start, and pages whose rows are not in memory",
    "private fields: these people said nothing private, and nobody's key is opened",
    "what a week's wear does to a file: it was filled in one go",
)
