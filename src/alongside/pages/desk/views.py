from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from alongside.foundation.people.requests import MemberRequest
from alongside.foundation.people.states import STAFF
from alongside.foundation.tasks import actions as tasks
from alongside.foundation.tasks import queries as asked
from alongside.toolbox import doors

from . import queries


@doors.roles(*STAFF)
@require_safe
def desk(request: MemberRequest) -> HttpResponse:
    """What needs me today, in order."""
    found = queries.desk(request.hand.person, request.programme, now=now())
    return render(request, "desk/desk.html", {"desk": found, "today": localdate()})


@doors.roles(*STAFF)
@require_POST
def tick(request: MemberRequest) -> HttpResponse:
    """Save the ticks: each ticked thing that was asked of me is done."""
    ticked = set(request.POST.getlist("task"))
    mine = asked.to_do(request.hand.person, request.programme)
    done = [task for task in mine if str(task.pk) in ticked]
    for task in done:
        tasks.finish(by=request.hand, task=task, outcome="", now=now())
    words = ngettext("%d thing is done.", "%d things are done.", len(done))
    messages.success(request, words % len(done))
    return redirect("desk:desk", request.programme.slug)
