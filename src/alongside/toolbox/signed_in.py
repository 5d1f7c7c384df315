"""How long somebody stays signed in: two weeks without a visit, thirty days in all.

Each visit would cost a write if it counted to the minute; it counts to the day.
"""

from datetime import timedelta
from typing import Final

from allauth.account.authentication import get_authentication_records
from django.contrib.auth import logout
from django.http import HttpRequest
from django.utils.timezone import now

AT_MOST: Final = timedelta(days=30)
COUNTS_TO: Final = timedelta(days=1)
SEEN: Final = "seen"  # in the session: the second of the last visit that was written down


def end_if_over(request: HttpRequest) -> None:
    """Sign out whoever was here too long; note that somebody still comes."""
    if not request.session.session_key or not request.user.is_authenticated:
        return
    if is_longer_than(request, AT_MOST):
        logout(request)
        return
    seen, moment = request.session.get(SEEN) or _since(request), now().timestamp()
    if moment - seen > COUNTS_TO.total_seconds():
        request.session[SEEN] = int(moment)


def is_longer_than(request: HttpRequest, time: timedelta) -> bool:
    """Whether the last time they showed who they are was longer ago than this."""
    return bool(now().timestamp() - _since(request) > time.total_seconds())


def _since(request: HttpRequest) -> float:
    steps = get_authentication_records(request, request.user)
    if steps:
        return float(max(step["at"] for step in steps))
    seen = request.user.last_login if request.user.is_authenticated else None
    return float(seen.timestamp()) if seen else 0.0
