"""What only the demo has: people to be, and the letters they got. Never in the product."""

import email
import email.policy
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from alongside.foundation.people.models import Person
from alongside.toolbox import doors

from .town import somebody
from .town.people import CAST

for_the_demo = doors.anyone("the demo's people are invented, and anyone may try to be them")
NEWEST = 20
BACKEND = settings.AUTHENTICATION_BACKENDS[0]


@for_the_demo
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    people = {person.first_name: person for person in Person.objects.filter(first_name__in=CAST)}
    cast = [(people[name], what) for name, what in CAST.items() if name in people]
    return render(request, "demo/choose.html", {"cast": cast})


@for_the_demo
@require_POST
def become(request: HttpRequest, code: str) -> HttpResponse:
    person = somebody(code)
    if person is None:
        raise Http404
    login(request, person, backend=BACKEND)
    return redirect("/")


@for_the_demo
@require_safe
def post(request: HttpRequest) -> HttpResponse:
    """The newest emails of the invented town, so that the codes in them can be tried."""
    folder = Path(settings.EMAIL_FILE_PATH)
    files = sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime, reverse=True)
    letters = [_read(file) for file in files[:NEWEST]]
    return render(request, "demo/post.html", {"letters": letters})


def _read(file: Path) -> dict[str, str]:
    """Django's file backend writes one email a file, or several; the last is the newest."""
    raw = file.read_bytes().split(b"\n" + b"-" * 79 + b"\n")
    letter = email.message_from_bytes(
        raw[-2] if len(raw) > 1 else raw[0], EmailMessage, policy=email.policy.default
    )
    body = letter.get_body(("plain",))
    return {
        "to": str(letter["To"]),
        "subject": str(letter["Subject"]),
        "text": str(body.get_content()) if body else "",
    }
