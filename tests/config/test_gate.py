"""The gate: who is slow is sent away in time, and what is refused is refused with a page."""

import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from waitress.server import create_server

from alongside.config import gate
from alongside.config.server import MEASURED

ANSWER = b"x" * 600_000
SMALL_BUFFERS = [(socket.SOL_SOCKET, socket.SO_SNDBUF, 32_768)]  # so that little is on the way
HERE = "127.0.0.1"
Start = Callable[[str, list[tuple[str, str]]], object]


def application(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    body = ANSWER if environ["PATH_INFO"] == "/long" else environ["wsgi.input"].read()
    start("200 OK", [("Content-Length", str(len(body)))])
    return [body]


@pytest.fixture
def doors() -> dict[int, Any]:  # Any: as waitress has it
    return {}


def channels(doors: dict[int, Any]) -> list[gate.Channel]:
    return [door for door in [*doors.values()] if isinstance(door, gate.Channel)]


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch, doors: dict[int, Any]) -> Iterator[int]:
    """A server behind the gate, with less patience than the house has."""
    monkeypatch.setattr(gate, "GRACE", 0.5)
    options = MEASURED | {
        "threads": 2,
        "asyncore_loop_timeout": 0.1,
    }
    server = create_server(application, map=doors, host=HERE, port=0, **options)
    server.adj.socket_options = SMALL_BUFFERS
    gate.watch(doors)
    thread = threading.Thread(target=server.run)
    thread.start()
    yield int(server.effective_port)
    for door in [*doors.values()]:
        if isinstance(door, gate.Channel):
            door.lingers_on = False
            door.handle_close()
        else:
            door.close()
    server.task_dispatcher.shutdown()
    thread.join(10)


def connect(port: int) -> socket.socket:
    door = socket.socket()
    door.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    door.settimeout(5)
    door.connect((HERE, port))
    return door


def heard(door: socket.socket) -> bytes:
    """Everything until the other side closes, or says nothing for a while."""
    got = b""
    try:
        while part := door.recv(65536):
            got += part
    except OSError:
        pass
    return got


def say(port: int, words: bytes) -> bytes:
    with connect(port) as door:
        door.sendall(words)
        door.shutdown(socket.SHUT_WR)
        return heard(door)


def post(*lines: str, version: str = "1.1") -> bytes:
    return "\r\n".join([f"POST / HTTP/{version}", "Host: x", *lines, "", ""]).encode()


def test_an_ordinary_request_is_answered(port: int) -> None:
    with connect(port) as door:
        door.sendall(post("Content-Length: 5", "Connection: close") + b"hello")

        assert heard(door).endswith(b"\r\n\r\nhello")


def test_chunks_are_put_together(port: int) -> None:
    with connect(port) as door:
        lines = post("Transfer-Encoding: chunked", "Connection: close")
        door.sendall(lines + b"3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n")

        assert heard(door).endswith(b"\r\n\r\nhello")


@pytest.mark.parametrize(
    "opening", [b"GET / HTTP/1.1\r\nX: ", post("Content-Length: 100000")], ids=["head", "body"]
)
def test_who_sends_a_byte_now_and_then_is_sent_away(port: int, opening: bytes) -> None:
    start = time.monotonic()

    with connect(port) as door, pytest.raises(OSError, match=r"(?i)pipe|reset"):
        door.sendall(opening)
        while time.monotonic() < start + 5:
            time.sleep(0.1)
            door.sendall(b"x")


def test_who_reads_nothing_is_sent_away(port: int, doors: dict[int, Any]) -> None:
    with connect(port) as door:
        door.sendall(b"GET /long HTTP/1.1\r\nHost: x\r\n\r\n")
        until = time.monotonic() + 30
        time.sleep(1)  # it is let in
        while channels(doors) and time.monotonic() < until:
            time.sleep(0.05)

        assert channels(doors) == []
        assert len(heard(door)) < len(ANSWER)


def test_who_reads_slowly_but_reads_gets_everything(port: int) -> None:
    start = time.monotonic()
    with connect(port) as door:
        door.sendall(b"GET /long HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        got = 0
        while part := door.recv(10_000):
            got += len(part)
            time.sleep(0.02)

    assert got > len(ANSWER)
    assert time.monotonic() - start > 2 * gate.GRACE


def test_readers_that_do_not_read_keep_no_thread_from_the_others(port: int) -> None:
    doors = [connect(port) for _ in range(4)]  # twice as many as threads
    for door in doors:
        door.sendall(b"GET /long HTTP/1.1\r\nHost: x\r\n\r\n" * 20)
    start = time.monotonic()

    answer = say(port, post("Content-Length: 5") + b"hello")

    assert answer.endswith(b"hello")
    assert time.monotonic() - start < 15
    for door in doors:
        door.close()


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (b"nonsense\r\n\r\n", 400),
        (post("Content-Length: x"), 400),
        (post("Content-Length: 4", "Transfer-Encoding: chunked") + b"0\r\n\r\n", 400),
        (post("Transfer-Encoding: chunked", version="1.0") + b"0\r\n\r\n", 400),
        (post("Transfer-Encoding: gzip"), 501),
        (post("Transfer-Encoding: chunked") + b"1" * 5_000, 400),
        (post("Transfer-Encoding: chunked") + b"0\r\nX: " + b"x" * 20_000, 400),
        (post("X: " + "x" * 40_000), 431),
        (post(f"Content-Length: {5 * 1024**3}"), 413),
        (post(f"Content-Length: {5 * 1024**3}", "Expect: 100-continue"), 413),
    ],
    ids=["line", "length", "both", "old", "odd", "chunk", "trailer", "head", "large", "asks"],
)
def test_what_is_refused_gets_a_page_with_its_own_policy(
    port: int, words: bytes, status: int
) -> None:
    answer = say(port, words)

    assert answer.split(b" ")[1] == str(status).encode()
    assert answer.endswith(b"</html>\n")
    assert b"Content-Security-Policy: " in answer
    assert b"Connection: close" in answer


def test_what_is_too_large_is_heard_to_its_end_and_not_kept(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "largest_body", lambda: 1_000)
    part = b"x" * 100_000

    whole = say(port, post("Content-Length: 100000") + part)
    chunked = say(port, post("Transfer-Encoding: chunked") + b"186a0\r\n" + part + b"\r\n0\r\n\r\n")

    assert b" 413 " in whole.splitlines()[0]
    assert b" 413 " in chunked.splitlines()[0]
    assert b"That is too big for us" in whole
