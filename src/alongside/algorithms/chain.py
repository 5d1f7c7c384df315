"""A chain of seals: each holds what was said, its number, and the seal before it.

HMAC-SHA-256 (RFC 2104) under a key kept elsewhere: whoever changes, drops or moves something
cannot make the seals that follow.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Final

START: Final = bytes(32)  # what the first seal holds in place of one before it


def digest(said: Mapping[str, object]) -> bytes:
    """32 bytes for what was said: the same for the same words, in whatever order they are held."""
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).digest()


def seal(key: bytes, *, before: bytes, number: int, named: bytes, said: bytes) -> bytes:
    """32 bytes that bind a digest to its name, its number and the seal before."""
    link = before + number.to_bytes(8, "big") + named + said
    return hmac.digest(key, link, "sha256")
