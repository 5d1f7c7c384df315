from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from alongside.toolbox import jobs
from alongside.toolbox.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """A kind of job that writes down what it did, and another that always fails."""
    seen: list[Any] = []
    monkeypatch.setattr(jobs, "_KINDS", {})
    jobs.kind(
        "add",
        compute=lambda a: a["n"] + 1,
        finish=lambda said, result: seen.append((said["n"], result)),
    )
    jobs.kind("fail", compute=lambda a: 1 / 0, finish=lambda a, result: None)
    return seen


def enqueue(name: str, key: str, **arguments: int) -> None:
    jobs.enqueue(name, key=key, now=timezone.now(), arguments=arguments)


def test_a_job_is_computed_then_finished_once(done: list[Any]) -> None:
    enqueue("add", "one", n=1)

    assert jobs.work_until_idle() == 1
    assert done == [(1, 2)]
    assert not jobs.work_once()


def test_the_same_key_is_one_job(done: list[Any]) -> None:
    enqueue("add", "one", n=1)
    enqueue("add", "one", n=1)

    jobs.work_until_idle()

    assert len(done) == 1


def test_a_worker_that_lost_its_lease_finishes_nothing(
    done: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    enqueue("add", "one", n=1)

    def another_takes_it(arguments: jobs.Arguments) -> int:
        Job.objects.update(lease=99)
        return 0

    monkeypatch.setitem(
        jobs._KINDS,  # noqa: SLF001 -- the other worker
        "add",
        jobs.Kind(another_takes_it, lambda a, result: done.append("twice")),
    )
    jobs.work_once()

    assert done == []


def test_a_job_that_fails_is_tried_again_later_and_given_up_in_the_end(done: list[Any]) -> None:
    enqueue("fail", "one")
    for _ in range(jobs.TRIES):
        jobs.work_once()
        Job.objects.update(run_at=timezone.now() - timedelta(seconds=1))

    job = Job.objects.get()

    assert job.tries == jobs.TRIES
    assert job.given_up_at is not None
    assert job.error == "ZeroDivisionError"
    assert not jobs.work_once()


def test_regular_work_is_written_down_once_a_turn_whoever_looks(
    done: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = timezone.now().replace(minute=10, second=0)
    jobs.kind(
        "round", compute=lambda a: 7, finish=lambda a, n: done.append(n), every=timedelta(hours=1)
    )
    for minutes in (0, 20, 40, 70):
        monkeypatch.setattr(jobs, "_TURNS", {})  # another worker, which remembers nothing
        monkeypatch.setattr(jobs, "clock", lambda: moment + timedelta(minutes=minutes))  # noqa: B023 -- asked at once
        jobs.enqueue_regular()
        jobs.work_until_idle()

    assert done == [7, 7]


def test_work_done_long_ago_is_forgotten_and_what_was_given_up_is_not(done: list[Any]) -> None:
    long_ago = timezone.now() - timedelta(days=31)
    for key in ("old", "new", "given up"):
        enqueue("add", key, n=1)
    Job.objects.filter(key="old").update(done_at=long_ago)
    Job.objects.filter(key="given up").update(given_up_at=long_ago)
    jobs.work_until_idle()

    jobs.tidy()

    assert {job.key for job in Job.objects.all()} == {"new", "given up"}
