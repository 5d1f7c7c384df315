from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alongside.foundation.people.requests import MemberRequest
from alongside.foundation.people.states import STAFF
from alongside.foundation.projects.models import Project
from alongside.toolbox import doors
from alongside.toolbox.references import Reference, unseal
from alongside.toolbox.sayings import say_date
from alongside.toolbox.verdicts import NotAllowed

from . import actions, queries, rules
from .forms import AnswerForm, NameForm, SayForm, SetDownForm
from .models import Contribution
from .states import Kind, Outcome

PAGE = 50


@doors.members
def say(request: MemberRequest) -> HttpResponse:
    """Say something about anything; the small form on other pages comes here too."""
    given = request.POST if request.method == "POST" else None
    form = SayForm(given, initial={"kind": Kind.COMMENT})
    about = _about(request)
    if form.is_valid():
        said = actions.contribute(
            by=request.hand,
            programme=request.programme,
            kind=Kind(form.cleaned_data["kind"] or Kind.COMMENT),
            text=form.cleaned_data["text"],
            now=now(),
            project=_project(request, form.cleaned_data["project"]),
            about=about,
            private=form.cleaned_data["private"],
        )
        messages.success(request, _thanks(said))
        return redirect(_back(request, said))
    return render(request, "feedback/say.html", {"form": form, "about": about})


@doors.members
@require_safe
def one(request: MemberRequest, pk: UUID) -> HttpResponse:
    said = _find(request, pk)
    person = request.hand.person
    context = {
        "said": said,
        "today": localdate(),
        "address": said.about.address(request.programme.slug) if said.about else "",
        "may_answer": said.is_owed and bool(rules.may_answer(person, said)),
        "may_send_back": bool(rules.may_say_it_did_not_answer(person, said)),
        "may_tell": bool(rules.may_answer(person, said)) and _untold(said),
        "name_form": _name_form(request, said),
    }
    return render(request, "feedback/one.html", context)


@doors.roles(*STAFF)
@require_safe
def waiting(request: MemberRequest) -> HttpResponse:
    """What waits for an answer, longest first, and whose turn it is."""
    rows = queries.owed(request.programme)
    mine = [row for row in rows[:PAGE] if row.owed_by_id == request.hand.person.pk]
    others = [row for row in rows[:PAGE] if row.owed_by_id != request.hand.person.pk]
    context = {
        "mine": mine,
        "others": others,
        "untold": queries.to_be_told(request.programme)[:PAGE],
        "today": localdate(),
    }
    return render(request, "feedback/waiting.html", context)


@doors.members
def answer(request: MemberRequest, pk: UUID) -> HttpResponse:
    said = _find(request, pk)
    if not rules.may_answer(request.hand.person, said):
        raise NotAllowed(rules.may_answer(request.hand.person, said).reason)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data | {"outcome": Outcome(form.cleaned_data["outcome"])}
        actions.answer(by=request.hand, contribution=said, now=now(), **given)
        messages.success(request, _("Thank you. They will be told."))
        return redirect("feedback:one", request.programme.slug, said.pk)
    context = {"said": said, "form": form, "today": localdate()}
    return render(request, "feedback/answer.html", context)


@doors.members
def set_down(request: MemberRequest, pk: UUID) -> HttpResponse:
    said = _find(request, pk)
    if not rules.may_answer(request.hand.person, said):
        raise NotAllowed(rules.may_answer(request.hand.person, said).reason)
    form = SetDownForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        why = form.cleaned_data["why"]
        actions.set_down(by=request.hand, contribution=said, why=why, now=now())
        messages.success(request, _("It is closed. Your reason is shown beside it."))
        return redirect("feedback:one", request.programme.slug, said.pk)
    return render(request, "feedback/set_down.html", {"said": said, "form": form})


@doors.members
@require_POST
def send_back(request: MemberRequest, pk: UUID) -> HttpResponse:
    said = _find(request, pk)
    actions.send_back(by=request.hand, contribution=said, now=now())
    messages.success(request, _("Thank you for saying so. Somebody will answer again."))
    return redirect("feedback:one", request.programme.slug, said.pk)


@doors.members
@require_POST
def told(request: MemberRequest, pk: UUID) -> HttpResponse:
    said = _find(request, pk)
    actions.tell_by_hand(by=request.hand, contribution=said, now=now())
    return redirect("feedback:one", request.programme.slug, said.pk)


@doors.members
@require_POST
def name(request: MemberRequest, pk: UUID) -> HttpResponse:
    said = _find(request, pk)
    form = NameForm(request.POST)
    if form.is_valid():
        chosen = form.cleaned_data["name"]
        actions.choose_name(by=request.hand, contribution=said, name=chosen, now=now())
        messages.success(request, _("The name beside your words is as you wish."))
    else:
        messages.error(request, _("That name is too long. Use 80 letters or fewer."))
    return redirect("feedback:one", request.programme.slug, said.pk)


@doors.members
@require_safe
def my_impact(request: MemberRequest) -> HttpResponse:
    """Everything I offered, what changed because of it, what did not, and why."""
    part = queries.part_of(request.hand.person, request.programme)
    return render(request, "feedback/my_impact.html", {"part": part, "today": localdate()})


@doors.members
@require_safe
def report(request: MemberRequest) -> HttpResponse:
    """How well we answer, for all to see."""
    counted = queries.report(request.programme, today=localdate())
    closed = queries.closed_unanswered(request.programme)[:PAGE]
    rows = [
        {"what": what, "words": str(part), "part": part, "whole": counted.offered}
        for what, part in (
            (_("We did it"), counted.done),
            (_("We did a part of it"), counted.partly),
            (_("We did not do it, and said why"), counted.not_done),
            (_("Closed without an answer"), counted.set_down),
            (_("Waiting for an answer"), counted.waiting),
        )
    ]
    head = {"what": _("What came of it"), "how_much": _("How many")}
    context = {"report": counted, "closed": closed, "rows": rows, "head": head}
    return render(request, "feedback/report.html", context)


def _find(request: MemberRequest, pk: UUID) -> Contribution:
    said = get_object_or_404(queries.contributions(request.programme), pk=pk)
    if not rules.may_read(request.hand.person, said):
        raise Http404
    return said


def _about(request: MemberRequest) -> Reference | None:
    return unseal(request.POST.get("about", ""), request.programme.pk)


def _project(request: MemberRequest, pk: UUID | None) -> Project | None:
    return get_object_or_404(Project.objects.within(request.programme), pk=pk) if pk else None


def _back(request: MemberRequest, said: Contribution) -> str:
    """The page it was about, or its own."""
    place = said.about.address(request.programme.slug) if said.about else ""
    return place or reverse("feedback:one", args=[request.programme.slug, said.pk])


def _thanks(said: Contribution) -> str:
    by = {"name": said.owed_by or _("Somebody"), "day": say_date(said.due_on)}
    return _("Thank you. %(name)s answers you by %(day)s.") % by


def _untold(said: Contribution) -> bool:
    return any(given.told_at is None for given in said.given)


def _name_form(request: MemberRequest, said: Contribution) -> Any:  # noqa: ANN401 -- a form or nothing
    if not rules.may_choose_the_name(request.hand.person, said):
        return None
    return NameForm(initial={"name": said.name_as_wished})
