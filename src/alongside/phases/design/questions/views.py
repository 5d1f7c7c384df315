from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alongside.foundation.people.requests import MemberRequest
from alongside.foundation.people.states import STAFF
from alongside.foundation.programmes.queries import partnerships
from alongside.foundation.projects import queries as projects
from alongside.foundation.projects import rules as project_rules
from alongside.throughout.feedback.models import Contribution
from alongside.toolbox import doors
from alongside.toolbox.verdicts import insist

from . import actions, queries, rules
from .forms import QuestionForm, ShapingForm, TurnForm

MOST = 50


@doors.members
@require_safe
def listing(request: MemberRequest) -> HttpResponse:
    """What people want to find out: ideas that wait, and what became of the others."""
    organises = bool(request.roles & STAFF)
    context = {
        "waiting": queries.ideas_waiting(request.programme, private=organises)[:MOST],
        "taken_up": queries.ideas_taken_up(request.programme)[:MOST],
        "today": localdate(),
        "may_turn": organises,
    }
    return render(request, "questions/listing.html", context)


@doors.roles(*STAFF)
def turn(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Make a project of an idea."""
    idea = _idea(request, pk)
    insist(rules.may_turn(request.hand.person, idea))
    given = request.POST if request.method == "POST" else None
    form = TurnForm(
        given, partners=partnerships(request.programme), initial={"question": idea.text[:300]}
    )
    if form.is_valid():
        project = actions.turn_into_project(
            by=request.hand, idea=idea, now=now(), **form.cleaned_data
        )
        messages.success(request, _("The idea is a project now. Say next what can change."))
        return redirect("projects:set_up", request.programme.slug, project.pk)
    context = {"form": form, "idea": idea, "today": localdate()}
    return render(request, "questions/turn.html", context)


@doors.members
@require_safe
def of_project(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Where a project's questions came from, and who shaped them."""
    project = projects.project(request.programme, pk)
    context = {
        "project": project,
        "questions": queries.of_project(project),
        "shapings": queries.shapings(project),
        "may_ask": bool(rules.may_ask(request.hand.person, project)),
    }
    return render(request, "questions/of_project.html", context)


@doors.members
def ask(request: MemberRequest, pk: UUID) -> HttpResponse:
    project = projects.project(request.programme, pk)
    insist(rules.may_ask(request.hand.person, project))
    given = request.POST if request.method == "POST" else None
    form = QuestionForm(given, initial={"asked_on": localdate()})
    if form.is_valid():
        actions.ask(by=request.hand, project=project, now=now(), **form.cleaned_data)
        messages.success(request, _("The question is on the page."))
        return redirect("questions:of_project", request.programme.slug, project.pk)
    return render(request, "questions/ask.html", {"form": form, "project": project})


@doors.members
def shape(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Thank somebody who shaped the question."""
    project = projects.project(request.programme, pk)
    insist(project_rules.may_answer(request.hand.person, project))
    asked = queries.of_project(project)
    if not asked:
        return redirect("questions:ask", request.programme.slug, project.pk)
    given = request.POST if request.method == "POST" else None
    form = ShapingForm(given, initial={"on_day": localdate()})
    if form.is_valid():
        actions.shape(by=request.hand, question=asked[0], now=now(), **form.cleaned_data)
        messages.success(request, _("Thank you. Their part is kept."))
        return redirect("questions:of_project", request.programme.slug, project.pk)
    return render(request, "questions/shape.html", {"form": form, "project": project})


def _idea(request: MemberRequest, pk: UUID) -> Contribution:
    idea = queries.idea(request.programme, pk)
    if idea is None:
        raise Http404
    return idea
