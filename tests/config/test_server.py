"""The worker of the one-process default: it does what is due, and survives a bad moment."""

import threading
import time

import pytest
from django.utils.timezone import now

from alongside.config.server import work
from alongside.toolbox import jobs
from alongside.toolbox.models import Job

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_worker_does_what_is_due_and_stops_when_told() -> None:
    done: list[str] = []
    jobs.kind(
        "tried.worker",
        compute=lambda arguments: arguments["word"],
        finish=lambda _arguments, result: done.append(result),
    )
    for word in ("one", "two"):
        jobs.enqueue("tried.worker", key=word, now=now(), arguments={"word": word})

    stop = threading.Event()
    worker = threading.Thread(target=work, args=[stop])
    worker.start()
    until = time.monotonic() + 10
    while Job.objects.filter(done_at=None).exists() and time.monotonic() < until:
        time.sleep(0.02)
    stop.set()
    worker.join(timeout=10)

    assert sorted(done) == ["one", "two"]
    assert not worker.is_alive()
