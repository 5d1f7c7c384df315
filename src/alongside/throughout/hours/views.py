from datetime import date, timedelta
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alongside.foundation.people.requests import MemberRequest
from alongside.foundation.people.states import STAFF
from alongside.toolbox import doors

from . import actions, queries
from .forms import PutInForm

BEHIND: Final = 4  # weeks shown before this one
IN_ALL: Final = 13
LOOK_BACK: Final = timedelta(weeks=12)
EARLIEST, LATEST = date(2000, 1, 1), date(2200, 1, 1)


@doors.members
@require_safe
def weeks(request: MemberRequest) -> HttpResponse:
    """My hours, week by week: behind, now and ahead."""
    today = localdate()
    found = queries.weeks(
        request.hand.person,
        request.programme,
        first=today - timedelta(weeks=BEHIND),
        count=IN_ALL,
    )
    context = {
        "ahead": found[BEHIND:],
        "behind": found[BEHIND - 1 :: -1],
        "this": found[BEHIND],
        "person": request.hand.person,
    }
    return render(request, "hours/weeks.html", context)


@doors.members
@require_safe
def week(request: MemberRequest, monday: str) -> HttpResponse:
    """One week in full, to read or to print."""
    found = queries.week(request.hand.person, request.programme, _day(monday))
    context = {
        "week": found,
        "person": request.hand.person,
        "before": found.monday - timedelta(weeks=1),
        "after": found.monday + timedelta(weeks=1),
    }
    return render(request, "hours/week.html", context)


@doors.members
@require_safe
def text(request: MemberRequest, monday: str) -> HttpResponse:
    """The same week in plain text, for a message or to be read out."""
    found = queries.week(request.hand.person, request.programme, _day(monday))
    context = {"week": found, "person": request.hand.person}
    return render(request, "hours/week.txt", context, content_type="text/plain; charset=utf-8")


@doors.members
def put_in(request: MemberRequest) -> HttpResponse:
    """Put in hours I have done."""
    person, programme = request.hand.person, request.programme
    lately = queries.weeks(person, programme, first=localdate() - timedelta(weeks=2), count=3)
    lines = [line for one in lately for line in one.lines if line.booked]
    form = PutInForm(
        request.POST if request.method == "POST" else None,
        lines=lines,
        initial={"day": localdate(), "thing": request.GET.get("thing", "")[:80]},
    )
    if form.is_valid():
        _write(request, form)
        messages.success(request, _("Thank you. Your hours are in your week."))
        monday = queries.monday(form.cleaned_data["day"]).isoformat()
        return redirect("hours:week", programme.slug, monday)
    return render(request, "hours/put_in.html", {"form": form})


def _write(request: MemberRequest, form: PutInForm) -> None:
    given, line = form.cleaned_data, form.line
    if line is None:
        actions.did(
            by=request.hand,
            programme=request.programme,
            what=given["what"],
            minutes=form.minutes,
            day=given["day"],
            kind=given["kind"],
            now=now(),
        )
        return
    actions.done(
        by=request.hand,
        person=request.hand.person,
        programme=request.programme,
        about=line.about,
        minutes=form.minutes,
        day=given["day"],
        kind=line.kind,
        now=now(),
    )


@doors.roles(*STAFF)
@require_safe
def to_agree(request: MemberRequest) -> HttpResponse:
    """Hours people put in that wait for a yes."""
    found = queries.to_agree(request.programme, since=localdate() - LOOK_BACK)
    me = request.hand.person
    context = {
        "lines": [line for line in found if line.person.pk != me.pk],
        "own": [line for line in found if line.person.pk == me.pk],
    }
    return render(request, "hours/to_agree.html", context)


@doors.roles(*STAFF)
@require_POST
def agree(request: MemberRequest) -> HttpResponse:
    """Agree what was ticked; what was not ticked stays for later."""
    ticked = set(request.POST.getlist("line"))
    count = 0
    for line in queries.to_agree(request.programme, since=localdate() - LOOK_BACK):
        if f"{line.person.pk} {line.about.id} {line.kind}" in ticked:
            actions.agree(
                by=request.hand,
                person=line.person,
                programme=request.programme,
                about=line.about,
                now=now(),
            )
            count += 1
    if count:
        messages.success(request, _("Thank you. Those hours are agreed."))
    else:
        messages.error(request, _("Tick the hours you agree first."))
    return redirect("hours:to_agree", request.programme.slug)


def _day(said: str) -> date:
    try:
        day = date.fromisoformat(said)
    except ValueError:
        raise Http404 from None
    if not EARLIEST <= day < LATEST:
        raise Http404
    return day
