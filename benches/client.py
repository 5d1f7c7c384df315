"""A visitor who keeps the door open, keeps cookies and fills in forms; as little else as can be.

It asks as a browser does: brotli (opened only where its words are needed), from the same site.
"""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from typing import Final
from urllib.parse import urlencode, urlsplit

import brotli  # type: ignore[import-untyped]  # -- it ships no types

SMALL: Final = 400  # statuses from here on are troubles
TIMEOUT: Final = 60


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    content: bytes
    coding: str
    goes_to: str
    took: float

    @property
    def text(self) -> str:
        plain = brotli.decompress(self.content) if self.coding == "br" else self.content
        return bytes(plain).decode()


class Visitor:
    """One person with one browser."""

    def __init__(self, address: str, *, session: str = "") -> None:
        self.connection = HTTPConnection(urlsplit(address).netloc, timeout=TIMEOUT)
        self.cookies = {"session": session} if session else {}
        self.took: list[tuple[str, float]] = []
        self.troubles: list[str] = []

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def post(self, path: str, fields: Iterable[tuple[str, str]]) -> Answer:
        return self._ask("POST", path, body=urlencode(list(fields)))

    def _ask(self, method: str, path: str, body: str | None = None) -> Answer:
        start = time.perf_counter()
        self.connection.request(method, path, body, self._headers(body is not None))
        came = self.connection.getresponse()
        content = came.read()
        took = time.perf_counter() - start
        for said in came.headers.get_all("Set-Cookie") or []:
            self.cookies |= {name: one.value for name, one in SimpleCookie(said).items()}
        self.took.append((method, took))
        if came.status >= SMALL:
            self.troubles.append(f"{method} {came.status}")
        coding, place = (came.headers.get(name, "") for name in ("Content-Encoding", "Location"))
        return Answer(came.status, content, coding, place, took)

    def _headers(self, posts: bool) -> Mapping[str, str]:  # noqa: FBT001 -- short, of this class
        headers = {"Sec-Fetch-Site": "same-origin", "Accept-Encoding": "br", "Accept": "text/html"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={word}" for name, word in self.cookies.items())
        if posts:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        return headers


class _Fields(HTMLParser):
    """The hidden fields of one form, found by where it sends."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self.action, self.inside = action, False
        self.found: list[tuple[str, str]] = []
        self.others: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = given.get("action", "").endswith(self.action)
        elif tag == "input" and self.inside and given.get("name"):
            pair = (given["name"], given.get("value", ""))
            hidden = given.get("type") == "hidden"
            (self.found if hidden else self.others).append(pair)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False


def hidden_fields(page: str, action: str) -> list[tuple[str, str]]:
    """What a browser sends with the form that goes to `action`, whatever is typed."""
    return _read(page, action).found


def offered_values(page: str, action: str, name: str) -> list[str]:
    """Values of the boxes of this name in that form."""
    return [value for given, value in _read(page, action).others if given == name]


def _read(page: str, action: str) -> _Fields:
    fields = _Fields(action)
    fields.feed(page)
    return fields
