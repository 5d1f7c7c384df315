"""Ids for rows, and short codes for people to read out."""

import secrets
import time
from datetime import datetime
from typing import Final
from uuid import UUID

CODE_LETTERS: Final = "BCDFGHJKMNPQRSTVWXYZ23456789"  # no vowels, so no words; no O/0, I/1/L
CODE_LENGTH: Final = 6


def uuid7() -> UUID:
    """A UUID of version 7 (RFC 9562): 48 bits of milliseconds, 12 of their fraction, 62 random."""
    milliseconds, rest = divmod(time.time_ns(), 1_000_000)
    fraction = (rest << 12) // 1_000_000
    value = (milliseconds & (1 << 48) - 1) << 80
    value |= 0x7 << 76 | fraction << 64
    value |= 0b10 << 62 | secrets.randbits(62)
    return UUID(int=value)


def earliest_uuid7(moment: datetime) -> UUID:
    """The smallest id anybody can be given at this moment: what is older sorts before it."""
    milliseconds = int(moment.timestamp() * 1000)
    return UUID(int=(milliseconds & (1 << 48) - 1) << 80 | 0x7 << 76 | 0b10 << 62)


def short_code() -> str:
    """Six letters and digits that are hard to confuse, on paper or over the phone."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
