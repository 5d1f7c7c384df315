"""What a page weighs on the wire, and what its head says about safety."""

import re
from base64 import b64encode
from hashlib import sha256
from typing import Final

import brotli  # type: ignore[import-untyped]  # -- it ships no types
from django.http import HttpResponse

from alongside.toolbox.personal import MARK

from .page import Page

FIRST: Final = 14_600  # one TCP window
NEXT: Final = 6_000
STATUS_LINE: Final = len("HTTP/1.1 200 OK\r\n\r\n")
SMALL: Final = 500
FORBIDDEN: Final = re.compile(r"'unsafe-inline'|'unsafe-eval'|(?<![\w.])\*(?![\w.])|https?:(?!//)")
NEEDED: Final = {
    "default-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
}
HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


def bytes_on_the_wire(response: HttpResponse) -> int:
    """Body as it is sent (brotli, if the house left it plain) and every header."""
    body = response.content
    if not response.headers.get("Content-Encoding"):
        body = brotli.compress(body, quality=5)
    headers = sum(len(f"{name}: {value}\r\n".encode()) for name, value in response.headers.items())
    cookies = sum(len(f"{cookie.output()}\r\n".encode()) for cookie in response.cookies.values())
    return STATUS_LINE + headers + cookies + len(body)


def too_heavy(response: HttpResponse, *, limit: int) -> list[str]:
    weight = bytes_on_the_wire(response)
    about = round(weight, -3) if weight > limit + 1_000 else round(weight, -2)
    return [f"about {about:,} bytes on the wire, not {limit:,}"] if weight > limit else []


def uncompressed(response: HttpResponse) -> list[str]:
    """Whoever asked with `Accept-Encoding: br` should get it."""
    plain = len(response.content) > SMALL and not response.headers.get("Content-Encoding")
    return ["sent without compression, though the reader asked for brotli"] if plain else []


def policy(response: HttpResponse) -> dict[str, str]:
    said = response.headers.get("Content-Security-Policy", "")
    pairs = (part.strip().partition(" ") for part in said.split(";") if part.strip())
    return {name: values.strip() for name, _space, values in pairs}


def sealed(markup: str) -> list[str]:
    shown = MARK in markup
    return ["somebody's own words are on the page as they are kept, sealed"] if shown else []


def unsafe(response: HttpResponse, page: Page | None = None) -> list[str]:
    said, rules = [], policy(response)
    if not rules:
        return ["no Content-Security-Policy"]
    for name, value in NEEDED.items():
        wanted = {value, "'none'"}
        if name == "object-src" and name not in rules:
            continue  # default-src answers for it
        if not wanted & {rules.get(name, "")}:
            said.append(f"the policy says {name} {rules.get(name, 'nothing')!r}, not {value}")
    for name, value in rules.items():
        if FORBIDDEN.search(value):
            said.append(f"the policy lets in {name} {value}")
    if "require-trusted-types-for" not in rules:
        said.append("the policy asks for no Trusted Types")
    for name, value in HEADERS.items():
        if response.headers.get(name) != value:
            said.append(f"the header {name} is {response.headers.get(name)!r}, not {value}")
    return [*said, *_refused(rules, page)] if page else said


def _refused(rules: dict[str, str], page: Page) -> list[str]:
    """Say what the page carries inside it that its own policy would refuse."""
    said = []
    for element in page.all("style", "script"):
        allowed = rules.get(f"{element.tag}-src", rules.get("default-src", ""))
        inside = "".join(map(str, element.children))
        seal = b64encode(sha256(inside.encode()).digest()).decode()
        sealed = f"'sha256-{seal}'" in allowed or f"'nonce-{element['nonce']}'" in allowed
        if not sealed and "src" not in element:
            said.append(f"{element} would be refused by the page's own policy")
    return said
