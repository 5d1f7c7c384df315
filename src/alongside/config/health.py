"""For machines that watch: whether the house answers, and can do its work.

Names and yes or no, nothing about anybody; in words for people: `alongside check`.
"""

import shutil
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import Error
from django.http import HttpRequest, JsonResponse
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from alongside.toolbox import doors, jobs

from .ready import LATE, TOO_LITTLE_SPACE, backup_age, is_old

OPEN: Final = "a machine that watches the house signs in nowhere; it learns yes or no"
RECENT: Final = timedelta(minutes=5)  # regular work is written down every minute
UNWELL: Final = 503


@doors.anyone(OPEN)
@csrf_exempt  # nothing is sent here: a machine that tries hears so, and nothing of forms
@never_cache
@require_safe
def healthz(_request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"answers": True})


@doors.anyone(OPEN)
@csrf_exempt  # nothing is sent here: a machine that tries hears so, and nothing of forms
@never_cache
@require_safe
def readyz(_request: HttpRequest) -> JsonResponse:
    """Whether people can be sent here: 503 when not. Late work and an old backup are said too.

    They are no reason to send people away; they are a reason to wake somebody.
    """
    try:
        works = {name: ask() for name, ask in QUESTIONS.items()}
    except Error:
        works = dict.fromkeys(QUESTIONS, False)
    return JsonResponse(works, status=200 if all(map(works.get, NEEDED)) else UNWELL)


for view in (healthz, readyz):
    view.ways = ("GET", "HEAD")  # type: ignore[attr-defined]  # -- functions take attributes


def _writes() -> bool:
    """The worker wrote something a moment ago."""
    newest = jobs.newest()
    return newest is not None and newest > now() - RECENT


def _backed_up() -> bool:
    age = backup_age()
    return age is not None and not is_old(age)


NEEDED: Final = ("write", "disk")
QUESTIONS: Final[dict[str, Callable[[], bool]]] = {
    "write": _writes,
    "work": lambda: jobs.lateness() <= LATE,
    "disk": lambda: shutil.disk_usage(settings.HOME).free > TOO_LITTLE_SPACE,
    "backup": _backed_up,
}
