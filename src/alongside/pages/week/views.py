from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.timezone import now as clock
from django.views.decorators.http import require_POST, require_safe

from alongside.foundation.memberships import queries as memberships
from alongside.foundation.notices import actions as notices
from alongside.foundation.people.requests import PersonRequest
from alongside.toolbox import doors

from . import queries


@doors.signed_in
@require_safe
def week(request: PersonRequest) -> HttpResponse:
    """My week: what is booked, what is left, what is asked, what is new. It spans my programmes."""
    here = queries.my_week(request.hand.person, request.programmes, now=clock())
    context = {
        "person": request.hand.person,
        "today": localdate(),
        "here": here,
        "several": len(here) > 1,
        "sums": queries.sums(one.this for one in here),
        "next_sums": queries.sums(one.next for one in here),
        "pence": sum(one.pence for one in here),
        "asked_in": memberships.asked_in(request.hand.person),
        "has_rows": any(one.this.lines for one in here),
        "has_next": any(one.next.lines for one in here),
        "has_asked": any(one.asked for one in here),
        "has_new": any(one.new for one in here),
        "has_offers": any(one.offers for one in here),
        "has_changed": any(one.changed for one in here),
    }
    return render(request, "week/week.html", context)


@doors.signed_in
@require_POST
def seen(request: PersonRequest) -> HttpResponse:
    """They have read what was new."""
    for programme in request.programmes:
        notices.see(person=request.hand.person, programme=programme, now=clock())
    return redirect("week:week")
