"""Which SQLite library is sound, and how an address of a PostgreSQL server is read."""

import sqlite3

import pytest

from alongside.toolbox.database import Version, is_sound, loaded_version, postgresql


@pytest.mark.parametrize(
    ("version", "sound"),
    [
        ((3, 6, 23), True),
        ((3, 7, 0), False),
        ((3, 40, 1), False),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 0), True),
        ((4, 0, 0), True),
    ],
)
def test_libraries_that_can_lose_pages_are_known(version: Version, sound: bool) -> None:  # noqa: FBT001 -- a table
    assert is_sound(version) is sound


def test_django_finds_the_library_we_put_in_place() -> None:
    assert sqlite3.sqlite_version_info == loaded_version()


def test_an_address_of_postgresql_is_read() -> None:
    read = postgresql("postgresql://ann:word@db:5433/town?sslmode=require", pool=True)

    assert (read["NAME"], read["USER"], read["PASSWORD"]) == ("town", "ann", "word")
    assert (read["HOST"], read["PORT"]) == ("db", "5433")
    assert read["OPTIONS"] == {"sslmode": "require", "pool": True}
