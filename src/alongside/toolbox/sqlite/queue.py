"""The fair queue: writers of one database in this process, first come, first served.

SQLite lets one writer in at a time and makes the others guess when to try again, so an unlucky
one can wait a second while newcomers pass. Here they stand in line.
"""

import os
import threading
import time
from collections import deque
from typing import Final

LOOK_UP: Final = 0.5  # seconds between looks at whether the one in front has died


class Ticket:
    """One writer's place in the queue."""

    def __init__(self) -> None:
        self.holder = threading.current_thread()
        self.turn = threading.Event()


class Queue:
    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._line: deque[Ticket] = deque()

    def join(self, *, patience: float) -> Ticket | None:
        """Wait for our turn. None if it did not come in `patience` seconds."""
        ticket = Ticket()
        with self._guard:
            self._line.append(ticket)
            self._call_the_first()
        give_up_at = time.monotonic() + patience
        try:
            while not ticket.turn.wait(timeout=LOOK_UP):
                self._send_home_the_dead()
                if time.monotonic() > give_up_at:
                    self.leave(ticket)
                    return None
        except BaseException:
            self.leave(ticket)
            raise
        return ticket

    def leave(self, ticket: Ticket) -> None:
        """Let the next one in. Leaving twice does no harm."""
        with self._guard:
            if ticket in self._line:
                self._line.remove(ticket)
            self._call_the_first()

    def __len__(self) -> int:
        return len(self._line)

    def _send_home_the_dead(self) -> None:
        with self._guard:
            while self._line and not self._line[0].holder.is_alive():
                self._line.popleft()
            self._call_the_first()

    def _call_the_first(self) -> None:
        if self._line:
            self._line[0].turn.set()


_queues: dict[str, Queue] = {}
_guard = threading.Lock()


def queue_for(database: str) -> Queue:
    with _guard:
        return _queues.setdefault(database, Queue())


def _start_afresh() -> None:
    """In a forked child nobody is in line: the threads that stood there did not come along."""
    global _guard  # noqa: PLW0603 -- the parent's lock may be held for ever in the child
    _guard = threading.Lock()
    _queues.clear()


os.register_at_fork(after_in_child=_start_afresh)
