"""What hostile clients do. Each attack is bounded in count and time, and says what it was told.

Held attacks open their connections, keep them as they are, and look how many the house still
holds at the end. Sent attacks send one thing and read the answer.
"""

import socket
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import repeat
from typing import Final

from .house import HERE, House

GIGABYTE: Final = 1024**3
NOTHING: Final = "no answer"


@dataclass(frozen=True, slots=True)
class Attack:
    name: str
    act: Callable[[House, float], str]


def start_of(house: House, method: str, path: str, *more: str, who: bool = False) -> bytes:
    """The first lines of a request, without the empty line that ends them."""
    lines = [f"{method} {path} HTTP/1.1", f"Host: {HERE}", *more]
    if who:
        lines.append(f"Cookie: session={house.sessions[0]}")
    return "".join(f"{line}\r\n" for line in lines).encode("latin-1")


def whole(house: House, path: str, *more: str, method: str = "GET", who: bool = False) -> bytes:
    return start_of(house, method, path, *more, who=who) + b"\r\n"


def told(door: socket.socket, *, patience: float = 30) -> str:
    """The status of an answer, and whether it is a page of ours."""
    door.settimeout(patience)
    got = b""
    try:
        while part := door.recv(65536):
            got += part
            if b"</html>" in got:
                break
    except OSError:
        pass
    if not got.startswith(b"HTTP/1."):
        return NOTHING
    kind = "our page" if b"</html>" in got else "bare"
    return f"{got.split(b' ')[1].decode()} {kind}"


def ask(house: House, *parts: bytes, patience: float = 30) -> str:
    with house.connect() as door:
        send(door, parts)
        return told(door, patience=patience)


def send(door: socket.socket, parts: Iterable[bytes]) -> int:
    """How many bytes could be sent before the house closed the door."""
    sent = 0
    try:
        for part in parts:
            door.sendall(part)
            sent += len(part)
    except OSError:
        return sent
    return sent


# ── Held open ──


def hold(house: House, count: int, opening: bytes, seconds: float, drip: bytes = b"") -> str:
    """Open many doors, say the same half of something at each, and wait."""
    doors: list[socket.socket] = []
    try:
        for _ in range(count):
            door = house.connect()
            doors.append(door)
            door.sendall(opening)
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            time.sleep(min(1.0, left))
            if drip:
                for door in doors:
                    send(door, [drip])
        shut = sum(map(is_shut, doors))
    finally:
        for door in doors:
            door.close()
    return f"{shut} of {count} were closed by the house"


def is_shut(door: socket.socket) -> bool:
    """Whether the other side has ended it, whatever still waits to be read."""
    door.settimeout(0.05)
    until = time.monotonic() + 2
    try:
        while time.monotonic() < until:
            if not door.recv(65536):
                return True
    except TimeoutError:
        return False
    except OSError:
        return True
    return False


def half_headers(house: House, seconds: float) -> str:
    return hold(house, 400, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Never: end", seconds)


def half_bodies(house: House, seconds: float) -> str:
    opening = whole(house, "/in/", "Content-Length: 500000", method="POST") + b"x" * 250_000
    return hold(house, 400, opening, seconds)


def idle(house: House, seconds: float) -> str:
    return hold(house, 100, b"", seconds)


def dripped_headers(house: House, seconds: float) -> str:
    return hold(house, 100, b"GET / HTTP/1.1\r\nX-Drip: ", seconds, drip=b"x")


def dripped_bodies(house: House, seconds: float) -> str:
    opening = whole(house, "/in/", "Content-Length: 100000", method="POST")
    return hold(house, 100, opening, seconds, drip=b"x")


def readers_that_do_not_read(house: House, seconds: float) -> str:
    """Each asks four times for 8 MB, at once, and reads nothing."""
    doors: list[socket.socket] = []
    try:
        for _ in range(30):
            door = socket.socket()
            door.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            door.settimeout(20)
            door.connect((HERE, house.port))
            door.sendall(whole(house, house.file, who=True) * 4)
            doors.append(door)
        ports = {door.getsockname()[1] for door in doors}
        time.sleep(seconds)
        until = time.monotonic() + seconds  # their patience begins when the answer is ready
        while (held := house.holds(ports)) and time.monotonic() < until:
            time.sleep(1)
    finally:
        for door in doors:
            door.close()
    return f"{30 - held} of 30 were closed by the house"


# ── Too much of something ──


def ten_thousand_fields(house: House, _seconds: float) -> str:
    body = b"&".join(b"field%d=x" % number for number in range(10_000))
    return ask(house, *form(house, "/in/", body))


def ten_thousand_parts(house: House, _seconds: float) -> str:
    part = '--b\r\nContent-Disposition: form-data; name="f%d"\r\n\r\nx\r\n'
    body = "".join(part % number for number in range(10_000)).encode() + b"--b--\r\n"
    return ask(house, *form(house, house.bring, body, kind="multipart/form-data; boundary=b"))


def deep_json(house: House, _seconds: float) -> str:
    body = b"[" * 500_000 + b"]" * 500_000
    return ask(house, *form(house, "/in/", body, kind="application/json"))


def large_field(house: House, _seconds: float) -> str:
    return ask(house, *form(house, "/in/", b"email=" + b"x" * 5_000_000))


def form(
    house: House, path: str, body: bytes, *, kind: str = "application/x-www-form-urlencoded"
) -> tuple[bytes, bytes]:
    lengths = (f"Content-Type: {kind}", f"Content-Length: {len(body)}")
    return whole(house, path, *lengths, method="POST", who=True), body


def many_parameters(house: House, _seconds: float) -> str:
    query = "&".join(["q="] * 5_000)
    said = [ask(house, whole(house, f"{path}?{query}")) for path in ("/marram-bay/ideas/", "/in/")]
    return counted(said)


def long_address(house: House, _seconds: float) -> str:
    return counted(
        ask(house, whole(house, "/" + "x" * size)) for size in (8_000, 60_000, 1_000_000)
    )


def long_headers(house: House, _seconds: float) -> str:
    one = ask(house, whole(house, "/", "X-Long: " + "x" * 1_000_000))
    many = ask(house, whole(house, "/", *[f"X-{number}: x" for number in range(20_000)]))
    return counted([one, many])


def upload_of_five_gigabytes(house: House, seconds: float) -> str:
    """Said to be that long beforehand: sent until it is refused."""
    return flood(house, seconds, f"Content-Length: {5 * GIGABYTE}")


def upload_that_asks_first(house: House, seconds: float) -> str:
    return flood(house, seconds, f"Content-Length: {5 * GIGABYTE}", "Expect: 100-continue")


def upload_without_a_length(house: House, seconds: float) -> str:
    return flood(house, seconds, "Transfer-Encoding: chunked", chunk=b"100000\r\n%s\r\n")


def flood(house: House, seconds: float, *lines: str, chunk: bytes = b"%s") -> str:
    megabyte = chunk.replace(b"%s", bytes(1024 * 1024))
    kind = "Content-Type: multipart/form-data; boundary=b"
    with house.connect(patience=5) as door:
        send(door, [whole(house, house.bring, kind, *lines, method="POST", who=True)])
        until = time.monotonic() + max(seconds, 30)
        sent = 0
        for part in repeat(megabyte, 5 * 1024):
            if time.monotonic() > until or not send(door, [part]):
                break
            sent += 1
        said = told(door, patience=5)
    much = "at once" if sent <= AT_ONCE else f"after {sent} MB"
    return f"refused {much}, {said}" if sent < 5 * 1024 else "5 GB were taken"


AT_ONCE: Final = 16  # megabytes that fit into the buffers between two programs


# ── Crooked requests ──


def null_bytes(house: House, _seconds: float) -> str:
    paths = ("/%00", "/marram-bay/ideas/?q=%00", "/marram-bay/library/?q=a%00b", "/week/?from=%00")
    said = [ask(house, whole(house, path, who=True)) for path in paths]
    said.append(ask(house, *form(house, "/in/", b"email=a%00b@example.org&next=%00")))
    return counted(said)


def broken_letters(house: House, _seconds: float) -> str:
    paths = ("/%ff%fe", "/marram-bay/%c3%28/", "/marram-bay/ideas/?q=%ff%fe", "/%ed%a0%80")
    said = [ask(house, whole(house, path, who=True)) for path in paths]
    said += [ask(house, *form(house, "/in/", b"email=%ff%fe"))]
    for charset in ("hex", "utf-16", "no-such", "idna"):
        kind = f"application/x-www-form-urlencoded; charset={charset}"
        said.append(ask(house, *form(house, "/in/", b"email=a", kind=kind)))
        kind = f"multipart/form-data; boundary=b; charset={charset}"
        part = b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n\xff\r\n--b--\r\n'
        said.append(ask(house, *form(house, "/in/", part, kind=kind)))
    return counted(said)


def crooked_heads(house: House, _seconds: float) -> str:
    heads = (
        b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET\r\n\r\n",
        b"get / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"GET / HTTP/9.9\r\nHost: 127.0.0.1\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        b"TRACE / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"CONNECT evil.example:443 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"POST /in/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data\r\n\r\n",
        (
            b"POST /in/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data\r\n"
            b"Content-Length: 1\r\n\r\nx"
        ),
    )
    return counted(ask(house, head, patience=10) for head in heads)


HIDDEN: Final = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
SMUGGLED: Final = (
    b"Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"Transfer-Encoding: chunked\r\nContent-Length: 60\r\n\r\n0\r\n\r\n",
    b"Content-Length: 0\r\nContent-Length: 44\r\n\r\n",
    b"Content-Length: 0, 44\r\n\r\n",
    b"Content-Length: +0\r\n\r\n",
    b"Transfer-Encoding: xchunked\r\n\r\n",
    b"Transfer-Encoding: chunked, identity\r\n\r\n",
    b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
    b"Transfer-Encoding:\x0bchunked\r\n\r\n0\r\n\r\n",
    b"Transfer-Encoding: chunked\r\n\r\n0x0\r\n\r\n",
    b"Transfer-Encoding: chunked\r\n\r\n-0\r\n\r\n",
    b"X: a\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
)


def smuggled(house: House, _seconds: float) -> str:
    """A second request hidden where two readers could disagree on where the first one ends."""
    let_in = 0
    for lines in SMUGGLED:
        for version in (b"1.1", b"1.0"):
            head = b"POST /in/ HTTP/" + version + b"\r\nHost: 127.0.0.1\r\n"
            head += b"Connection: keep-alive\r\n"
            with house.connect() as door:
                send(door, [head + lines + HIDDEN])
                let_in += b'{"answers": true}' in all_of(door, patience=1.5)
    return f"{let_in} of {2 * len(SMUGGLED)} hidden requests were answered"


def all_of(door: socket.socket, *, patience: float) -> bytes:
    door.settimeout(patience)
    got = b""
    try:
        while part := door.recv(65536):
            got += part
    except OSError:
        pass
    return got


def pipelined(house: House, _seconds: float) -> str:
    with house.connect() as door:
        send(door, [HIDDEN * 999 + HIDDEN.replace(b"Host", b"Connection: close\r\nHost")])
        got = all_of(door, patience=30)
    return f"{got.count(b'HTTP/1.1 200')} of 1000 were answered, one after another"


def endless_chunk_line(house: House, seconds: float) -> str:
    """The line that says how long a chunk is, without an end: each byte makes the next dearer."""
    return endless(house, seconds, b"1" * 65536)


def endless_trailer(house: House, seconds: float) -> str:
    return endless(house, seconds, b"0\r\nX: " + b"x" * 65536)


def endless(house: House, seconds: float, first: bytes) -> str:
    with house.connect(patience=10) as door:
        send(door, [whole(house, "/in/", "Transfer-Encoding: chunked", method="POST"), first])
        until = time.monotonic() + max(seconds, 20)
        sent = 0
        while time.monotonic() < until and sent < 600 and send(door, [b"1" * 65536]):
            sent += 1
        said = told(door, patience=5)
    return f"refused after {sent / 16:.0f} MB, {said}" if sent < 600 else "37 MB were taken"


def ranges(house: House, _seconds: float) -> str:
    many = ",".join(f"{number}-" for number in range(2_000))
    wanted = [
        f"bytes={many}",
        "bytes=-9999999999999999999999",
        "bytes=5-1",
        "bytes=" + "0-0," * 500,
    ]
    paths = (house.file, "/static/alongside/alongside.js")
    said = [
        ask(house, whole(house, path, f"Range: {one}", "Connection: close", who=True))
        for path in paths
        for one in wanted
    ]
    return counted(said)


def nobody(_house: House, seconds: float) -> str:
    time.sleep(seconds)
    return "–"


def counted(said: Iterable[str]) -> str:
    return ", ".join(f"{times} × {what}" for what, times in sorted(Counter(said).items()))


HELD: Final = (
    Attack("nobody (to compare with)", nobody),
    Attack("400 half-sent headers", half_headers),
    Attack("400 half-sent bodies, 250 kB each", half_bodies),
    Attack("100 idle connections", idle),
    Attack("100 headers, one byte a second", dripped_headers),
    Attack("100 bodies, one byte a second", dripped_bodies),
    Attack("30 readers that do not read", readers_that_do_not_read),
)
SENT: Final = (
    Attack("10,000 form fields", ten_thousand_fields),
    Attack("10,000 parts of a form", ten_thousand_parts),
    Attack("JSON 500,000 deep", deep_json),
    Attack("a form field of 5 MB", large_field),
    Attack("5,000 query parameters", many_parameters),
    Attack("addresses up to 1 MB long", long_address),
    Attack("1 MB of headers", long_headers),
    Attack("an upload of 5 GB", upload_of_five_gigabytes),
    Attack("an upload of 5 GB that asks first", upload_that_asks_first),
    Attack("an upload of 5 GB without a length", upload_without_a_length),
    Attack("null bytes", null_bytes),
    Attack("broken letters and odd alphabets", broken_letters),
    Attack("crooked first lines and headers", crooked_heads),
    Attack("hidden requests (smuggling)", smuggled),
    Attack("1,000 requests in one go", pipelined),
    Attack("a chunk line that never ends", endless_chunk_line),
    Attack("a trailer that never ends", endless_trailer),
    Attack("ranges", ranges),
)
