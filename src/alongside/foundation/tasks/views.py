from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alongside.foundation.people.requests import MemberRequest
from alongside.foundation.people.states import STAFF
from alongside.toolbox import doors

from . import actions, queries, rules
from .forms import FinishForm

PAGE = 100


@doors.members
@require_safe
def mine(request: MemberRequest) -> HttpResponse:
    """What is asked of me here."""
    person, programme = request.hand.person, request.programme
    waiting = queries.to_do(person, programme)[:PAGE]
    context = {
        "asked": [queries.asked(task, programme) for task in waiting],
        "done": [
            queries.asked(one, programme) for one in queries.done_lately(person, programme)[:5]
        ],
        "today": localdate(),
    }
    return render(request, "tasks/mine.html", context)


@doors.roles(*STAFF)
@require_safe
def everyones(request: MemberRequest) -> HttpResponse:
    """What waits to be done in the programme, and by whom."""
    waiting = queries.of_programme(request.programme)[:PAGE]
    context = {
        "asked": [queries.asked(task, request.programme) for task in waiting],
        "today": localdate(),
    }
    return render(request, "tasks/everyones.html", context)


@doors.members
def one(request: MemberRequest, pk: UUID) -> HttpResponse:
    """One thing to do: tick it, with what came of it."""
    task = get_object_or_404(queries.tasks(request.programme), pk=pk)
    may_finish = rules.may_finish(request.hand.person, task)
    if not may_finish and not rules.may_lead(request.hand.person, request.programme):
        return redirect("tasks:mine", request.programme.slug)
    form = FinishForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.finish(by=request.hand, task=task, outcome=form.cleaned_data["outcome"], now=now())
        messages.success(request, _("Thank you. That is done."))
        return redirect("tasks:mine", request.programme.slug)
    context = {
        "asked": queries.asked(task, request.programme),
        "form": form,
        "may_finish": bool(may_finish) and not task.done_at,
        "may_take_over": not may_finish and bool(rules.may_take_over(request.hand.person, task)),
    }
    return render(request, "tasks/one.html", context)


@doors.roles(*STAFF)
@require_POST
def take_over(request: MemberRequest, pk: UUID) -> HttpResponse:
    task = get_object_or_404(queries.tasks(request.programme), pk=pk)
    actions.take_over(by=request.hand, task=task, now=now())
    messages.success(request, _("This is yours now."))
    return redirect("tasks:one", request.programme.slug, pk)
