from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alongside.foundation.people.models import Hand
from alongside.foundation.people.requests import MemberRequest, PublicRequest
from alongside.foundation.projects.states import Level
from alongside.toolbox import doors, limits
from alongside.toolbox.verdicts import NotAllowed

from . import actions, queries, rules
from .forms import (
    FoundForm,
    SearchForm,
    StrangerSuggestForm,
    SuggestForm,
    TakeInForm,
    TurnDownForm,
)
from .models import Resource
from .states import Found

PAGE = 20
MOST = 10  # suggestions from one place in an hour: a day centre is one place
HOUR = timedelta(hours=1)


@doors.anyone("guidance is for everybody; there is nothing personal in it")
@require_safe
def listing(request: PublicRequest) -> HttpResponse:
    """Search the library; or, with `?about=`, what helps with one topic."""
    form = SearchForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    topic = request.GET.get("about", "")[:100]
    if topic:
        found = queries.about(request.programme, topic)
    else:
        tags = [wanted[name] for name in ("phase", "audience", "form") if wanted.get(name)]
        words, easy = wanted.get("words", ""), bool(wanted.get("easy_read"))
        found = queries.search(request.programme, words=words, tags=tags, easy_read=easy)
    start = _start(request)
    rows = list(found[start : start + PAGE + 1])
    context = {
        "search": form,
        "topic": topic,
        "searching": bool(topic or any(wanted.values())),
        "count": found.count(),
        "rows": rows[:PAGE],
        "more_url": _more(request, start) if len(rows) > PAGE else "",
        "member": _hand(request) is not None,
    }
    return render(request, "library/listing.html", context)


@doors.anyone("guidance is for everybody; there is nothing personal in it")
@require_safe
def one(request: PublicRequest, pk: UUID) -> HttpResponse:
    hand = _hand(request)
    resource = get_object_or_404(queries.resources_of(request.programme), pk=pk)
    if hand is None and not resource.is_shown:
        raise Http404
    facts = [
        (_("About"), resource.topic),
        (_("Steps"), " · ".join(resource.phase_names)),
        (_("For"), resource.for_whom or " · ".join(resource.audience_names)),
        (_("Kind"), resource.get_form_display()),
        (_("Easy Read"), _("Yes") if resource.easy_read else ""),
        (_("How hard to read"), resource.reading_level),
        (_("How long"), resource.length),
        (_("Cost"), resource.cost),
        (_("Language"), resource.language),
    ]
    context = {
        "resource": resource,
        "facts": [(name, words) for name, words in facts if words],
        "may_decide": hand is not None and bool(rules.may_decide(hand.person, resource)),
        "member": hand is not None,
        "links_shown": resource.is_shown or hand is not None,
    }
    return render(request, "library/one.html", context)


@doors.anyone("anybody may suggest something that helped them")
def suggest(request: PublicRequest) -> HttpResponse:
    hand = _hand(request)
    form_class = SuggestForm if hand else StrangerSuggestForm
    form = form_class(request.POST if request.method == "POST" else None)
    if form.is_valid() and _not_too_often(request, form):
        try:
            actions.suggest(by=hand, programme=request.programme, now=now(), **form.cleaned_data)
        except NotAllowed as answer:
            form.add_error("title", str(answer))
        else:
            messages.success(request, _("Thank you. People here will look at it and tell you."))
            return redirect("library:listing", request.programme.slug)
    return render(request, "library/suggest.html", {"form": form})


@doors.members
@require_safe
def suggested(request: MemberRequest) -> HttpResponse:
    """What waits for members to look at it."""
    rows = queries.suggested(request.programme)[:100]
    return render(request, "library/suggested.html", {"rows": rows})


@doors.members
def take_in(request: MemberRequest, pk: UUID) -> HttpResponse:
    resource = _decidable(request, pk)
    first = {"summary": resource.summary, "form": resource.form, "topic": resource.topic}
    form = TakeInForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_valid():
        actions.take_in(by=request.hand, resource=resource, now=now(), **form.cleaned_data)
        messages.success(request, _("It is in the library now. They have been told."))
        return redirect("library:one", request.programme.slug, pk)
    return render(request, "library/take_in.html", {"form": form, "resource": resource})


@doors.members
def turn_down(request: MemberRequest, pk: UUID) -> HttpResponse:
    resource = _decidable(request, pk)
    form = TurnDownForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        why = form.cleaned_data["why"]
        actions.turn_down(by=request.hand, resource=resource, why=why, now=now())
        messages.success(request, _("They will be told, with your reason."))
        return redirect("library:suggested", request.programme.slug)
    return render(request, "library/turn_down.html", {"form": form, "resource": resource})


@doors.members
def found(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Say whether the link still works."""
    resource = get_object_or_404(queries.listed(request.programme), pk=pk)
    form = FoundForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        what, address = Found(form.cleaned_data["found"]), form.cleaned_data["address"]
        try:
            actions.say_what_was_found(
                by=request.hand, resource=resource, found=what, address=address, now=now()
            )
        except NotAllowed as answer:
            form.add_error("address", str(answer))
        else:
            messages.success(request, _("Thank you. The next person knows."))
            return redirect("library:one", request.programme.slug, pk)
    return render(request, "library/found.html", {"form": form, "resource": resource})


@doors.anyone("what our words mean is for everybody")
@require_safe
def levels(request: PublicRequest) -> HttpResponse:
    """Explain the five levels, beside other ways of taking part, with what is hard about each."""
    explained = queries.explained()
    levels_ = [
        {"level": level, "meaning": level.meaning, **_spoken(words)}
        for level, words in zip(Level, explained["level"], strict=True)
    ]
    ways = [_spoken(way) | {"level": Level(way["level"])} for way in explained["way"]]
    return render(request, "library/levels.html", {"levels": levels_, "ways": ways})


def _spoken(words: dict[str, Any]) -> dict[str, Any]:
    return {name: _(said) for name, said in words.items() if name != "level"}


def _hand(request: PublicRequest) -> Hand | None:
    """The hand of a member of this programme; nobody's for everybody else."""
    return getattr(request, "hand", None) if getattr(request, "part", None) else None


def _not_too_often(request: PublicRequest, form: SuggestForm) -> bool:
    """Members may go on; a place without an account is asked to wait when it sends many."""
    if _hand(request) is not None:
        return True
    verdict = limits.may_go_on(request, "suggest", most=MOST, within=HOUR)
    if not verdict:
        form.add_error(None, verdict.reason)
    return bool(verdict)


def _decidable(request: MemberRequest, pk: UUID) -> Resource:
    resource = get_object_or_404(queries.resources_of(request.programme), pk=pk)
    verdict = rules.may_decide(request.hand.person, resource)
    if not verdict:
        raise NotAllowed(verdict.reason)
    return resource


def _start(request: PublicRequest) -> int:
    said = request.GET.get("from", "0")
    return min(int(said), 100_000) if said.isdecimal() and len(said) < 7 else 0  # noqa: PLR2004 -- letters


def _more(request: PublicRequest, start: int) -> str:
    asked = [(name, value) for name, value in request.GET.items() if name != "from" and value]
    place = reverse("library:listing", args=[request.programme.slug])
    return f"{place}?{urlencode([*asked, ('from', start + PAGE)])}"
