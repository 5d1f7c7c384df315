"""Keys that live outside the database and outside its backups.

One house key wraps a key for each owner: a person, or a row of nobody's. To destroy an owner's key
is to make every value sealed under it unreadable, in backups too.
"""

import os
import time
from pathlib import Path
from typing import IO, Any, Final
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE: Final = 12  # bytes
REMEMBERED: Final = 300  # seconds; after this a destroyed key is forgotten by every process
_remembered: dict[UUID, tuple[float, bytes]] = {}


class KeyGoneError(Exception):
    """The owner's key was destroyed: what it sealed cannot be read again."""


def key_for(owner: UUID, *, create: bool) -> bytes:
    """The 32-byte key of this owner; made on first use where `create` says so."""
    known = _remembered.get(owner)
    if known and known[0] > time.monotonic():
        return known[1]
    path = _path(owner)
    if create and not path.exists():
        key = AESGCM.generate_key(256)
        nonce = os.urandom(NONCE)
        _write(path, nonce + AESGCM(_house_key()).encrypt(nonce, key, owner.bytes))
    wrapped = path.read_bytes() if path.exists() else b""  # another worker may have been first
    if not wrapped:
        raise KeyGoneError
    key = _unwrap(owner, wrapped)
    if len(_remembered) > 10_000:  # noqa: PLR2004 -- enough for a busy hour, small in memory
        _remembered.clear()
    _remembered[owner] = time.monotonic() + REMEMBERED, key
    return key


def has(owner: UUID) -> bool:
    path = _path(owner)
    return path.exists() and path.stat().st_size > 0


def gone(owner: UUID) -> bool:
    """Whether this key was destroyed."""
    return _path(owner).exists() and not has(owner)


def destroy(owner: UUID) -> None:
    """Write over the key. An empty file stays in its place, so that nobody makes a new one."""
    _remembered.pop(owner, None)
    path = _path(owner)
    if not path.exists():
        _write(path, b"")
    with path.open("r+b") as file:
        file.write(bytes(path.stat().st_size))
        to_disk(file)
        file.truncate(0)
        to_disk(file)


def for_backups(*, create: bool = True) -> bytes:
    """The key that seals backups. It is not in them: keep a copy of the folder of keys."""
    path = Path(settings.KEYS_FOLDER) / "backups"
    if create and not path.exists():
        _write(path, AESGCM.generate_key(256))
    return path.read_bytes() if path.exists() else b""


def to_disk(file: IO[Any]) -> None:
    """Wait until what was written is on the disk."""
    file.flush()
    os.fsync(file.fileno())


def note(name: str, words: str) -> None:
    """Keep a line beside the keys, outside the database and its backups."""
    path = Path(settings.KEYS_FOLDER) / f"{name}.note"
    _part_of(path, words.encode()).replace(path)


def noted(name: str) -> str:
    path = Path(settings.KEYS_FOLDER) / f"{name}.note"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def forget() -> None:
    """Drop what is remembered in this process."""
    _remembered.clear()


def _path(owner: UUID) -> Path:
    return Path(settings.KEYS_FOLDER) / "owners" / owner.hex[-2:] / owner.hex


def _unwrap(owner: UUID, wrapped: bytes) -> bytes:
    return AESGCM(_house_key()).decrypt(wrapped[:NONCE], wrapped[NONCE:], owner.bytes)


def _house_key() -> bytes:
    path = Path(settings.KEYS_FOLDER) / "house"
    if not path.exists():
        _write(path, AESGCM.generate_key(256))
    return path.read_bytes()


def _part_of(path: Path, content: bytes) -> Path:
    """A file beside it that only we can read, whose bytes are on the disk."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.{time.monotonic_ns()}")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        to_disk(file)
    return part


def _write(path: Path, content: bytes) -> None:
    """Write once and for good: the first writer wins, and the bytes are on the disk."""
    part = _part_of(path, content)
    try:
        os.link(part, path)
    except FileExistsError:
        pass
    finally:
        part.unlink()
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
