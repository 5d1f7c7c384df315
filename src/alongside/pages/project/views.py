from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from alongside.foundation.people.requests import PublicRequest
from alongside.foundation.people.states import STAFF
from alongside.foundation.projects import queries as projects
from alongside.foundation.projects import rules
from alongside.toolbox import doors

from . import queries

MOST = 100


@doors.anyone("which research goes on in a town is for everyone in it")
@require_safe
def listing(request: PublicRequest) -> HttpResponse:
    """Every project: mine first."""
    hand = getattr(request, "hand", None)
    found = list(projects.projects(request.programme)[:MOST])
    mine = set(projects.of_person(hand.person, request.programme)) if hand else set()
    rows = rules.listed(request.programme, found)
    context = {
        "mine": [row for row in rows if row.project in mine],
        "others": [row for row in rows if row.project not in mine],
        "may_start": bool(getattr(request, "roles", frozenset()) & STAFF),
    }
    return render(request, "project/listing.html", context)


@doors.anyone("the public page of a project; members see more of it")
@require_safe
def detail(request: PublicRequest, pk: UUID) -> HttpResponse:
    project = projects.project(request.programme, pk)
    hand = getattr(request, "hand", None)
    kept = queries.kept_of(project)
    sees = hand is not None and bool(rules.may_see(hand.person, project, people=kept.people))
    today = localdate()
    steps, shared = queries.page_of(project, kept, today=today, inside=sees)
    context = {
        "project": project,
        "steps": steps,
        "shared": shared,
        "facts": queries.what_can_change(project),
        "asked": queries.asked(project),
        "said": queries.said_and_done(project, inside=sees),
        "came_of_it": queries.came_of_it(project),
        "timescale": projects.timescale(project, today=today, plans=kept.plans),
        "how_many": queries.how_many(kept.people),
        "today": today,
        "inside": queries.inside_of(project, hand.person, kept, now=now(), today=today)
        if hand and sees
        else None,
        "may_run": hand is not None
        and bool(rules.may_run(hand.person, project, people=kept.people)),
    }
    return render(request, "project/detail.html", context)
