"""The pages that say no, all in one voice: what happened, a way on, and who to ask.

Django calls them by `handler400` to `handler500`. Those for when we are broken, or our records
are away, are drawn without the request's context, so that they need no database.
"""

import logging
import sys
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from .look import Look, look_of
from .verdicts import NotAllowed

log: Final = logging.getLogger(__name__)
TOO_BIG: Final = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
AWAY: Final = (OperationalError, InterfaceError)
TEMPLATE: Final = "errors/page.html"


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, TOO_BIG):
        return too_big(request)
    return _page(
        request,
        400,
        _("We could not read that"),
        _("Something in the address or the form was not as we know it. Please try once more."),
    )


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say the sentence of our own rule, if one of ours refused."""
    reason = str(exception) if isinstance(exception, NotAllowed) else ""
    answer = render_to_string("403.html", {"reason": reason}, request)
    return HttpResponse(answer, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 -- Django's own signature
    return _page(
        request,
        404,
        _("We cannot find that page"),
        _("It may have moved, or the address may have a slip in it."),
    )


def not_this_way(request: HttpRequest) -> HttpResponse:
    return _page(
        request,
        405,
        _("This address takes something else"),
        _("It is not a page to look at, or not a form to send. Go back and try another way."),
    )


def too_big(request: HttpRequest) -> HttpResponse:
    return _page(
        request,
        413,
        _("That is too big for us"),
        _("Send a smaller file, or a few at a time. Or ask us, and we take it another way."),
    )


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 -- Django's own signature
    answer = HttpResponse(render_to_string("429.html", {}, request), status=429)
    answer["Retry-After"] = "300"
    return answer


def not_ours(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 -- Django's own signature
    """Explain a form without our seal: most often it lay open while somebody signed in or out."""
    return _page(
        request,
        403,
        _("This page had gone to sleep"),
        _(
            "So we did not take what you sent. Go back, and your words should still be there. "
            "Keep a copy of them. Load the page again, then send them once more."
        ),
    )


def someone_else(request: HttpRequest) -> HttpResponse:
    """A form written by one person arrived from another: nothing is carried out."""
    return _page(
        request,
        409,
        _("Somebody else is signed in now"),
        _("What you sent was written by another person here, so nothing was sent."),
    )


def broken(request: HttpRequest | None = None) -> HttpResponse:
    """Answer what nobody caught. Django calls this while the exception is still at hand."""
    if isinstance(sys.exception(), AWAY):
        return away(request)
    return _bare_page(
        request,
        500,
        _("Something went wrong on our side"),
        _("It is not your fault. Go back and try once more. If it happens again, tell us."),
    )


def away(request: HttpRequest | None = None) -> HttpResponse:
    log.error("the database is away")
    answer = _bare_page(
        request,
        503,
        _("We are away for a moment"),
        _(
            "We cannot reach our records just now. Please try again in a few minutes. "
            "What you sent last may not be kept. Look before you send it again."
        ),
    )
    answer["Retry-After"] = "60"
    return answer


class Answers:
    """Middleware: Django refuses a wrong way of asking with an empty page. This fills it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.get_response(request)
        if isinstance(answer, HttpResponseNotAllowed) and not answer.content:
            words = not_this_way(request)
            words["Allow"] = answer["Allow"]
            return words
        return answer


def _page(request: HttpRequest, status: int, heading: str, says: str) -> HttpResponse:
    words = {"heading": heading, "says": says}
    return HttpResponse(render_to_string(TEMPLATE, words, request), status=status)


def _bare_page(request: HttpRequest | None, status: int, heading: str, says: str) -> HttpResponse:
    context = {
        "heading": heading,
        "says": says,
        "look": look_of(request) if request is not None else Look(),
        "programme": getattr(settings, "HELP", None),  # who to ask when nothing can be looked up
    }
    answer = HttpResponse(render_to_string(TEMPLATE, context), status=status)
    answer["Cache-Control"] = "no-store"
    return answer
