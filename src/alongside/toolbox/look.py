"""How the house looks to this person: day or night, text size, and where the stylesheet comes from."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_POST

from .sheet import STYLE

THEMES: Final = ("light", "dark")
SIZES: Final = ("l", "xl")
A_YEAR: Final = 60 * 60 * 24 * 365


@dataclass(frozen=True)
class Look:
    theme: str = ""
    size: str = ""
    inside: bool = True
    back: str = "/"

    @property
    def style(self) -> SafeString:
        if self.inside:
            # Our own file, hashed in the policy: nothing a person typed is ever in it.
            return mark_safe(f"<style>{STYLE.text}</style>")  # noqa: S308 -- see above
        return mark_safe(f'<link rel="stylesheet" href="{STYLE.address}">')  # noqa: S308 -- a constant


def look_of(request: HttpRequest) -> Look:
    """The first page of a visit carries its style inside; later pages link to it."""
    theme, _, size = request.COOKIES.get("look", "").partition(".")
    return Look(
        theme=theme if theme in THEMES else "",
        size=size if size in SIZES else "",
        inside=request.headers.get("Sec-Fetch-Site", "same-origin")
        not in {"same-origin", "same-site"},
        back=request.get_full_path() if request.method == "GET" else "/",
    )


def look(request: HttpRequest) -> dict[str, Look]:
    return {"look": look_of(request)}


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keep day or night and the size of text in a cookie, and go back to the page."""
    theme, size = request.POST.get("theme", ""), request.POST.get("size", "")
    back = request.POST.get("back", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    answer = HttpResponseRedirect(back)
    kept = f"{theme if theme in THEMES else ''}.{size if size in SIZES else ''}"
    answer.set_cookie("look", kept, max_age=A_YEAR, samesite="Lax", httponly=True)
    patch_vary_headers(answer, ["Cookie"])
    return answer
