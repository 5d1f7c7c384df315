"""What we ask of SQLite is read back from it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, connections
from pytest_django.plugin import DjangoDbBlocker

from alongside.toolbox.database import Version, is_sound, loaded_version
from alongside.toolbox.sqlite.base import DatabaseWrapper, journal_mode

Make = Callable[..., DatabaseWrapper]


class OnAnAffectedLibrary(DatabaseWrapper):
    @property
    def library(self) -> Version:
        return (3, 40, 1)


@pytest.fixture
def make(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Make]:
    made: list[DatabaseWrapper] = []
    like = connections[DEFAULT_DB_ALIAS].settings_dict

    def new(
        kind: type[DatabaseWrapper] = DatabaseWrapper, **changed: Any
    ) -> DatabaseWrapper:  # Any: settings
        given = {
            **like,
            "ENGINE": "alongside.toolbox.sqlite",
            "NAME": str(tmp_path / "tried.sqlite3"),
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 2},
        }
        made.append(kind({**given, **changed}, alias="tried"))
        made[-1].inc_thread_sharing()
        return made[-1]

    with django_db_blocker.unblock():
        yield new
        for one in made:
            one.close()


def ask(database: DatabaseWrapper, pragma: str) -> Any:  # Any: a number or a word
    with database.cursor() as cursor:
        return cursor.execute(f"PRAGMA {pragma}").fetchone()[0]


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("synchronous", 2),
        ("secure_delete", 1),
        ("trusted_schema", 0),
        ("foreign_keys", 1),
        ("journal_mode", journal_mode(loaded_version())),
        ("busy_timeout", 2000),
    ],
)
def test_each_setting_is_in_force(make: Make, pragma: str, value: int | str) -> None:
    assert ask(make(), pragma) == value


def test_wal_is_refused_on_an_affected_library(make: Make) -> None:
    assert ask(make(OnAnAffectedLibrary), "journal_mode") == "truncate"
    assert journal_mode((3, 40, 1)) == "truncate"
    assert journal_mode((3, 53, 0)) == "wal"


@pytest.mark.skipif(not is_sound(loaded_version()), reason="because this library may not use WAL")
def test_a_database_in_wal_is_taken_out_of_it_by_an_affected_library(make: Make) -> None:
    before = make()
    assert ask(before, "journal_mode") == "wal"
    before.close()

    assert ask(make(OnAnAffectedLibrary), "journal_mode") == "truncate"


@pytest.mark.skipif(not is_sound(loaded_version()), reason="because this library may not use WAL")
def test_a_mode_that_cannot_be_had_stops_the_start(make: Make) -> None:
    class Stubborn(DatabaseWrapper):
        """Memory has no journal file: asked for WAL, it answers "memory"."""

        def is_in_memory_db(self) -> bool:
            return False

    with pytest.raises(ImproperlyConfigured, match="Stop every other program"):
        make(Stubborn, NAME=":memory:").connect()


def test_a_transaction_takes_the_writers_place_at_once(make: Make) -> None:
    with_lock, other = make(), make(OPTIONS={"transaction_mode": "IMMEDIATE", "timeout": 0})
    with_lock.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)

    assert ask(other, "journal_mode")  # readers are not kept out
    assert len(with_lock.queue) == 1
    with_lock.rollback()
    assert len(with_lock.queue) == 0


def test_a_database_in_memory_works(make: Make) -> None:
    memory = make(NAME=":memory:")

    with memory.cursor() as cursor:
        cursor.execute("CREATE TABLE t (n)")
        cursor.execute("INSERT INTO t VALUES (1)")
        assert cursor.execute("SELECT n FROM t").fetchone() == (1,)
    assert ask(memory, "journal_mode") == "memory"
