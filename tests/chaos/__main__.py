"""`make chaos`: everything, or the scenarios named; ends with 0 where nothing was lost."""

import argparse
import random
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from tools.postgresql import NoServerError

from . import scenarios, table
from .database import server
from .house import installed
from .scenarios import Ground, Outcome, SkippedError, act, free_ports, small_disk


def sqlite(ground: Ground, times: int) -> Outcome:
    return act(ground, "SQLite, killed", scenarios.killed(times))


def postgresql(ground: Ground, times: int) -> Outcome:
    play = scenarios.killed_in_parts(times)
    return act(ground, "PostgreSQL, killed", play, on_postgresql=True)


def workers(ground: Ground, times: int) -> Outcome:
    play = scenarios.workers_killed(min(times, MOST_WORKERS))
    return act(ground, "two workers, one killed", play, on_postgresql=True)


def database(ground: Ground, _times: int) -> Outcome:
    return act(ground, "database stopped", scenarios.database_away, on_postgresql=True)


def disk(ground: Ground, _times: int) -> Outcome:
    with small_disk(ground.folder) as place:
        return act(ground, "disk full", scenarios.disk_full, home_on=place)


def flushing(ground: Ground, _times: int) -> Outcome:
    return act(ground, "fsync fails", scenarios.flushing_fails)


def beginnings(ground: Ground, _times: int) -> Outcome:
    return scenarios.beginnings(ground)


ALL: dict[str, Callable[[Ground, int], Outcome]] = {
    "sqlite": sqlite,
    "postgresql": postgresql,
    "workers": workers,
    "database": database,
    "disk": disk,
    "fsync": flushing,
    "beginnings": beginnings,
}
MOST_WORKERS = 10
ON_POSTGRESQL = {"postgresql", "workers", "database"}


def main() -> int:
    given = argparse.ArgumentParser("make chaos", description=__doc__)
    given.add_argument("names", nargs="*", help=f"some of: {', '.join(ALL)}")
    given.add_argument("--times", type=int, default=25, help="how often something is killed")
    given.add_argument("--seed", type=int, default=random.randrange(10**6))  # noqa: S311 -- no secret
    given.add_argument("--keep", action="store_true", help="leave the homes to be looked at")
    given.add_argument("--write", type=Path, help="the page that carries the table")
    chosen = given.parse_args()
    names = chosen.names or list(ALL)
    print(f"Seed {chosen.seed}. The same seed strikes at the same moments, as far as one can.")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # what was started is ended in any case
    folder = Path(tempfile.mkdtemp(prefix="chaos-"))
    try:
        told = run(names, folder, seed=chosen.seed, times=chosen.times)
    finally:
        if not chosen.keep:
            shutil.rmtree(folder, ignore_errors=True)
    print(table.as_text(told))
    if chosen.write:
        table.write(chosen.write, told, seed=chosen.seed)
    return 0 if all(one.is_fine for one in told if isinstance(one, Outcome)) else 1


def run(names: list[str], folder: Path, *, seed: int, times: int) -> list[Outcome | str]:
    told: list[Outcome | str] = []
    folder.chmod(0o755)  # PostgreSQL runs as somebody else
    with ExitStack() as until_the_end:
        ground = Ground(folder, seed, free_ports(), installed(folder))
        why_not = ""
        if ON_POSTGRESQL & set(names):
            try:
                ground.server = until_the_end.enter_context(server(folder / "postgresql"))
            except NoServerError as reason:
                why_not = str(reason)
        for name in names:
            told.append(_one(name, ground, times, why_not))
            print(table.line(told[-1]), flush=True)
    return told


def _one(name: str, ground: Ground, times: int, why_not: str) -> Outcome | str:
    if name in ON_POSTGRESQL and ground.server is None:
        return f"{name}: skipped, because {why_not}"
    try:
        return ALL[name](ground, times)
    except SkippedError as reason:
        return f"{name}: skipped, because {reason}"


if __name__ == "__main__":
    sys.exit(main())
