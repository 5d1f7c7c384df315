"""On what it was measured: no names, no paths."""

import os
import platform
import sqlite3
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Final

KIB: Final = 1024


def described(postgresql: str) -> list[str]:
    """Lines for the head of the report."""
    today = f"{datetime.now(UTC):%-d %B %Y}"
    parts = [
        f"Python {platform.python_version()}",
        f"Django {version('Django')}",
        f"waitress {version('waitress')}",
        f"SQLite {_sqlite()}",
        postgresql,
    ]
    cores = f"{_cores()} processor cores, shared with the measuring"
    return [
        f"- Measured on {today}: {cores}; {_memory()} GB of memory",
        f"- {', '.join(parts)}",
        f"- The product as of {_commit()}",
    ]


def _cores() -> int:
    return len(os.sched_getaffinity(0))


def _memory() -> int:
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return round(pages / KIB**3)


def _sqlite() -> str:
    try:
        import pysqlite3
    except ImportError:
        return sqlite3.sqlite_version
    return str(pysqlite3.sqlite_version)


def _commit() -> str:
    """Which version of the sources, where there is a history to ask."""
    here = Path(__file__).parent
    asked = ["git", "describe", "--always", "--dirty"]
    done = subprocess.run(asked, cwd=here, capture_output=True, text=True, check=False)
    return f"commit {done.stdout.strip()}" if done.returncode == 0 else "an unknown commit"
