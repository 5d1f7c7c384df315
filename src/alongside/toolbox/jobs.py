"""Our jobs table: a claim takes a lease and a fence.

Slow work comes first, then effect and finish in one short transaction, so that a worker that died
or was overtaken leaves nothing half done and nothing done twice.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection, transaction
from django.utils.timezone import now as clock

from .models import Job

LEASE: Final = timedelta(seconds=60)
TRIES: Final = 8
REMEMBERED: Final = timedelta(days=30)
Arguments = Mapping[str, Any]  # what JSON can carry: ids and words
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Kind:
    """`compute` is slow and changes nothing in the database; `finish` is short and fenced."""

    compute: Callable[[Arguments], Any]
    finish: Callable[[Arguments, Any], None]
    every: timedelta | None = None  # for work that comes round by the clock


_KINDS: Final[dict[str, Kind]] = {}
_TURNS: Final[dict[str, int]] = {}  # the turn of each regular kind this process wrote down last


def nothing_slow(_arguments: Arguments) -> None:
    """For work that is short from beginning to end."""


def kind(
    name: str,
    *,
    compute: Callable[[Arguments], Any] = nothing_slow,
    finish: Callable[..., None],
    every: timedelta | None = None,
) -> None:
    """Register, in a room's apps.py, how jobs of this kind are done, and how often if regular."""
    _KINDS[name] = Kind(compute, finish, every)


def enqueue(name: str, *, key: str, now: datetime, arguments: Arguments) -> None:
    """Write the job in the caller's transaction. The same key twice is one job."""
    job = Job(kind=name, key=key, run_at=now, arguments=dict(arguments))
    Job.objects.bulk_create([job], ignore_conflicts=True)


def enqueue_regular() -> None:
    """Write down what comes round by the clock: one job a turn, whichever worker is first."""
    moment = clock()
    for name, how in _KINDS.items():
        if how.every is None:
            continue
        turn = int(moment.timestamp() // how.every.total_seconds())
        if _TURNS.get(name) != turn:
            enqueue(name, key=f"{name} {turn}", now=moment, arguments={})
            _TURNS[name] = turn


def tidy() -> None:
    """Forget work that was done long ago; what was given up stays to be looked at."""
    Job.objects.filter(done_at__lt=clock() - REMEMBERED).delete()


def lateness() -> timedelta:
    """How long the oldest work that is due has waited; nothing due is not late."""
    due = Job.objects.filter(done_at=None, given_up_at=None, run_at__lte=clock())
    oldest = due.order_by("run_at").values_list("run_at", flat=True).first()
    return clock() - oldest if oldest else timedelta()


def given_up() -> int:
    return Job.objects.exclude(given_up_at=None).count()


def newest() -> datetime | None:
    """When work was last done: regular work is, every minute, wherever a worker runs."""
    done = Job.objects.exclude(done_at=None).order_by("-done_at")
    return done.values_list("done_at", flat=True).first()


def work_once() -> bool:
    """Do one job that is due; say whether there was one."""
    job = _claim()
    if job is None:
        return False
    try:
        how = _KINDS[job.kind]
        result = how.compute(job.arguments)
        with transaction.atomic():
            if _fenced(job).update(done_at=clock()):
                how.finish(job.arguments, result)
    except Exception as trouble:  # noqa: BLE001 -- whatever a job raises, it is tried again
        log.warning("job %s (%s) failed: %s", job.pk, job.kind, type(trouble).__name__)
        _fenced(job).update(
            run_at=clock() + timedelta(seconds=2**job.tries),
            error=type(trouble).__name__,
            given_up_at=clock() if job.tries >= TRIES else None,
        )
    return True


def work_until_idle(limit: int = 1000) -> int:
    """Do what is due now, and say how many jobs that was."""
    done = 0
    while done < limit and work_once():
        done += 1
    return done


def _claim() -> Job | None:
    moment = clock()
    with transaction.atomic():
        due = Job.objects.filter(done_at=None, given_up_at=None, run_at__lte=moment)
        due = due.order_by("run_at", "pk")
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        job = due.first()
        if job is None:
            return None
        job.lease += 1
        job.tries += 1
        job.run_at = moment + LEASE
        job.save(update_fields=["lease", "tries", "run_at"])
        return job


def _fenced(job: Job) -> Any:  # noqa: ANN401 -- a query set of jobs, named so in stubs only
    """The job, if nobody else has taken it meanwhile."""
    return Job.objects.filter(pk=job.pk, lease=job.lease, done_at=None)
