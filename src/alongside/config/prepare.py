"""Makes a house ready to serve: tables, translations, and what browsers fetch."""

import os
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def prepare(say: Callable[[str], None]) -> None:
    """Bring everything up to date. Doing it twice does no harm."""
    if waiting := waiting_migrations():
        say(f"Making the tables ready: {len(waiting)} steps.")
        call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    for folder in settings.LOCALE_PATHS:
        compile_translations(Path(folder))
    if not _assets_are_built():
        call_command("collectstatic", interactive=False, verbosity=0)


def waiting_migrations() -> list[str]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label} {migration.name}" for migration, _backwards in plan]


def compile_translations(folder: Path) -> None:
    """Babel compiles them: gettext's own tools need not be installed."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        made = source.with_suffix(".mo")
        if made.exists() and made.stat().st_mtime >= source.stat().st_mtime:
            continue
        part = made.with_suffix(f".{os.getpid()}")
        with source.open("rb") as read, part.open("wb") as written:
            write_mo(written, read_po(read, locale=source.parent.parent.name))
        part.replace(made)  # all of it or nothing: half a file would be taken for a whole one


def _assets_are_built() -> bool:
    """A wheel carries them; a folder of sources builds them anew, since they may have changed."""
    in_sources = (settings.PACKAGE.parent.parent / "pyproject.toml").exists()
    return not in_sources and (settings.STATIC_ROOT / "staticfiles.json").exists()
