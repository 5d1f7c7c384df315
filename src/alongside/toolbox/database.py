"""Which SQLite library we stand on. Called before Django loads its SQLite backend."""

import sys
from importlib import import_module
from importlib.util import find_spec
from typing import Final, TypeAlias

Version: TypeAlias = tuple[int, int, int]

# Between these, SQLite can lose or damage committed pages in WAL with several connections.
FIRST_AFFECTED: Final[Version] = (3, 7, 0)
LAST_AFFECTED: Final[Version] = (3, 51, 2)


def use_a_sound_sqlite() -> bool:
    """Put pysqlite3 in place of sqlite3, where its wheel is; say whether the library is sound."""
    if find_spec("pysqlite3"):
        sys.modules["sqlite3"] = import_module("pysqlite3")
        sys.modules["sqlite3.dbapi2"] = import_module("pysqlite3.dbapi2")
    return is_sound(loaded_version())


def loaded_version() -> Version:
    """Return the version of the library that Django will find, or has found."""
    major, minor, patch = import_module("sqlite3.dbapi2").sqlite_version_info
    return major, minor, patch


def is_sound(version: Version) -> bool:
    return not FIRST_AFFECTED <= version <= LAST_AFFECTED


def postgresql(address: str, **options: object) -> dict[str, object]:
    """Turn postgresql://person:word@machine:5432/name into what Django wants to hear."""
    from psycopg.conninfo import conninfo_to_dict

    parts = conninfo_to_dict(address)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname", ""),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "OPTIONS": {**parts, **options},
    }
