"""Serves the pages, and does the work that pages leave for later, in one process."""

import logging
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.conf import settings
from django.db import Error, close_old_connections, connections

from . import gate

# Measured by `make hostile`: with these and the gate, nobody keeps the others out.
MEASURED: Final = {
    "threads": 8,
    "connection_limit": 1000,
    "channel_timeout": 30,
    "cleanup_interval": 5,
    "asyncore_use_poll": True,
    "max_request_header_size": 32_768,
    "max_request_body_size": gate.THROWN_AWAY,
    "inbuf_overflow": 65_536,  # bytes of one request kept in memory while they arrive
    "outbuf_high_watermark": 250_000_000,  # no answer is so long: a thread waits for no reader
    "ident": None,
}
REST: Final = 1.0  # seconds between looks for work when there was none
log = logging.getLogger(__name__)


def serve(*, host: str, port: int, worker: bool, ready: Callable[[str], None]) -> None:
    """Answer until told to stop. `ready` hears the address once the door is open."""
    from waitress.server import create_server

    from .wsgi import application

    gate.open_wide()
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a busy minute is no news
    doors: dict[int, Any] = {}
    where = {"host": host, "port": port}
    server = create_server(application, map=doors, **where, **MEASURED, **_behind_a_proxy())
    gate.watch(doors)
    with _stopped_by_signal(), _working(worker=worker):
        ready(f"http://{'localhost' if host == '127.0.0.1' else host}:{port}")
        try:
            server.run()
        finally:
            server.close()


def work(stop: threading.Event) -> None:
    """Do job after job until told to stop."""
    from alongside.toolbox.jobs import enqueue_regular, work_once

    while not stop.is_set():
        close_old_connections()
        try:
            enqueue_regular()
            busy = work_once()
        except (Error, OSError) as trouble:
            log.warning("The worker cannot work just now: %s. It tries again.", trouble)
            busy = False
        if not busy:
            stop.wait(REST)
    connections.close_all()


def work_until_stopped() -> None:
    """What `alongside worker` does."""
    stop = threading.Event()
    with _stopped_by_signal():
        try:
            work(stop)
        except (KeyboardInterrupt, SystemExit):
            connections.close_all()


@contextmanager
def _working(*, worker: bool) -> Iterator[None]:
    if not worker:
        yield
        return
    stop = threading.Event()
    thread = threading.Thread(target=work, args=[stop], name="worker", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=10)


@contextmanager
def _stopped_by_signal() -> Iterator[None]:
    """A polite request to end is heard like Ctrl-C: what is under way is finished."""

    def end(_number: int, _frame: object) -> None:
        raise SystemExit(0)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _behind_a_proxy() -> dict[str, Any]:  # Any: as waitress has it
    """Believe what the proxy in front says of the visitor, and nobody else."""
    if not settings.PROXY:
        return {"clear_untrusted_proxy_headers": True}
    return {
        "trusted_proxy": settings.PROXY,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
        "clear_untrusted_proxy_headers": True,
    }
