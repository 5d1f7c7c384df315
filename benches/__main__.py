"""Measures and reports: python -m benches [table …] [--people N] [--quick] [--to FILE]."""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from . import databases, machine
from .house import ROOT
from .report import Table
from .tables import load, pretalx, scale, weight

TABLES: Final[dict[str, Callable[..., Table | list[Table]]]] = {
    "bytes": weight.measure,
    "scale": scale.measure,
    "load": load.measure,
    "pretalx": pretalx.measure,
}
WRITTEN: Final = ROOT / "docs" / "benchmarks.md"
HEAD: Final = """# Benchmarks

Written by `make bench`, never by hand. Each table says its command and what it does not show.
Figures of different machines, or of one machine on a busy day, do not compare.
"""


def main() -> int:
    chosen = _parser().parse_args()
    names = chosen.tables or list(TABLES)
    found: list[Table] = []
    for name in names:
        start = time.monotonic()
        say(f"Measuring: {name}")
        made = TABLES[name](quick=chosen.quick, people=chosen.people)
        found += made if isinstance(made, list) else [made]
        say(f"{name}: {time.monotonic() - start:.0f} seconds\n")
    for table in found:
        say(f"{table}\n")
    if chosen.to:
        head = [HEAD, "\n".join(machine.described(databases.name_of_postgresql()))]
        chosen.to.write_text("\n\n".join([*map(str.strip, head), *map(str, found)]) + "\n")
        say(f"Written: {chosen.to.name}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m benches", description=__doc__)
    parser.add_argument("tables", nargs="*", choices=[*TABLES, []], help="if none is said: all")
    parser.add_argument("--people", type=int, help="so many people instead of the usual number")
    parser.add_argument("--quick", action="store_true", help="small numbers, to see that it works")
    parser.add_argument("--to", type=Path, help="write the report to this file as well")
    return parser


def say(words: str) -> None:
    print(words, flush=True)


if __name__ == "__main__":
    sys.exit(main())
