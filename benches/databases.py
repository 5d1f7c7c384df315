"""The databases a house may stand on: SQLite, and a PostgreSQL that keeps what it said."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Final

from .house import ROOT

sys.path.insert(0, str(ROOT / "tools"))
postgresql = import_module("postgresql")  # the folder of tools is no package

NoServerError = postgresql.NoServerError
DURABLE: Final = ["max_connections=100"]  # fsync, synchronous_commit and the rest as they come


@contextmanager
def durable_postgresql() -> Iterator[str]:
    with postgresql.server(DURABLE) as address:
        yield address


def name_of_postgresql() -> str:
    """Its name and version, or why there is none."""
    try:
        with durable_postgresql() as address:
            return f"PostgreSQL {_version(address)}"
    except NoServerError as reason:
        return f"no PostgreSQL ({reason})"


def _version(address: str) -> str:
    import psycopg

    with psycopg.connect(address) as connection:
        return str(connection.info.parameter_status("server_version")).split()[0]
