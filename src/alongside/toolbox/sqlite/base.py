"""The backend Django loads for `alongside.toolbox.sqlite`."""

from typing import Any, Final

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError
from django.db.backends.sqlite3 import base

from alongside.toolbox.database import Version, is_sound, loaded_version

from .queue import Queue, Ticket, queue_for

SAFE: Final = (
    "PRAGMA synchronous = FULL",  # what we said is kept, is kept
    "PRAGMA secure_delete = ON",  # what we said is deleted, is gone
    "PRAGMA trusted_schema = OFF",  # a tampered file cannot call our functions
)


def journal_mode(version: Version) -> str:
    """WAL lets readers and a writer work together, but only a sound library may use it."""
    return "wal" if is_sound(version) else "truncate"


class DatabaseWrapper(base.DatabaseWrapper):
    """SQLite that keeps what it acknowledged, and lets writers in by turn."""

    _ticket: Ticket | None = None

    def get_new_connection(
        self,
        conn_params: dict[str, Any],
    ) -> Any:  # noqa: ANN401 -- a connection of whichever library was put in place
        connection = super().get_new_connection(conn_params)
        for command in SAFE:
            connection.execute(command)
        if not self.is_in_memory_db():
            wanted = journal_mode(self.library)
            (got,) = connection.execute(f"PRAGMA journal_mode = {wanted}").fetchone()
            if got != wanted:
                connection.close()
                raise ImproperlyConfigured(
                    f"SQLite answered journal mode {got!r}, not {wanted!r}. "
                    "Stop every other program that uses this database, then start again."
                )
        return connection

    @property
    def library(self) -> Version:
        return loaded_version()

    @property
    def queue(self) -> Queue:
        return queue_for(str(self.settings_dict["NAME"]))

    def _start_transaction_under_autocommit(self) -> None:
        patience = float(self.settings_dict["OPTIONS"].get("timeout", 20))
        ticket = self.queue.join(patience=patience)
        if ticket is None:
            raise OperationalError("database is locked: our turn to write did not come")
        self._ticket = ticket
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # -- private to Django, not in its stubs
        except BaseException:
            self._leave_queue()
            raise

    def _commit(self) -> None:
        # When this fails, Django rolls back: our turn ends there.
        super()._commit()  # type: ignore[misc]  # -- private to Django, not in its stubs
        self._leave_queue()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]  # -- private to Django, not in its stubs
        finally:
            self._leave_queue()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]  # -- private to Django, not in its stubs
        finally:
            self._leave_queue()

    def _leave_queue(self) -> None:
        ticket, self._ticket = self._ticket, None
        if ticket:
            self.queue.leave(ticket)
