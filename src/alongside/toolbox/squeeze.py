"""Sends pages small, and our own stylesheet from memory."""

import gzip
import re
from collections.abc import Callable
from typing import Final

import brotli  # type: ignore[import-untyped]  # -- it ships no types
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_vary_headers

from .sheet import SENT

SMALL: Final = 300
# Kept by nobody on the way. Not `no-store`: with it, going back would lose what was typed.
KEPT: Final = "private, no-cache"
ASKED_FOR: Final = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
KINDS: Final = re.compile(r"^(text/|application/(json|javascript|manifest\+json)|image/svg\+xml)")


def _takes(request: HttpRequest, coding: str) -> bool:
    offers = request.headers.get("Accept-Encoding", "")
    return bool(re.search(rf"(?:^|,)\s*{coding}\s*(?:$|,|;(?!\s*q=0(?:\.0*)?\s*(?:,|$)))", offers))


def _may_be_probed(request: HttpRequest) -> bool:
    """Whether another site may have chosen words that this page repeats beside private ones.

    BREACH reads a secret from the length of compressed pages. It needs the reader's cookie and
    an address of its own making; such rare requests are answered uncompressed. Form posts from
    elsewhere carry no cookie (SameSite), and the form's own seals are masked anew on every page.
    """
    elsewhere = request.headers.get("Sec-Fetch-Site", "") not in {"same-origin", "none"}
    return bool(elsewhere and request.COOKIES and request.META.get("QUERY_STRING"))


class Squeeze:
    """Outermost: it answers for the stylesheet itself and compresses what comes from within."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        sent = SENT.get(request.path)
        if sent is not None and request.method in {"GET", "HEAD"}:
            return _ours(request, request.path)
        answer = self.get_response(request)
        if isinstance(answer, HttpResponse) and not answer.streaming:
            _squeeze(request, answer)
        return answer


def _ours(request: HttpRequest, path: str) -> HttpResponse:
    sent = SENT[path]
    if _takes(request, "br"):
        answer = HttpResponse(sent.brotli, content_type=sent.kind)
        answer["Content-Encoding"] = "br"
    elif _takes(request, "gzip"):
        answer = HttpResponse(sent.gzip, content_type=sent.kind)
        answer["Content-Encoding"] = "gzip"
    else:
        answer = HttpResponse(sent.text, content_type=sent.kind)
    answer["Cache-Control"] = "public, max-age=31536000, immutable"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Vary"] = "Accept-Encoding"
    return answer


def _squeeze(request: HttpRequest, answer: HttpResponse) -> None:
    kind = answer.get("Content-Type", "")
    if not KINDS.match(kind):
        return
    if kind.startswith("text/html"):
        patch_vary_headers(answer, ["Sec-Fetch-Site", "Cookie"])
        answer.headers.setdefault("Cache-Control", KEPT)
        answer.headers.setdefault("Permissions-Policy", ASKED_FOR)
    if len(answer.content) < SMALL or answer.has_header("Content-Encoding"):
        return
    patch_vary_headers(answer, ["Accept-Encoding"])
    if _may_be_probed(request):
        return
    if _takes(request, "br"):
        answer.content = brotli.compress(answer.content, quality=5)
        answer["Content-Encoding"] = "br"
    elif _takes(request, "gzip"):
        answer.content = gzip.compress(answer.content, 6, mtime=0)
        answer["Content-Encoding"] = "gzip"
    if answer.has_header("Content-Length"):
        answer["Content-Length"] = str(len(answer.content))
