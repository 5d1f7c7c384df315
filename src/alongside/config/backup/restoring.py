"""Brings a backup back, into an empty place. Nothing is written before all of it was looked at."""

import json
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, cast

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from alongside.foundation.people.models import Forgetting
from alongside.foundation.trail.actions import NOTE
from alongside.foundation.trail.models import Seal
from alongside.toolbox import keys

from . import tables
from .stream import BadBackupError, Opening


def restore(source: Path, say: Callable[[str], None]) -> int:
    """0 when everything is back; 1 with a sentence when this cannot be."""
    try:
        about = _look_at(source)
        _make_tables(about)
        counts = _put_back(source, about)
    except BadBackupError as trouble:
        say(str(trouble))
        return 1
    call_command("migrate", interactive=False, verbosity=0)
    _forget_again()
    keys.note(NOTE, str(tables.rows_of(Seal).count()))
    say(f"Everything of {about['made_at'][:16].replace('T', ' ')} is back:")
    say(f"{sum(counts.values())} rows in {len(counts)} tables. Everybody signs in again.")
    return 0


def _forget_again() -> None:
    """Whoever was forgotten stays so, though an old copy of the folder of keys was used."""
    for asked in Forgetting.objects.exclude(emptied_at=None):
        for owner in asked.key_owners:
            keys.destroy(owner)


def _look_at(source: Path) -> dict[str, Any]:
    if not source.is_file():
        raise BadBackupError(f"There is no file {source}.")
    with source.open("rb") as file:
        Opening(file, keys.for_backups(create=False)).to_the_end()
    with source.open("rb") as file, _tar(file) as tar:
        first = tar.next()
        about = tar.extractfile(first) if first and first.name == "about.json" else None
        if about is None:
            raise BadBackupError("This backup does not say what it is. Use another one.")
        return dict(json.load(about))


def _make_tables(about: dict[str, Any]) -> None:
    """Make the tables as they were when the backup was made."""
    executor = MigrationExecutor(connection)
    wanted = [tuple(node) for node in about["tables"]]
    if any(node not in executor.loader.graph.nodes for node in wanted):
        raise BadBackupError(
            f"This backup was made by version {about['version']}, which knows tables that this "
            "version does not. Install that version or a newer one."
        )
    if executor.loader.applied_migrations:
        current = executor.loader.project_state().apps
        if not tables.is_empty(current):
            raise BadBackupError("There is something in this place already. Use an empty one.")
    executor.migrate(wanted)


def _put_back(source: Path, about: dict[str, Any]) -> dict[str, int]:
    executor = MigrationExecutor(connection)
    state = executor.loader.project_state([tuple(node) for node in about["tables"]])
    models = {model._meta.label_lower: model for model in tables.kept(state.apps)}
    counts: dict[str, int] = {}
    with transaction.atomic(), source.open("rb") as file, _tar(file) as tar:
        tables.clear(state.apps)
        for member in tar:
            kind, _slash, name = member.name.partition("/")
            content = tar.extractfile(member)
            if content is None:
                continue
            if kind == "tables":
                if put := tables.put_back(models[name], content):
                    counts[name] = put
            elif kind == "files":
                default_storage.save(name, ContentFile(content.read()))
            elif kind == "counts.json" and json.load(content) != counts:
                raise BadBackupError("This backup does not hold all it says. Use another one.")
        tables.go_on_counting(state.apps)
    return counts


def _tar(file: IO[bytes]) -> tarfile.TarFile:
    opening = Opening(file, keys.for_backups(create=False))
    return tarfile.open(fileobj=cast("IO[bytes]", opening), mode="r|gz")
