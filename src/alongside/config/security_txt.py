"""Where to tell this house of a weakness in it, for people who look for such: RFC 9116."""

import re
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from alongside.toolbox import doors

HOLDS_FOR: Final = timedelta(days=90)  # the standard asks for less than a year
WAYS: Final = ("mailto:", "https://", "tel:")


def contacts() -> list[str]:
    """The addresses that are set, as links. One that is no link is left out: see `strange`."""
    return [way for way in _ways() if way.startswith(WAYS)]


def strange() -> list[str]:
    """What is set and is neither an email, nor a page with HTTPS, nor a number."""
    return [way for way in _ways() if not way.startswith(WAYS)]


def _ways() -> list[str]:
    said = re.split(r"[\s,]+", settings.SECURITY_CONTACT.strip())
    is_email = re.compile(r"[^@:/]+@[^@:/]+").fullmatch
    return [f"mailto:{each}" if is_email(each) else each for each in said if each]


@doors.anyone("whoever finds a weakness should find whom to tell, without an account")
@require_safe
def security_txt(_request: HttpRequest) -> HttpResponse:
    """Whom to tell. A house that names nobody says, on our own page, that there is nothing here."""
    found = contacts()
    if not found:
        raise Http404
    until = (now() + HOLDS_FOR).strftime("%Y-%m-%dT00:00:00Z")
    lines = [
        *(f"Contact: {way}" for way in found),
        f"Expires: {until}",
        f"Preferred-Languages: {settings.LANGUAGE_CODE.partition('-')[0]}",
        f"Canonical: {settings.SITE_ADDRESS}/.well-known/security.txt",
    ]
    answer = HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
    answer["Cache-Control"] = "public, max-age=3600"
    return answer
