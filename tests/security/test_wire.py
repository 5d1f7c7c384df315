"""What the server itself makes of odd bytes, with the settings it runs with."""

import socket
import threading
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from waitress.server import create_server

from alongside.config.server import MEASURED, _behind_a_proxy

HEARD: list[dict[str, Any]] = []


def echo(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
    HEARD.append(
        {
            "method": environ["REQUEST_METHOD"],
            "path": environ["PATH_INFO"],
            "body": environ["wsgi.input"].read(),
            "from": environ["REMOTE_ADDR"],
            "scheme": environ["wsgi.url_scheme"],
            "forwarded": environ.get("HTTP_X_FORWARDED_FOR"),
        }
    )
    start("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "2")])
    return [b"ok"]


@pytest.fixture
def port() -> Iterator[int]:
    HEARD.clear()
    server = create_server(echo, host="127.0.0.1", port=0, **MEASURED, **_behind_a_proxy())
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield server.effective_port
    server.close()
    thread.join(timeout=5)


def send(port: int, words: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=5) as wire:
        wire.sendall(words)
        wire.settimeout(2)
        got = b""
        try:
            while some := wire.recv(65_536):
                got += some
        except TimeoutError:
            pass
    return got


def test_where_a_request_ends_is_read_in_one_way(port: int) -> None:
    """Both a length and pieces: the pieces count, and nothing after them hides a second request."""
    send(
        port,
        b"POST /one HTTP/1.1\r\nHost: x\r\nContent-Length: 60\r\nTransfer-Encoding: chunked\r\n\r\n"
        b"3\r\nabc\r\n0\r\n\r\n",
    )

    assert [(each["path"], each["body"]) for each in HEARD] == [("/one", b"abc")]


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Length: 3\r\nContent-Length: 30",
        b"Content-Length: +3",
        b"Transfer-Encoding: xchunked",
        b"Transfer-Encoding : chunked",
        b"X: a\x00b",
    ],
)
def test_a_head_that_could_be_read_in_two_ways_is_refused(port: int, head: bytes) -> None:
    got = send(port, b"POST /one HTTP/1.1\r\nHost: x\r\n" + head + b"\r\n\r\nabc")

    assert got.split(b" ")[1] in {b"400", b"501"}
    assert HEARD == []


def test_a_forged_sender_is_not_believed(port: int) -> None:
    send(
        port,
        b"GET / HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 198.51.100.7\r\n"
        b"X-Forwarded-Proto: https\r\nForwarded: for=198.51.100.7\r\nConnection: close\r\n\r\n",
    )

    assert [(each["from"], each["scheme"], each["forwarded"]) for each in HEARD] == [
        ("127.0.0.1", "http", None)
    ]


def test_the_server_does_not_say_what_it_is(port: int) -> None:
    got = send(port, b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")

    assert b"server:" not in got.lower()
    assert b"waitress" not in got.lower()
