"""Writes a second with everything on, and how long one takes."""

from typing import Any, Final

from benches.client import Visitor, hidden_fields
from benches.load import Load, each_once
from benches.report import Table, ms, tenth

AT_ONCE: Final = 8
PARTS: Final = (50, 95, 99)
EACH, QUICK_EACH = 50, 6  # forms of each person
Crowd = dict[str, Any]  # Any: what JSON brought


def table(*, quick: bool) -> Table:
    times = [f"p{part}, ms" for part in PARTS]
    return Table(
        name="load",
        title="Writes a second, with everything on",
        columns=["Database", "Writes a second", *times, "Writes", "Errors"],
        says=_said(QUICK_EACH if quick else EACH),
        not_shown=NOT_SHOWN,
        quick=quick,
    )


def figures(crowd: Crowd, address: str, *, quick: bool) -> list[str]:
    load = _written(crowd, address, QUICK_EACH if quick else EACH)
    times = [ms(load.at(part)) for part in PARTS]
    return [tenth(load.a_second), *times, str(len(load.took)), errors_of(load)]


def errors_of(load: Load) -> str:
    return ", ".join(f"{many} × {what}" for what, many in load.troubles.items()) or "0"


def _written(crowd: Crowd, address: str, each: int) -> Load:
    """The forms are fetched before; what is measured is sending them, all at once."""
    visitors = [Visitor(address, session=session) for session in crowd["writers"]]
    forms = {
        place + len(visitors) * turn: _form(visitor, crowd, turn)
        for place, visitor in enumerate(visitors)
        for turn in range(each)
    }
    for visitor in visitors:
        visitor.took.clear()

    def send(visitor: Visitor, number: int) -> None:
        path, fields = forms[number]
        if not visitor.post(path, fields).goes_to.endswith(path.removesuffix("answer/")):
            visitor.troubles.append("not carried out")

    return each_once(visitors, send, times=each)


def _form(visitor: Visitor, crowd: Crowd, turn: int) -> tuple[str, list[tuple[str, str]]]:
    """One offer's form, with its own key: a yes that can be sent once."""
    offer = f"/{crowd['slug']}/opportunities/{crowd['offers'][turn]}/"
    fields = hidden_fields(visitor.get(offer).text, f"{offer}answer/")
    return f"{offer}answer/", [*fields, ("answer", "yes")]


def _said(each: int) -> str:
    return (
        f"{AT_ONCE} co-researchers at once each say yes to {each} opportunities; the forms were "
        "fetched before. One yes is one transaction: the key that lets a form count once, the "
        "answer, the hours booked in the ledger, the notice and the job that sends it, and the "
        "entries of the trail with whom they concern. Beside it the worker sends and seals. "
        "Acknowledged means on the disk (fsync), on both databases."
    )


NOT_SHOWN: Final = (
    "the fastest this database can write: one yes asks and writes many rows in many tables",
    "a disk of your own: how quickly it says that something is kept matters most here",
    "more than one process: on SQLite one writer at a time is let in, in turn",
)
