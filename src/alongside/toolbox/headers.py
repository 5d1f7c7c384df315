"""What every answer says about safety, whoever made it: a page, a file, a style, or a no.

Outermost, so that an answer made before any room was asked says it too.
"""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponseBase

from .sealed import opened
from .sheet import POLICY

EVERYWHERE: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
PAGES: Final = "; ".join(f"{name} {' '.join(said)}" for name, said in POLICY.items())
NO_PAGES: Final = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"
KEPT_NOWHERE: Final = "private, no-store"


class Headers:
    """Middleware: fills in what is missing, and lets no browser keep what was sealed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        opened.set(False)
        answer = self.get_response(request)
        for name, said in EVERYWHERE.items():
            answer.headers.setdefault(name, said)
        is_page = answer.get("Content-Type", "").startswith("text/html")
        answer.headers.setdefault("Content-Security-Policy", PAGES if is_page else NO_PAGES)
        if not is_page:
            answer.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
            answer.headers.setdefault("Cache-Control", KEPT_NOWHERE)
        if opened.get():
            answer["Cache-Control"] = KEPT_NOWHERE
        return answer
