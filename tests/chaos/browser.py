"""A browser of few words: it keeps cookies, reads forms, and sends them as people do."""

import http.client
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final
from urllib.parse import urlencode, urlsplit

PATIENCE: Final = 60.0  # seconds until a person gives up on a page


class NoAnswerError(Exception):
    """The door is shut, or was shut while we spoke: what became of it, nobody knows."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: str
    location: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Upload:
    field: str
    name: str
    content: bytes


@dataclass(slots=True)
class Form:
    action: str
    fields: dict[str, str] = field(default_factory=dict)


class Browser:
    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, {}, b"")

    def post(self, path: str, fields: Mapping[str, str], upload: Upload | None = None) -> Answer:
        if upload is None:
            kind, body = "application/x-www-form-urlencoded", urlencode(fields).encode()
        else:
            kind, body = _in_parts(fields, upload)
        return self._ask("POST", path, {"Content-Type": kind}, body)

    def _ask(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Answer:
        door = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        kept = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        origin = f"http://127.0.0.1:{self.port}"
        try:
            door.request(method, path, body or None, {"Cookie": kept, "Origin": origin} | headers)
            heard = door.getresponse()
            words = heard.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException) as trouble:
            raise NoAnswerError(type(trouble).__name__) from None
        finally:
            door.close()
        self._keep_cookies(heard)
        kind = heard.headers.get_content_type()
        return Answer(heard.status, words, heard.getheader("Location", ""), kind)

    def _keep_cookies(self, heard: http.client.HTTPResponse) -> None:
        for line in heard.headers.get_all("Set-Cookie") or ():
            name, _, value = line.split(";")[0].partition("=")
            if value and value != '""':
                self.cookies[name] = value
            else:
                self.cookies.pop(name, None)


class Forms(HTMLParser):
    """The forms of a page that post, with what stands in their boxes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[Form] = []
        self._open: Form | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = Form(given.get("action", ""))
            if given.get("method", "").lower() == "post":
                self.found.append(self._open)
        elif tag == "input" and self._open and given.get("name"):
            ticked = given.get("type") not in {"radio", "checkbox"} or "checked" in given
            if ticked and given.get("type") != "file":
                self._open.fields[given["name"]] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None


def form_of(page: str, *, action: str) -> Form:
    """The form that is sent to this address, or to the page's own."""
    for form in Forms(page).found:
        if "once" in form.fields and urlsplit(form.action).path in {action, ""}:
            return form
    raise LookupError(f"no form to {action}")


def _in_parts(fields: Mapping[str, str], upload: Upload) -> tuple[str, bytes]:
    line = f"----{secrets.token_hex(16)}"
    parts = [
        f'--{line}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    parts.append(
        f'--{line}\r\nContent-Disposition: form-data; name="{upload.field}"; '
        f'filename="{upload.name}"\r\nContent-Type: text/plain\r\n\r\n'.encode()
        + upload.content
        + b"\r\n"
    )
    return f"multipart/form-data; boundary={line}", b"".join(parts) + f"--{line}--\r\n".encode()
