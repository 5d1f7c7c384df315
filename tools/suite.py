"""The whole suite, on every database we promise: what `make test` runs.

First SQLite, with coverage and the browser; then PostgreSQL. The last line counts both.
"""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from browser import NoBrowserError, browser
from postgresql import NoServerError, server

IN_CI = os.environ.get("CI") == "true"  # there is time for the kill tests and the deep ones
AT_ONCE = str(max(2, min(4, os.cpu_count() or 2)))
INTERRUPTED = 2  # pytest's word for Ctrl-C
RULES = "*/rules.py,*/actions.py,*/checks.py,*/algorithms/*.py"


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the server is stopped in any case
    with ExitStack() as open_until_the_end:
        folder = Path(open_until_the_end.enter_context(tempfile.TemporaryDirectory()))
        os.environ["ALONGSIDE_TALLY"] = str(folder / "tally.json")
        os.environ["COVERAGE_FILE"] = str(folder / "coverage")
        os.environ["ALONGSIDE_FRESH_TABLES"] = "yes"  # the migrations are tried too
        find_browser()
        try:
            address = os.environ.pop("ALONGSIDE_TEST_DATABASE_URL", "")
            address = address or open_until_the_end.enter_context(server())
        except NoServerError as reason:
            say(f"PostgreSQL: skipped, because {reason}.")
            return suite("SQLite", covered=True)
        failed = suite("SQLite", without=["postgresql"], covered=True)
        if failed == INTERRUPTED:
            return failed
        os.environ["ALONGSIDE_TEST_DATABASE_URL"] = address
        os.environ["HYPOTHESIS_PROFILE"] = "quick"  # the deep look was taken on SQLite
        return suite("PostgreSQL", without=["browser"]) or failed


def find_browser() -> None:
    try:
        os.environ["ALONGSIDE_BROWSER"] = browser()
    except NoBrowserError as reason:
        os.environ["ALONGSIDE_NO_BROWSER"] = str(reason)
        say(f"Browser tests: skipped, because {reason}.")


def suite(name: str, *, without: Sequence[str] = (), covered: bool = False) -> int:
    say(f"\n── The suite on {name} ──")
    left_out = [*without] if IN_CI else [*without, "deep"]
    options = ["-n", AT_ONCE, "--dist", "loadgroup", "-rs", *sys.argv[1:]]
    if left_out:
        options += ["-m", " and ".join(f"not {mark}" for mark in left_out)]
    if not covered:
        return run(["pytest", *options])
    failed = run(["pytest", "--cov", "--cov-report=", *options])
    coverage()
    return failed


def coverage() -> None:
    """Branches: all of them in rules, actions, checks and algorithms; told for the rest."""
    say("Branches not met in rules, actions, checks and algorithms:")
    run(["coverage", "report", f"--include={RULES}", "--skip-covered", "--show-missing"])
    say("Met in the whole house, in per cent:")
    run(["coverage", "report", "--format=total"])


def run(words: list[str]) -> int:
    return subprocess.run([sys.executable, "-m", *words], check=False).returncode


def say(words: str) -> None:
    print(words, flush=True)


if __name__ == "__main__":
    sys.exit(main())
