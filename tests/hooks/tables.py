"""Tables made once for many runs: the same migrations give the same file, found by its hash.

`make test` does without (ALONGSIDE_FRESH_TABLES), so that migrations are tried every time.
"""

import hashlib
import os
import shutil
import tempfile
from pathlib import Path

import django
from django.apps import apps
from django.db import connection

from alongside.toolbox.database import loaded_version


def take(to: Path) -> bool:
    """Copy the tables of an earlier run, if there was one with these migrations."""
    kept = _kept()
    if os.environ.get("ALONGSIDE_FRESH_TABLES") or not kept.exists():
        return False
    shutil.copyfile(kept, to)
    return True


def keep() -> None:
    """Keep a copy of the tables as they are now, for later runs."""
    kept = _kept()
    if os.environ.get("ALONGSIDE_FRESH_TABLES") or kept.exists():
        return
    part = kept.with_name(f"{kept.name}.{os.getpid()}")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(part)])
    part.rename(kept)


def _kept() -> Path:
    seal = hashlib.sha256(f"{django.VERSION} {loaded_version()}".encode())
    for config in sorted(apps.get_app_configs(), key=lambda one: one.label):
        seal.update(config.label.encode())
        for file in sorted(Path(config.path).glob("migrations/*.py")):
            seal.update(file.name.encode() + file.read_bytes())
        operations = Path(config.path) / "operations.py"
        if operations.exists():
            seal.update(operations.read_bytes())
    return Path(tempfile.gettempdir()) / f"alongside-tables-{os.getuid()}-{seal.hexdigest()[:16]}"
