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
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
    except FileExistsError:
        return
    with os.fdopen(file, "w", encoding="ascii") as opened:
        opened.write(words)
