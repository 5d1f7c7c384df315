"""The same kind of page beside pretalx: a public list of as many things, in one run."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import brotli  # type: ignore[import-untyped]  # -- it ships no types

from benches.client import Visitor
from benches.house import ROOT, free_port, house, served
from benches.load import at_once
from benches.report import Table, percentile, tenth, whole

from . import weight

ITEMS: Final = 50  # as many as our list shows on a page
PEOPLE: Final = 1_000
TIMES, QUICK_TIMES = 60, 8
SECONDS, QUICK_SECONDS = 10.0, 1.5
AT_ONCE: Final = 8
SLOWEST: Final = 600  # seconds for pip, or for making the tables
SCRIPT: Final = ROOT / "benches" / "others" / "pretalx_event.py"


class NoPretalxError(Exception):
    """Why there is none, in words that follow "Not measured:"."""


def measure(*, quick: bool, people: int | None) -> Table:
    table = Table(
        name="pretalx",
        title="The same list beside pretalx",
        columns=[
            "Page", "Of", "p50, ms", "p95, ms", "Requests a second", "Queries",
            "Page as sent, bytes", "with brotli, bytes", "First visit, bytes", "requests",
        ],
        words=2,
        says=SAID,
        not_shown=NOT_SHOWN,
        quick=quick,
    )  # fmt: skip
    try:
        with tempfile.TemporaryDirectory(prefix="alongside-bench-") as folder:
            theirs = Pretalx(Path(folder))
            theirs.make_ready(ITEMS)
            with house(people or PEOPLE) as made, made.running() as ours:
                queries = {one["page"]: one["queries"] for one in reversed(made.ask("look", 1))}
                path = made.ask("pages")[1][2]
                figures = _measured(ours, path, quick=quick)
                asked = str(queries["Opportunities"])
                table.rows.append(["Opportunities", "Alongside", *_row(figures, asked)])
            with theirs.running() as address:
                for page, path in theirs.pages.items():
                    figures = _measured(address, path, quick=quick)
                    words = WORDS[page]
                    table.rows.append([words, theirs.name, *_row(figures, theirs.queries[page])])
    except NoPretalxError as reason:
        table.left_out = str(reason)
    return table


WORDS: Final = {"sessions": "Featured sessions", "schedule": "Schedule, without script"}


class Pretalx:
    """pretalx from the package index, in an environment and a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.python = folder, folder / "its" / "bin" / "python"
        self.port = free_port()
        self.pages: dict[str, str] = {}
        self.queries: dict[str, str] = {}
        self.name = "pretalx"

    @property
    def environment(self) -> dict[str, str]:
        ours = ("DJANGO_", "PYTHONPATH", "ALONGSIDE_")
        kept = {name: word for name, word in os.environ.items() if not name.startswith(ours)}
        data = self.folder / "data"
        return kept | {
            "PRETALX_DATA_DIR": str(data),
            "PRETALX_FILESYSTEM_STATIC": str(data / "static"),
            "PRETALX_SITE_URL": f"http://127.0.0.1:{self.port}",
            "BENCH_HOST": f"127.0.0.1:{self.port}",
        }

    def make_ready(self, items: int) -> None:
        (self.folder / "data").mkdir()
        self._do("be installed", sys.executable, "-m", "venv", self.python.parent.parent)
        self._do("be installed", self.python, "-m", "pip", "install", "-q", "pretalx", "waitress")
        self._do("make its tables", self.python, "-m", "pretalx", "migrate")
        self._do("gather its files", self.python, "-m", "pretalx", "collectstatic", "--noinput")
        self.pages = json.loads(self._do("be filled", self.python, SCRIPT, "fill", items))
        asked = json.loads(self._do("show its pages", self.python, SCRIPT, "queries"))
        self.queries = {page: str(number) for page, number in asked.items()}
        say = "from importlib.metadata import version; print(version('pretalx'))"
        self.name = f"pretalx {self._do('say its version', self.python, '-c', say)}"

    @contextmanager
    def running(self) -> Iterator[str]:
        """Served by waitress with as many threads as ours has."""
        served_by = self.python.parent / "waitress-serve"
        door = ["--host", "127.0.0.1", "--port", str(self.port), "--threads", "8"]
        command = [str(served_by), *door, "pretalx.wsgi:application"]
        with served(command, self.environment, self.port) as address:
            yield address

    def _do(self, what: str, *command: object) -> str:
        """The last line it said; where it fails, the table says plainly what could not be."""
        words = [str(word) for word in command]
        try:
            done = subprocess.run(
                words, env=self.environment, cwd=self.folder, capture_output=True, text=True,
                check=True, timeout=SLOWEST,
            )  # fmt: skip
        except (subprocess.SubprocessError, OSError) as trouble:
            raise NoPretalxError(f"pretalx could not {what}") from trouble
        return (done.stdout.strip().splitlines() or [""])[-1]


def _measured(address: str, path: str, *, quick: bool) -> list[str]:
    """One after another, then eight at once, then a browser that comes for the first time."""
    alone = Visitor(address)
    for _ in range(5):
        alone.get(path)
    alone.took.clear()
    answers = [alone.get(path) for _ in range(QUICK_TIMES if quick else TIMES)]
    took = [answer.took for answer in answers]
    crowd = [Visitor(address) for _ in range(AT_ONCE)]
    seconds = QUICK_SECONDS if quick else SECONDS
    load = at_once(crowd, lambda one, _number: _seen(one, path), seconds=seconds)
    small = len(brotli.compress(answers[0].text.encode(), quality=5))
    times = [tenth(percentile(took, part) * 1000) for part in (50, 95)]
    return [*times, tenth(load.a_second), whole(len(answers[0].content)), whole(small),
            *_first_visit(address, path)]  # fmt: skip


def _seen(visitor: Visitor, path: str) -> None:
    visitor.get(path)


def _first_visit(address: str, path: str) -> list[str]:
    if not (found := weight.chromium()):
        return ["–", "–"]
    with weight.opened(found) as browser:
        wire = weight.visit(browser, address, path, "")[0]
    return [whole(wire.bytes), str(wire.requests)]


def _row(figures: list[str], queries: str) -> list[str]:
    return [*figures[:3], queries, *figures[3:]]


SAID: Final = (
    "pretalx is a Django product of the same kind of work: people offer sessions, and a public "
    f"page lists them. Installed from the package index in its own environment, {ITEMS} sessions "
    "made by its own models, its SQLite, the same server (waitress, 8 threads), the same client, "
    f"one after the other in one run. Ours: the public list of {ITEMS} opportunities, each with "
    "its title, what it is for, when, pay and places, in a house of a thousand people. Theirs: "
    "its list of featured sessions with title, speakers and abstract, and its schedule as it is "
    f"without script. p50 and p95: one request after another. Requests a second: {AT_ONCE} at once."
)
NOT_SHOWN: Final = (
    "two products that do the same: the lists hold as many things, not the same words",
    "pretalx as its guide sets it up, with PostgreSQL, Redis, a proxy and its script built by Node",
    "what either does for somebody who is signed in",
)
