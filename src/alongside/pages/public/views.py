"""What anyone may see and do without an account."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alongside.foundation.people.requests import PublicRequest
from alongside.foundation.programmes.queries import partnerships, policy, programmes
from alongside.throughout.feedback import actions as feedback
from alongside.throughout.feedback.models import Contribution
from alongside.throughout.feedback.states import Kind
from alongside.toolbox import doors, limits

from . import queries
from .forms import AskForm, CodeForm, OfferForm

MOST: Final = 6
THREE: Final = 3
# Which idea is theirs: signed, on this computer only, for an hour.
COOKIE: Final = f"{settings.COOKIE_PREFIX}offer"
HOUR: Final = timedelta(hours=1)


@doors.anyone("the front page")
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Take people home: to their week, to the one programme there is, or to a choice."""
    if request.user.is_authenticated:
        return redirect("week:week")
    found = list(programmes()[:50])
    if len(found) == 1:
        return redirect("public:home", found[0].slug)
    return render(request, "public/front.html", {"found": found})


@doors.anyone("what goes on in the town is for everyone in it")
@require_safe
def home(request: PublicRequest) -> HttpResponse:
    here = getattr(request, "part", None) is not None
    context = {
        "going": queries.going_on(request.programme, MOST),
        "changed": queries.changed(request.programme, THREE, here=here),
        "pay": policy(request.programme, "pay_pence_per_hour"),
    }
    return render(request, "public/home.html", context)


@doors.anyone("nobody needs an account to ask for help")
@require_safe
def help_(request: PublicRequest) -> HttpResponse:
    return render(request, "public/help.html", {"partners": partnerships(request.programme)})


@doors.anyone("an idea needs no account")
def new_idea(request: PublicRequest) -> HttpResponse:
    """Offer an idea."""
    return _offer(request, Kind.IDEA, OfferForm, "public/new_idea.html")


@doors.anyone("a question needs no account")
def ask(request: PublicRequest) -> HttpResponse:
    """Ask us something."""
    return _offer(request, Kind.QUESTION, AskForm, "public/ask.html")


def _offer(
    request: PublicRequest, kind: Kind, form_of: type[OfferForm], template: str
) -> HttpResponse:
    form = form_of(request.POST if request.method == "POST" else None)
    if form.is_valid() and _not_too_often(request, form, "offer", most=10):
        offer = feedback.contribute(
            by=None,
            programme=request.programme,
            kind=kind,
            text=form.cleaned_data["text"],
            name_as_wished=form.cleaned_data["name"],
            contact=form.contact,
            private=form.cleaned_data["private"],
            now=now(),
        )
        return _remember(redirect("public:thanks", request.programme.slug), offer)
    days = policy(request.programme, "answer_days")
    return render(request, template, {"form": form, "days": days})


def _not_too_often(
    request: PublicRequest, form: OfferForm | CodeForm, what: str, *, most: int
) -> bool:
    verdict = limits.may_go_on(request, what, most=most, within=HOUR)
    if not verdict:
        form.add_error(None, verdict.reason)
    return bool(verdict)


def _remember(response: HttpResponse, offer: Contribution) -> HttpResponse:
    """Keep which idea is theirs out of the address: addresses are seen by many."""
    response.set_signed_cookie(
        COOKIE,
        str(offer.pk),
        max_age=HOUR,
        httponly=True,
        samesite="Lax",
        secure=settings.HTTPS,
    )
    return response


def _mine(request: PublicRequest) -> Contribution | None:
    kept = request.get_signed_cookie(COOKIE, default=None, max_age=HOUR)
    return queries.offered(request.programme, pk=UUID(kept)) if kept else None


@doors.anyone("they have just offered something and have no account")
@never_cache
@require_safe
def thanks(request: PublicRequest) -> HttpResponse:
    """Say thank you, and give the code to ask with."""
    offer = _mine(request)
    if offer is None:
        return redirect("public:find", request.programme.slug)
    return render(request, "public/thanks.html", {"offer": offer})


@doors.anyone("a code is enough to ask what became of an idea")
@never_cache
def find(request: PublicRequest) -> HttpResponse:
    """Ask, with the code, what became of it."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _not_too_often(request, form, "code", most=20):
        offer = queries.offered(request.programme, code=form.cleaned_data["code"])
        if offer:
            return _remember(redirect("public:yours", request.programme.slug), offer)
        form.add_error("code", _("We do not know this code. Look at it again, or ring us."))
    return render(request, "public/find.html", {"form": form})


@doors.anyone("they gave the code of what they offered")
@never_cache
@require_safe
def yours(request: PublicRequest) -> HttpResponse:
    """Show where their idea stands, and its answer."""
    offer = _mine(request)
    if offer is None:
        messages.info(request, _("Write your code once more. We forget it after an hour."))
        return redirect("public:find", request.programme.slug)
    context = {"offer": offer, "became": queries.became(offer)}
    return render(request, "public/yours.html", context)
