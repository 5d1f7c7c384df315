"""Forms that can be sent twice count once; forms sent after the session ended are kept.

Each form carries a signed key. The first to arrive is carried out, and its answer is written in the
same transaction; a second with the same key gets the first one's answer.
"""

import hashlib
from collections.abc import Callable
from uuid import UUID, uuid4

from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.timezone import now

from . import errors, kept
from .ids import uuid7
from .models import Sent

FIELD = "once"
NOBODY = "-"
SIGNER = signing.Signer(salt="alongside.once")


def new_key(request: HttpRequest) -> str:
    """A key for one form, bound to the person it is shown to."""
    return SIGNER.sign(f"{uuid7().hex}.{_who(request)}")


class SendOnce:
    """Middleware: carries out each form once, in one transaction with its answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST" or FIELD not in request.POST:
            return self.get_response(request)
        written_for = _written_for(request)
        if written_for is None:
            return self.get_response(request)
        if written_for != NOBODY and _who(request) == NOBODY:
            return kept.keep(request, UUID(hex=written_for))
        if written_for != _who(request) and written_for != NOBODY:
            return errors.someone_else(request)
        return self._carry_out(request)

    def _carry_out(self, request: HttpRequest) -> HttpResponse:
        key = hashlib.sha256(f"{request.POST[FIELD]} {request.path}".encode()).hexdigest()
        with transaction.atomic():
            mine = uuid4()
            Sent.objects.bulk_create([Sent(key=key, attempt=mine, at=now())], ignore_conflicts=True)
            sent = Sent.objects.get(key=key)
            if sent.attempt != mine:
                return HttpResponseRedirect(sent.location)
            response = self.get_response(request)
            if response.status_code >= 500:  # noqa: PLR2004 -- a server error, in HTTP's numbers
                transaction.set_rollback(True)
            elif isinstance(response, HttpResponseRedirect):
                Sent.objects.filter(key=key).update(location=response["Location"])
            else:
                Sent.objects.filter(key=key).delete()  # nothing was carried out: try again
            return response


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A seal that no longer fits, as after signing in in another tab: offer to send it again.

    Only what this site showed to this person comes back to them, and only they can send it.
    """
    who = _who(request)
    if who != NOBODY and _written_for(request) == who:
        return kept.offer(request)
    return errors.not_ours(request, reason)


def _written_for(request: HttpRequest) -> str | None:
    """The person a form was shown to, by its key; None where there is no key of ours."""
    try:
        return SIGNER.unsign(request.POST.get(FIELD, "")).partition(".")[2]
    except signing.BadSignature:
        return None


def _who(request: HttpRequest) -> str:
    person = getattr(request, "user", None)
    return person.pk.hex if person is not None and person.is_authenticated else NOBODY
