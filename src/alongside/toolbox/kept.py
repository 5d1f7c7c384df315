"""What was typed is not lost when the session ends meanwhile: it waits, sealed, for one day."""

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Final, cast
from uuid import UUID

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from . import doors
from .models import Kept

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

COOKIE: Final = f"{settings.COOKIE_PREFIX}kept"
FOR: Final = timedelta(days=1)
SIGNER = signing.Signer(salt="alongside.kept")
LEFT_OUT: Final = {"csrfmiddlewaretoken", "once"}


def keep(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Keep the form for the person it was shown to, and ask them to sign in."""
    fields = _typed(request)
    row = Kept.objects.create(
        person_id=person_id, path=request.path, fields=json.dumps(fields), at=now()
    )
    response = redirect_to_login(reverse("kept"))
    response.set_cookie(
        COOKIE,
        SIGNER.sign(row.pk.hex),
        max_age=FOR,
        httponly=True,
        samesite="Lax",
        secure=settings.HTTPS,
    )
    return response


def tidy() -> None:
    """Forget what nobody came back for."""
    Kept.objects.filter(at__lt=now() - FOR).delete()


@doors.signed_in
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show the person what they had typed, ready to send."""
    row = _kept_for(request)
    if row is None:
        return redirect("/")
    return render(request, "kept.html", {"path": row.path, "pairs": json.loads(row.fields)})


def offer(request: HttpRequest) -> HttpResponse:
    """Show what was just typed, ready to send once more."""
    return render(request, "kept.html", {"path": request.path, "pairs": _typed(request)})


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    return [
        (name, str(value))
        for name, values in request.POST.lists()
        for value in values
        if name not in LEFT_OUT
    ]


def _kept_for(request: HttpRequest) -> Kept | None:
    try:
        pk = SIGNER.unsign(request.COOKIES.get(COOKIE, ""))
    except signing.BadSignature:
        return None
    signed_in = cast("AbstractBaseUser", request.user)  # the door saw to that
    rows = Kept.objects.filter(pk=UUID(hex=pk), person_id=signed_in.pk, at__gte=now() - FOR)
    return rows.first()
