"""How long the server takes for a page, and how often it asks the database."""

import time
from http import HTTPStatus
from statistics import median
from typing import Any, Final

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.foundation.notices.models import Message, Notice
from alongside.foundation.people.models import Person
from alongside.foundation.programmes.models import Programme
from alongside.foundation.trail.models import Entry
from alongside.throughout.feedback.models import Contribution
from alongside.throughout.hours.models import HoursMove

from . import visitors

COUNTED: Final[dict[str, Any]] = {  # Any: models, each with its own manager
    "people": Person,
    "programmes": Programme,
    "hours entries": HoursMove,
    "contributions": Contribution,
    "notices": Notice,
    "messages": Message,
    "entries of the trail": Entry,
}


def count() -> dict[str, int]:
    return {what: model.objects.count() for what, model in COUNTED.items()}


def look(times: str) -> list[dict[str, Any]]:  # Any: what JSON takes
    """Each of the ten pages so many times, warm: the middle time, and its queries."""
    clients = visitors.clients()
    return [
        {"page": page, "who": who} | _looked(clients[who], address, int(times))
        for page, who, address in visitors.ten_pages()
    ]


def _looked(client: Client, address: str, times: int) -> dict[str, Any]:
    for _ in range(3):
        answer = client.get(address)
        assert answer.status_code == HTTPStatus.OK, f"{address}: {answer.status_code}"
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    queries = len(asked)
    took = [_timed(client, address) for _ in range(times)]
    wall, busy = (median(kind) * 1000 for kind in zip(*took, strict=True))
    return {"ms": wall, "busy": busy, "queries": queries}


def _timed(client: Client, address: str) -> tuple[float, float]:
    """By the clock, and how long the processor was at it: on a busy machine they differ."""
    start, busy = time.perf_counter(), time.thread_time()
    client.get(address)
    return time.perf_counter() - start, time.thread_time() - busy


def slowest(wanted: str) -> list[dict[str, Any]]:
    """The queries of the ten pages that take longest, with how the database looks them up."""
    clients, found = visitors.clients(), []
    for page, who, address in visitors.ten_pages():
        clients[who].get(address)
        with CaptureQueriesContext(connection) as asked:
            clients[who].get(address)
        found += [{"page": page, "who": who, **one} for one in asked.captured_queries]
    found.sort(key=lambda one: -float(one["time"]))
    return found[: int(wanted)]
