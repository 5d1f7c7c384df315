"""Makes a backup while people go on writing: one moment of the database, then its files."""

import io
import json
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import IO, Final, cast

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection, connections, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils.timezone import now

from alongside.toolbox import keys

from . import NOTE, tables
from .stream import Sealing

COPY: Final = "copy_for_a_backup"


def back_up(to: Path, say: Callable[[str], None]) -> int:
    """Write everything into one sealed file; 1 when a file that should be there was not."""
    part = to.with_name(f"{to.name}.part")
    part.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with part.open("xb") as file:
        part.chmod(0o600)
        sealing = Sealing(file, keys.for_backups())
        below = cast("IO[bytes]", sealing)
        with tarfile.open(fileobj=below, mode="w|gz") as tar, _one_moment() as database:
            missing = _everything(tar, database)
        sealing.close()
        keys.to_disk(file)
    part.replace(to)
    keys.note(NOTE, now().isoformat())
    say(f"The backup is in {to} ({to.stat().st_size / 1e6:.1f} MB).")
    say(f"It can be read only with the folder of keys, {settings.KEYS_FOLDER}.")
    say("Keep a copy of that folder in another place than the backups.")
    for name in missing:
        say(f"A file was not there: {name}. Look for it in an older backup.")
    return 1 if missing else 0


@contextmanager
def _one_moment() -> Iterator[str]:
    """A database that stands still, whatever people do meanwhile."""
    if connection.vendor != "sqlite":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield "default"
        return
    with tempfile.TemporaryDirectory(dir=settings.HOME, prefix="backup-") as folder:
        copy = Path(folder) / "copy.sqlite3"
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(copy)])
        connections.databases[COPY] = {**connection.settings_dict, "NAME": str(copy)}
        try:
            yield COPY
        finally:
            connections[COPY].close()
            del connections[COPY]
            del connections.databases[COPY]


def _everything(tar: tarfile.TarFile, database: str) -> list[str]:
    loader = MigrationLoader(connection)
    made = _newest_made(loader)
    apps = loader.project_state(made).apps
    _add(tar, "about.json", _json(_about(made)))
    counts: dict[str, int] = {}
    for model in tables.kept(apps):
        label = model._meta.label_lower
        with tempfile.TemporaryFile() as kept:
            for line in tables.lines(model, database):
                kept.write(line)
                counts[label] = counts.get(label, 0) + 1
            _add(tar, f"tables/{label}", kept)
    missing = []
    stored = tables.rows_of(apps.get_model("files", "File"), database).order_by("stored")
    for name in stored.values_list("stored", flat=True).distinct().iterator():
        if not default_storage.exists(name):
            missing.append(name)
            continue
        with default_storage.open(name) as file:
            _add(tar, f"files/{name}", cast("IO[bytes]", file))
    _add(tar, "counts.json", _json(counts))
    return missing


def _newest_made(loader: MigrationLoader) -> list[tuple[str, str]]:
    """The tables as they are, which before an upgrade is not as this version knows them."""
    applied = [node for node in loader.applied_migrations if node in loader.graph.node_map]
    return sorted(
        node
        for node in applied
        if not any(
            child.key in loader.applied_migrations and child.key[0] == node[0]
            for child in loader.graph.node_map[node].children
        )
    )


def _about(made: list[tuple[str, str]]) -> dict[str, object]:
    return {"made_at": now().isoformat(), "version": _version(), "tables": made}


def _json(held: object) -> IO[bytes]:
    return io.BytesIO(json.dumps(held).encode())


def _version() -> str:
    try:
        return version("alongside")
    except PackageNotFoundError:  # run from its sources, not installed
        return "of no release"


def _add(tar: tarfile.TarFile, name: str, content: IO[bytes]) -> None:
    info = tarfile.TarInfo(name)
    content.seek(0, io.SEEK_END)
    info.size = content.tell()
    content.seek(0)
    tar.addfile(info, content)
