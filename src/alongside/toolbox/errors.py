"""The pages that say no, all in one voice: what happened, a way on, and who to ask.

They are rendered without the request's context, so that none of them needs the database.
"""

import logging
from typing import Final

from django.core.exceptions import (
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from .look import Look, look_of

log: Final = logging.getLogger(__name__)
TOO_BIG: Final = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def page(
    request: HttpRequest | None,
    status: int,
    heading: str,
    says: str,
    **more: str,
) -> HttpResponse:
    """One such page. The words are ours or a rule's; nothing is looked up."""
    look = look_of(request) if request is not None else Look()
    context = {"heading": heading, "says": says, "look": look, **more}
    answer = HttpResponse(render_to_string("errors/page.html", context), status=status)
    answer["Cache-Control"] = "no-store"
    return answer


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, TOO_BIG):
        return too_big(request)
    return page(
        request,
        400,
        _("We could not read that"),
        _("Something in the address or the form was not as we know it. Please try once more."),
    )


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    reason = str(exception or "")
    return page(
        request,
        403,
        _("This is not open to you"),
        reason or _("This page is for other people. If you think it should be yours, ask us."),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(
        request,
        404,
        _("We cannot find that page"),
        _("It may have moved, or the address may have a slip in it."),
    )


def broken(request: HttpRequest | None = None) -> HttpResponse:
    return page(
        request,
        500,
        _("Something went wrong on our side"),
        _("It is not your fault. Go back and try once more. If it happens again, tell us."),
    )


def away(request: HttpRequest | None = None) -> HttpResponse:
    answer = page(
        request,
        503,
        _("We are away for a moment"),
        _(
            "We cannot reach our records just now. Please try again in a few minutes. "
            "What you sent last may not be kept, so look before you send it again."
        ),
    )
    answer["Retry-After"] = "60"
    return answer


def too_big(request: HttpRequest) -> HttpResponse:
    return page(
        request,
        413,
        _("That is too big for us"),
        _("Send a smaller file, or send a few at a time. Or ask us, and we take it another way."),
    )


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    answer = page(
        request,
        429,
        _("That was a lot at once"),
        _("We stop for a few minutes after many tries. This keeps everyone safe. Then try again."),
    )
    answer["Retry-After"] = "300"
    return answer


def not_ours(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without our seal: most often it lay open so long that the visit had ended."""
    return page(
        request,
        403,
        _("This page was open for a long time"),
        _(
            "So we could not take what you sent. Go back: your words should still be there. "
            "Load the page again in another window, then send once more."
        ),
    )


class Answers:
    """Turns what goes wrong below into the page that says so."""

    def __init__(self, get_response: object) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            return self.get_response(request)  # type: ignore[operator,no-any-return]  # -- Django's
        except (OperationalError, InterfaceError):
            log.exception("the database is away")
            return away(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, OperationalError | InterfaceError):
            log.error("the database is away", exc_info=exception)
            return away(request)
        if isinstance(exception, TOO_BIG):
            return too_big(request)
        if isinstance(exception, PermissionDenied | SuspiciousOperation):
            return None
        return None
