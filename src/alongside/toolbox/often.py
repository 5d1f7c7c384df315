"""Doors that open without an account count who knocks: so many times in so long, and no more."""

from datetime import timedelta

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

AN_HOUR = timedelta(hours=1)


def is_too_often(
    request: HttpRequest, what: str, *, most: int = 10, within: timedelta = AN_HOUR
) -> bool:
    """Count one more knock from this machine; say whether it is one too many.

    The machine's address is kept only as a seal that cannot be turned back. A library or a day
    centre is one address for many people, so `most` is generous.
    """
    knocks = f"often:{what}:{_who(request)}"
    cache.add(knocks, 0, within.total_seconds())
    try:
        return cache.incr(knocks) > most
    except ValueError:  # it ran out between the two lines: the count begins again
        return False


def _who(request: HttpRequest) -> str:
    return salted_hmac("alongside.often", request.META.get("REMOTE_ADDR", "")).hexdigest()[:32]
