"""The pages that say no, all in one voice: what happened, a way on, and who to ask.

Django calls them by `handler400` to `handler500`. Those for when we are broken, or our records
are away, are drawn without the request's context, so that they need no database.
"""

import errno
import logging
import sys
from collections.abc import Callable, Iterator
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.middleware.csrf import CsrfViewMiddleware, get_token
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from .look import Look, look_of
from .sheet import POLICY
from .verdicts import NotAllowed

log: Final = logging.getLogger(__name__)
TOO_BIG: Final = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
AWAY: Final = (OperationalError, InterfaceError)
NO_ROOM: Final = {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS}  # what a sick disk says
WAYS: Final = ("GET", "HEAD", "POST")
TEMPLATE: Final = "errors/page.html"
SEND_AGAIN: Final = "errors/send_again.html"
TOO_LARGE: Final = 413


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, TOO_BIG):
        return too_big(request)
    if exception is not None and _is_away(exception):
        return away(request)  # Django says so of a visit it could not write down
    return _page(request, 400, *_not_read())


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
    return _page(request, TOO_LARGE, *_too_big())


def _too_big() -> tuple[str, str]:
    return (
        _("That is too big for us"),
        _("Send a smaller file, or a few at a time. Or ask us, and we take it another way."),
    )


def _not_read() -> tuple[str, str]:
    return (
        _("We could not read that"),
        _("Something in the address or the form was not as we know it. Please try once more."),
    )


def at_the_gate(status: int) -> HttpResponse:
    """What the server itself refuses, before there is a request that a page could read."""
    words = _too_big() if status == TOO_LARGE else _not_read()
    answer = _bare_page(None, status, *words)
    answer["Content-Security-Policy"] = "; ".join(
        f"{name} {' '.join(allowed)}" for name, allowed in POLICY.items()
    )
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


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
    trouble = sys.exception()
    if trouble is not None and _is_away(trouble):
        return away(request)
    return _bare_page(
        request,
        500,
        _("Something went wrong on our side"),
        _("It is not your fault. Go back and try once more. If it happens again, tell us."),
    )


def away(request: HttpRequest | None = None) -> HttpResponse:
    """Say that nothing can be kept just now. What somebody typed comes back, ready to be sent."""
    log.error("the database or the disk is away")
    typed = _typed(request) if request is not None else {}
    if typed:
        says = _(
            "We cannot reach our records just now. Your words are safe on this page. "
            "Wait a minute, then send them again. They count once, even if they came before."
        )
    else:
        says = _(
            "We cannot reach our records just now. Please try again in a few minutes. "
            "What you sent last may not be kept. Look before you send it again."
        )
    heading = _("We are away for a moment")
    answer = _bare_page(request, 503, heading, says, SEND_AGAIN if typed else TEMPLATE, typed)
    answer["Retry-After"] = "60"
    return answer


def _is_away(trouble: BaseException) -> bool:
    """Whether the database or the disk is behind it, however it was wrapped on its way."""
    return any(
        isinstance(each, AWAY) or (isinstance(each, OSError) and each.errno in NO_ROOM)
        for each in _behind(trouble)
    )


def _behind(trouble: BaseException | None) -> Iterator[BaseException]:
    while trouble is not None:
        yield trouble
        trouble = trouble.__cause__ or trouble.__context__


class _Seal(CsrfViewMiddleware):
    """Asks whether a form is ours, without a database and without answering."""

    def _reject(self, _request: HttpRequest, reason: str) -> str:
        return reason


def _typed(request: HttpRequest) -> dict[str, Any]:  # Any: what a template shows
    """What was typed into a form of ours that counts once, with its key; of no other form."""
    if request.method != "POST" or "once" not in request.POST:
        return {}
    if _Seal(lambda _: HttpResponse()).process_view(request, away, (), {}) is not None:
        return {}
    pairs = [(name, value) for name, values in request.POST.lists() for value in values]
    return {
        "path": request.path,
        "token": get_token(request),
        "pairs": [pair for pair in pairs if pair[0] != "csrfmiddlewaretoken"],
        "files": [(name, getattr(file, "name", "")) for name, file in request.FILES.items()],
    }


class Answers:
    """Middleware: only looking and sending reach a page; a wrong way of asking gets a full no.

    It also reads every form as what we send, UTF-8, whatever it is said to be, and refuses the
    letter that no database holds.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.encoding is not None:
            request.encoding = "utf-8"
        if _holds_a_null(request):
            return bad_request(request)
        if request.method not in WAYS:
            answer: HttpResponseBase = HttpResponseNotAllowed(_ways(request))
        else:
            answer = self.get_response(request)
        if isinstance(answer, HttpResponseNotAllowed) and not answer.content:
            words = not_this_way(request)
            words["Allow"] = answer["Allow"]
            return words
        return answer


def _ways(request: HttpRequest) -> tuple[str, ...]:
    """How this address may be asked: most take forms, or may."""
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return WAYS
    return getattr(view, "ways", WAYS)


def _holds_a_null(request: HttpRequest) -> bool:
    sent = [request.path]
    for words in (request.GET, request.POST):
        for name, values in words.lists():
            sent += [name, *map(str, values)]
    return any("\0" in text for text in sent)


def _page(request: HttpRequest, status: int, heading: str, says: str) -> HttpResponse:
    words = {"heading": heading, "says": says}
    return HttpResponse(render_to_string(TEMPLATE, words, request), status=status)


def _bare_page(  # noqa: PLR0917 -- short, and called in this file only
    request: HttpRequest | None,
    status: int,
    heading: str,
    says: str,
    template: str = TEMPLATE,
    typed: dict[str, Any] | None = None,
) -> HttpResponse:
    context = {
        **(typed or {}),
        "heading": heading,
        "says": says,
        "look": look_of(request) if request is not None else Look(),
        "programme": getattr(settings, "HELP", None),  # who to ask when nothing can be looked up
    }
    answer = HttpResponse(render_to_string(template, context), status=status)
    answer["Cache-Control"] = "no-store"
    return answer
