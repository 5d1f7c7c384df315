"""Ten ordinary visitors: each signed in, each opening page after page, each measuring."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException

from .house import HERE, House

PAGES = (
    "/marram-bay/help/",
    "/marram-bay/",
    "/week/",
    "/marram-bay/opportunities/",
    "/marram-bay/library/",
)
A_BREATH = 0.25  # seconds between two pages of one visitor
PATIENCE = 30.0
FINE = 200


@dataclass
class Visits:
    seconds: list[float] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    memory: int = 0  # the most, in megabytes
    on_disk: int = 0

    def at(self, part: float) -> float:
        """The time within which this part of all pages came."""
        ordered = sorted(self.seconds)
        return ordered[min(int(len(ordered) * part), len(ordered) - 1)] if ordered else 0.0


@contextmanager
def ten_visitors(house: House) -> Iterator[Visits]:
    """They come and go until the block ends; beside them, somebody watches the house."""
    visits, stop = Visits(), threading.Event()
    threads = [
        threading.Thread(target=visit, args=(house, session, number, visits, stop))
        for number, session in enumerate(house.sessions)
    ]
    threads.append(threading.Thread(target=watch, args=(house, visits, stop)))
    for thread in threads:
        thread.start()
    try:
        yield visits
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def visit(house: House, session: str, number: int, visits: Visits, stop: threading.Event) -> None:
    turn = number
    while not stop.is_set():
        page = PAGES[turn % len(PAGES)]
        turn += 1
        start = time.monotonic()
        try:
            status = open_page(house, page, session)
        except (OSError, HTTPException) as trouble:
            visits.troubles.append(f"{page}: {type(trouble).__name__}")
        else:
            if status != FINE:
                visits.troubles.append(f"{page}: {status}")
        visits.seconds.append(time.monotonic() - start)
        stop.wait(A_BREATH)


def open_page(house: House, page: str, session: str) -> int:
    """A new connection for each page, as somebody who comes anew."""
    asking = HTTPConnection(HERE, house.port, timeout=PATIENCE)
    try:
        asking.request("GET", page, headers={"Cookie": f"session={session}"})
        answer = asking.getresponse()
        body = answer.read()
        return answer.status if b"</html>" in body else 0
    finally:
        asking.close()


def watch(house: House, visits: Visits, stop: threading.Event) -> None:
    while not stop.wait(0.2):
        visits.memory = max(visits.memory, house.memory())
        visits.on_disk = max(visits.on_disk, house.on_disk())
