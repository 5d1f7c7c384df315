"""What every connection passes before a page sees it: patience, sizes, and no crooked requests.

Waitress closes who is silent. It does not close who sends or reads a byte now and then, and a
client that reads nothing keeps a thread waiting for good. Here everybody gets time, and nobody
gets all of it. What is refused is refused with a page of ours.
"""

import fcntl
import resource
import socket
import struct
import termios
import time
from contextlib import suppress
from typing import Any, Final

from django.conf import settings
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.receiver import ChunkedReceiver
from waitress.server import TcpWSGIServer
from waitress.task import ErrorTask
from waitress.utilities import BadRequest, RequestEntityTooLarge

from alongside.toolbox import errors

GRACE: Final = 30.0  # seconds that anything may take, however slow
SLOWEST: Final = 2_000  # bytes a second after that: slower than any telephone line in use
LINGERS: Final = 5.0  # seconds in which a refused client may read why, and say the rest
LINGERS_FOR: Final = 1_000_000  # bytes of the rest, after which we turn away
LONGEST_CHUNK_LINE: Final = 1_000
LONGEST_TRAILER: Final = 8_000
FILES_IN_A_FORM: Final = 4  # so much may arrive, and is told beside the box that it is too big
OWED: Final = 1_000_000  # bytes that may wait for somebody who asks for more meanwhile
THROWN_AWAY: Final = 250_000_000  # so much is heard to its end, unkept, so that our answer is heard


def largest_body() -> int:
    """Bytes of one request that are kept while they arrive."""
    return int(settings.LARGEST_FILE) * FILES_IN_A_FORM


class Nowhere:
    """Takes what is too large and keeps nothing of it."""

    def __init__(self) -> None:
        self.length = 0

    def append(self, part: bytes) -> None:
        self.length += len(part)

    def __len__(self) -> int:
        return self.length

    def close(self) -> None:
        """Nothing is open."""


class Parser(HTTPRequestParser):  # type: ignore[misc]  # -- waitress brings no types
    """Reads a request; refuses where two readers could disagree on its end, or it has none."""

    completed: bool
    error: BadRequest | None
    too_large = False

    def parse_header(self, header_plus: bytes) -> None:
        super().parse_header(header_plus)
        if "TRANSFER_ENCODING" in self.headers:
            raise ParsingError("only HTTP/1.1 has chunks")
        if self.chunked and "CONTENT_LENGTH" in self.headers:
            raise ParsingError("a length and chunks")
        if self.content_length > largest_body():
            self._keep_no_more()

    def received(self, data: bytes) -> int:
        consumed = int(super().received(data))
        if self.chunked and not self.completed:
            self._look_at_chunks(self.body_rcv)
        if self.completed and self.too_large and not self.error:
            self.error = RequestEntityTooLarge("more than we take")
        if self.error:
            self.expect_continue = False  # it is not to send the rest
        return consumed

    def _look_at_chunks(self, receiver: ChunkedReceiver) -> None:
        if len(receiver.control_line) > LONGEST_CHUNK_LINE:
            self._refuse("a chunk without an end")
        elif len(receiver.trailer) > LONGEST_TRAILER:
            self._refuse("a trailer without an end")
        elif len(receiver) > largest_body() and not self.too_large:
            self._keep_no_more()

    def _refuse(self, why: str) -> None:
        self.error = BadRequest(why)
        self.completed = True

    def _keep_no_more(self) -> None:
        self.too_large = True
        self.expect_continue = False
        self.body_rcv.buf.close()
        self.body_rcv.buf = Nowhere()


class Refusal(ErrorTask):  # type: ignore[misc]  # -- as above
    """A page of ours, where waitress has a line of text."""

    def execute(self) -> None:
        answer = errors.at_the_gate(self.request.error.code)
        self.status = f"{answer.status_code} {answer.reason_phrase}"
        self.response_headers.extend(answer.items())
        self.set_close_on_finish()
        self.channel.lingers_on = True
        self.content_length = len(answer.content)
        self.write(answer.content)


class Channel(HTTPChannel):  # type: ignore[misc]  # -- as above
    """One connection, watched for how long it takes to say something and to hear the answer."""

    parser_class = Parser
    error_task_class = Refusal
    requests: list[Parser]
    asking_since = reading_since = 0.0
    asked = sent = taken_before = 0
    lingers_on = False  # hear the rest out, so that a refusal is not lost on its way
    lingering_since = 0.0

    def received(self, data: bytes) -> bool:
        if self.request is None:
            self.asking_since, self.asked = time.monotonic(), 0
        self.asked += len(data)
        return bool(super().received(data))

    def service(self) -> None:
        """Do not answer again who has not read so many answers: they would keep a thread."""
        if self.total_outbufs_len <= OWED:
            super().service()
            return
        with self.requests_lock:
            for request in self.requests:
                request.close()
            self.requests = []
            self.close_when_flushed = True
        self.server.pull_trigger()

    def send(self, data: bytes, do_close: bool = True) -> int:  # noqa: FBT001, FBT002 -- waitress's own signature
        sent = int(super().send(data, do_close=do_close))
        self.sent += sent
        return sent

    def readable(self) -> bool:
        """Asked by the server's loop at least once a second: the place to look at the clock."""
        now = time.monotonic()
        if self.lingering_since:
            if now - self.lingering_since > LINGERS:
                self.handle_close()
            return bool(self.connected)
        if self.connected and self._is_too_slow(now):
            self.lingers_on = False
            self.handle_close()  # at once: waiting until it can be written to may be for ever
        return bool(self.connected and super().readable())

    def writable(self) -> bool:
        return bool(self.connected and not self.lingering_since and super().writable())

    def handle_read(self) -> None:
        if self.lingering_since:
            self.asked += len(self.recv(self.adj.recv_bytes))  # for nothing; the end closes it
            if self.asked > LINGERS_FOR:
                self.handle_close()
        else:
            super().handle_read()

    def handle_close(self) -> None:
        if self.socket is None:
            return
        if self.lingers_on and self.connected and not self.lingering_since:
            self.lingering_since, self.will_close, self.asked = time.monotonic(), False, 0
            with suppress(OSError):
                self.socket.shutdown(socket.SHUT_WR)
                return
        with suppress(OSError):  # what lies here unheard would tear the line, and our page with it
            for _ in range(LINGERS_FOR // 65_536 if self.lingering_since else 0):
                self.socket.recv(65_536)
        super().handle_close()

    def _is_too_slow(self, now: float) -> bool:
        if self._reads_too_slowly(now):
            return True
        request = self.request
        if request is None:
            return False
        told = self.asked if request.headers_finished else 0  # headers are short: no more time
        return _is_slow(now - self.asking_since, told)

    def _reads_too_slowly(self, now: float) -> bool:
        if not self.total_outbufs_len:
            self.reading_since = 0.0
            return False
        if not self.outbuf_lock.acquire(blocking=False):
            return False  # something is being sent just now: the count would be wrong
        try:
            taken = self.sent - self._on_the_way()
        finally:
            self.outbuf_lock.release()
        if not self.reading_since:
            self.reading_since, self.taken_before = now, taken
        return _is_slow(now - self.reading_since, taken - self.taken_before)

    def _on_the_way(self) -> int:
        """Bytes that this machine holds ready for the line, and the other has not taken yet."""
        room = bytes(struct.calcsize("i"))
        return int(struct.unpack("i", fcntl.ioctl(self.socket, termios.TIOCOUTQ, room))[0])


def _is_slow(seconds: float, amount: int) -> bool:
    return seconds > GRACE and amount < (seconds - GRACE) * SLOWEST


def open_wide() -> None:
    """Ask for as many open files as we may have: a thousand visitors each need one, or two."""
    _now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def watch(doors: dict[int, Any]) -> None:  # Any: whatever waitress keeps there
    """Let the server take everybody through this gate. `doors` is waitress's map."""
    for door in doors.values():
        if isinstance(door, TcpWSGIServer):
            door.channel_class = Channel
