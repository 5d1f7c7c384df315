"""One attack after another, with ten visitors in the house, and a row for each."""

import os
import platform
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from .attacks import Attack
from .house import ROOT, House
from .visitors import Visits, ten_visitors

PAGE: Final = ROOT / "docs" / "security" / "hostile.md"
GIGABYTE: Final = 1024**3
INTRODUCTION: Final = """# Hostile clients

While something hostile goes on, ten signed-in visitors open ordinary pages, one after another,
each over a new connection. Written by `make hostile` on {day}; do not change it by hand.

- **The machine**: {cores} processor cores, {memory:.0f} GB of memory, {system}, Python {python}. \
Visitors, attackers and the house shared it.
- **The house**: `alongside run`, as it comes, on SQLite, filled with the invented town. No other \
server in front.
- **Fine** counts visitors' pages that came whole, with status 200. Times are from the first byte \
sent to the last byte read.
- **Memory** is the most that the house held. **Disk** is the most that lay in temporary files.

| What hostile clients did | What the house said | Fine | Half within | Slowest | Memory | Disk |
|---|---|--:|--:|--:|--:|--:|
"""
CLOSING: Final = """
Temporary files left afterwards: {left}.

## What this does not show
- A flood from many machines. One address sent everything here, over this machine's own wire. A \
flood is stopped in front of the house, by a firewall or whoever provides the line.
- A house behind nginx or on PostgreSQL. The guide for operators says what nginx adds.
- More than about 1,000 connections at once. The house opens no more; who comes then waits until \
one is closed. Who is silent or slow is closed after about {grace:.0f} seconds.
- That nothing else can be thought of. These are the attacks we thought of.
"""


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    said: str
    visits: Visits

    def __str__(self) -> str:
        visits = self.visits
        fine = len(visits.seconds) - len(visits.troubles)
        cells = (
            self.name,
            self.said,
            f"{fine} of {len(visits.seconds)}",
            f"{visits.at(0.5):.2f} s",
            f"{visits.at(1):.2f} s",
            f"{visits.memory} MB",
            f"{visits.on_disk} MB",
        )
        return f"| {' | '.join(cells)} |"


def suffer(house: House, attack: Attack, seconds: float) -> Row:
    with ten_visitors(house) as visits:
        said = attack.act(house, seconds)
        time.sleep(1)  # what comes after counts as well
    return Row(attack.name, said, visits)


def written(rows: Iterable[Row], *, left: int, grace: float) -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GIGABYTE
    start = INTRODUCTION.format(
        day=f"{date.today():%-d %B %Y}",  # noqa: DTZ011 -- the day on this machine
        cores=os.cpu_count(),
        memory=memory,
        system=_system(),
        python=platform.python_version(),
    )
    return start + "".join(f"{row}\n" for row in rows) + CLOSING.format(left=left, grace=grace)


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return platform.system()


def keep(text: str, page: Path = PAGE) -> None:
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(text, encoding="utf-8")
