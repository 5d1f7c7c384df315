from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from alongside.foundation.people.requests import MemberRequest
from alongside.foundation.people.states import STAFF, Role
from alongside.toolbox import doors

from . import queries


@doors.roles(*STAFF, Role.SPONSOR)
@require_safe
def home(request: MemberRequest) -> HttpResponse:
    """How the programme is doing, on one page."""
    programme = request.programme
    found = queries.all_projects(programme)
    context = {
        "groups": queries.groups(programme),
        "levels": queries.levels(kept for _project, kept in found),
        "promises": queries.promises(programme, today=localdate()),
        "going": [
            (one.title, str(kept.claim), one.pk) for one, kept in found if one.closed_at is None
        ],
        "leads": bool(request.roles & STAFF),
    }
    return render(request, "programme/home.html", context)
