"""A long file, sealed piece by piece, so that nothing in it can be read, changed, moved or cut off.

The STREAM construction (Hoang, Reyhanitabar, Rogaway and Vizár, 2015) with AES-256-GCM: each piece
has its number in its nonce, and the last one says that it is the last. Each file has a key of its
own, made from the house's key and a salt (HKDF, RFC 5869).
"""

import hashlib
import os
from typing import IO, Final, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

FIRST_LINE: Final = b"alongside backup 1\n"
PIECE: Final = 65_536  # bytes of each piece before it is sealed
TAG: Final = 16
NAME, SALT = 8, 16  # bytes


class BadBackupError(Exception):
    """A sentence that says what is wrong with the file."""


class Sealing:
    """Something to write to; what arrives in the file below is sealed."""

    def __init__(self, file: IO[bytes], key: bytes) -> None:
        salt = os.urandom(SALT)
        self._file, self._cipher = file, _cipher(key, salt)
        self._waiting, self._number = bytearray(), 0
        file.write(FIRST_LINE + _name_of(key) + salt)

    def write(self, some: bytes) -> int:
        self._waiting += some
        while len(self._waiting) > PIECE:
            self._seal(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]
        return len(some)

    def close(self) -> None:
        self._seal(bytes(self._waiting), last=True)

    def _seal(self, piece: bytes, *, last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._number, last=last), piece, None))
        self._number += 1


class Opening:
    """Something to read from; every piece is looked at before a byte of it is given out."""

    def __init__(self, file: IO[bytes], key: bytes) -> None:
        if file.read(len(FIRST_LINE)) != FIRST_LINE:
            raise BadBackupError("This file is not a backup of Alongside.")
        if file.read(NAME) != _name_of(key):
            raise BadBackupError(
                "This backup belongs to another house: it was made with another key. "
                "Put the folder of keys of that house in place first."
            )
        self._file, self._cipher = file, _cipher(key, file.read(SALT))
        self._ready, self._number, self._ended = b"", 0, False

    def read(self, size: int = -1) -> bytes:
        while not self._ended and (size < 0 or len(self._ready) < size):
            self._ready += self._open_one()
        given = self._ready if size < 0 else self._ready[:size]
        self._ready = self._ready[len(given) :]
        return given

    def to_the_end(self) -> Self:
        """Read all of it, to see that all of it is there and sound."""
        while self.read(PIECE):
            pass
        return self

    def _open_one(self) -> bytes:
        sealed = self._file.read(PIECE + TAG)
        for last in (len(sealed) < PIECE + TAG, True):
            try:
                piece = self._cipher.decrypt(_nonce(self._number, last=last), sealed, None)
            except InvalidTag:
                continue
            self._ended, self._number = last, self._number + 1
            if last and self._file.read(1):
                break
            return piece
        raise BadBackupError(
            "This backup is damaged: a part of it was changed or is missing. Use another one."
        )


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt, FIRST_LINE).derive(key))


def _name_of(key: bytes) -> bytes:
    return hashlib.sha256(FIRST_LINE + key).digest()[:NAME]


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
