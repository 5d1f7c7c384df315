"""How the house looks to this person: day or night, size of text, language, and its stylesheet."""

from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_info
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from .doors import anyone
from .sheet import STYLE

THEMES: Final = ("light", "dark")
SIZES: Final = ("l", "xl")
COOKIE: Final = f"{settings.COOKIE_PREFIX}look"
A_YEAR: Final = 60 * 60 * 24 * 365


@dataclass(frozen=True)
class Look:
    theme: str = ""
    size: str = ""
    inside: bool = True
    address: str = ""

    @property
    def style(self) -> SafeString:
        if self.inside:
            # Our own file, its hash in the policy: nothing a person typed is ever in it.
            return mark_safe(f"<style>{STYLE.text}</style>")  # noqa: S308 -- see above  # nosec B308 B703
        return mark_safe(f'<link rel="stylesheet" href="{STYLE.address}">')  # noqa: S308 -- a constant  # nosec B308 B703

    @property
    def languages(self) -> list[dict[str, Any]]:
        """Return the languages of the house, each under its own name, without the one we speak."""
        here = translation.get_language()
        return [
            {"code": code, **_named(code)}
            for code, _name in settings.LANGUAGES
            if code != here and _spoken(code)
        ]


@cache
def _spoken(code: str) -> bool:
    """Whether the house has its own words in this language; Django's own do not count."""
    place = Path(translation.to_locale(code)) / "LC_MESSAGES" / "django.mo"
    native = code == settings.LANGUAGE_CODE
    return native or any((folder / place).exists() for folder in settings.LOCALE_PATHS)


def _named(code: str) -> dict[str, Any]:
    info = get_language_info(code)
    return {"name": info["name_local"], "dir": "rtl" if info["bidi"] else "ltr"}


def look_of(request: HttpRequest) -> Look:
    """Read the cookie; put the style inside the first page of a visit, and link to it later."""
    theme, _dot, size = request.COOKIES.get(COOKIE, "").partition(".")
    return Look(
        theme=theme if theme in THEMES else "",
        size=size if size in SIZES else "",
        inside=request.headers.get("Sec-Fetch-Site", "same-origin")
        not in {"same-origin", "same-site"},
        address=_address(request),
    )


def _address(request: HttpRequest) -> str:
    """Where this page is. A host that is not ours is never repeated."""
    try:
        return f"{request.get_host()}{request.path}"
    except DisallowedHost:
        return request.path


def look(request: HttpRequest) -> dict[str, Any]:
    return {"look": look_of(request), "is_visitor": partial(is_visitor, request)}


def is_visitor(request: HttpRequest) -> bool:
    """Whether nobody is signed in. Asked only by pages that do not know whose hand it is."""
    user = getattr(request, "user", None)
    return user is not None and not user.is_authenticated


@anyone("Day or night, large or small, and in which language: no account is needed to read well.")
@csrf_exempt  # nothing but the looks of one browser hangs on it, and every page carries it
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Keep how this browser reads in cookies, and go back to the page."""
    if request.method == "GET":
        return render(request, "look.html")
    answer = HttpResponseRedirect(_back(request))
    if "language" in request.POST:
        said = request.POST["language"]
        if said in dict(settings.LANGUAGES):
            _keep(answer, settings.LANGUAGE_COOKIE_NAME, said)
        return answer
    theme, size = request.POST.get("theme", ""), request.POST.get("size", "")
    kept = f"{theme if theme in THEMES else ''}.{size if size in SIZES else ''}"
    _keep(answer, COOKIE, kept)
    return answer


def _keep(answer: HttpResponse, name: str, value: str) -> None:
    answer.set_cookie(
        name,
        value,
        max_age=A_YEAR,
        samesite="Lax",
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
    )


def _back(request: HttpRequest) -> str:
    back = request.headers.get("Referer", "")
    safe = url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return back if safe else "/"
