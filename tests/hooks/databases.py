"""Puts the database back as the migrations left it, by copying a template.

Flushing would delete rows, and the trail refuses that. Copying is also faster.
"""

import sqlite3
from typing import Protocol

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper


class Template(Protocol):
    def put_back(self) -> None: ...

    def throw_away(self) -> None: ...


def take_template() -> Template:
    return InMemory(connection) if connection.vendor == "sqlite" else InServer(connection)


class InMemory:
    """SQLite: the whole database, kept in memory and poured back."""

    def __init__(self, database: BaseDatabaseWrapper) -> None:
        self.database = database
        database.ensure_connection()
        self.kept = sqlite3.connect(":memory:", check_same_thread=False)
        database.connection.backup(self.kept)

    def put_back(self) -> None:
        self.database.close()
        self.database.ensure_connection()
        self.kept.backup(self.database.connection)

    def throw_away(self) -> None:
        self.kept.close()


class InServer:
    """PostgreSQL: a second database from which the first is made again."""

    def __init__(self, database: BaseDatabaseWrapper) -> None:
        self.database = database
        self.name = str(database.settings_dict["NAME"])
        self.kept = f"{self.name}_template"
        self._copy(self.name, to=self.kept)

    def put_back(self) -> None:
        self._copy(self.kept, to=self.name)

    def throw_away(self) -> None:
        self._run(f'DROP DATABASE IF EXISTS "{self.kept}" WITH (FORCE)')

    def _copy(self, source: str, *, to: str) -> None:
        self._run(
            f'DROP DATABASE IF EXISTS "{to}" WITH (FORCE)',
            f'CREATE DATABASE "{to}" TEMPLATE "{source}" STRATEGY FILE_COPY',
        )

    def _run(self, *commands: str) -> None:
        self.database.close()
        with self.database._nodb_cursor() as cursor:  # noqa: SLF001 -- Django's own way to stand outside a database
            for command in commands:
                cursor.execute(command)
