"""The stylesheet and the script as they are sent: small, held in memory, each known by its hash.

Plain Python without Django, because the settings need the hashes for the security policy.
"""

import base64
import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

import brotli  # type: ignore[import-untyped]  # -- it ships no types

from .minify import minify

FOLDER: Final = Path(__file__).parent / "static" / "alongside"
_NIGHT: Final = re.compile(
    r"@media screen and \(prefers-color-scheme: dark\) \{\s*"
    r":root:not\(\[data-theme=light\]\) \{(.*?)\}\s*\}",
    re.DOTALL,
)


@dataclass(frozen=True)
class Sent:
    """One text we send to browsers, inside a page or by its own address."""

    text: str
    kind: str
    ending: str

    @cached_property
    def digest(self) -> bytes:
        return hashlib.sha256(self.text.encode()).digest()

    @cached_property
    def csp_hash(self) -> str:
        return f"'sha256-{base64.b64encode(self.digest).decode()}'"

    @cached_property
    def address(self) -> str:
        return f"/look/{self.digest.hex()[:12]}.{self.ending}"

    @cached_property
    def brotli(self) -> bytes:
        small: bytes = brotli.compress(self.text.encode(), quality=11)
        return small

    @cached_property
    def gzip(self) -> bytes:
        return gzip.compress(self.text.encode(), 9, mtime=0)


def with_chosen_night(css: str) -> str:
    """Night is written once, for the device; the copy serves people who choose it themselves."""
    found = _NIGHT.search(css)
    if found is None:
        raise ValueError("The stylesheet has no night.")
    # On the screen only: paper is white, whoever prints.
    night = f"color-scheme: dark; {found.group(1)}"
    chosen = f"@media screen {{ :root[data-theme=dark] {{ {night} }} }}"
    return css[: found.end()] + chosen + css[found.end() :]


def read_stylesheet() -> str:
    source = (FOLDER / "alongside.css").read_text(encoding="utf-8")
    return minify(with_chosen_night(source))


STYLE: Final = Sent(text=read_stylesheet(), kind="text/css; charset=utf-8", ending="css")
SENT: Final = {sent.address: sent for sent in (STYLE,)}

POLICY: Final = {
    "default-src": ["'none'"],
    "style-src": ["'self'", STYLE.csp_hash],
    "script-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "media-src": ["'self'"],
    "connect-src": ["'self'"],
    "manifest-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
    "require-trusted-types-for": ["'script'"],
    "trusted-types": ["'none'"],
}
