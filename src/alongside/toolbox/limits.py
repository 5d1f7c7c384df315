"""How often one address may do something without an account: seen by every process."""

from datetime import timedelta

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from .verdicts import YES, Verdict


def may_go_on(request: HttpRequest, what: str, *, most: int, within: timedelta) -> Verdict:
    """Count this once; say no, with another way, when there were too many. No puzzles."""
    key = f"limit.{what}.{_who(request)}"
    cache.add(key, 0, timeout=int(within.total_seconds()))
    try:
        count = cache.incr(key)
    except ValueError:  # it ran out between the two lines
        count = 1
    if count > most:
        return Verdict(
            _("A lot came from this place just now. Wait an hour, or ring us. Nothing is lost.")
        )
    return YES


def _who(request: HttpRequest) -> str:
    """An address is personal: only its fingerprint is kept, and not for long."""
    return salted_hmac("alongside.limits", request.META.get("REMOTE_ADDR", "")).hexdigest()[:32]
