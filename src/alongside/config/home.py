"""The home folder: what one installation keeps that is not in the program. No Django here."""

import os
import secrets
from pathlib import Path
from typing import Final

PRIVATE_FOLDER: Final = 0o700
PRIVATE_FILE: Final = 0o600


def home() -> Path:
    return Path(os.environ.get("ALONGSIDE_HOME", "var")).resolve()


def lay_out(folder: Path) -> None:
    """Make the folders and write the secret, once. What is there already stays."""
    for part in (folder, folder / "keys", folder / "files", folder / "outbox"):
        part.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    if not os.environ.get("ALONGSIDE_SECRET_KEY"):
        _write_once(folder / "secret", secrets.token_urlsafe(50))


def _write_once(path: Path, words: str) -> None:
    """All of it or nothing, whenever the power fails: half a secret would stop every start."""
    if path.exists():
        return
    part = path.with_name(f"{path.name}.{os.getpid()}")
    file = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE_FILE)
    with os.fdopen(file, "w", encoding="ascii") as opened:
        opened.write(words)
        opened.flush()
        os.fsync(opened.fileno())
    try:
        os.link(part, path)
    except FileExistsError:
        pass  # somebody else was first, and theirs counts
    finally:
        part.unlink()
