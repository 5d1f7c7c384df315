from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from alongside.foundation.people.requests import MemberRequest
from alongside.foundation.projects.states import Level
from alongside.toolbox import doors

from .. import queries, rules
from ..states import AFTER, BEFORE, Standing
from .common import find

PAGE = 30


@doors.members
@require_safe
def listing(request: MemberRequest) -> HttpResponse:
    may_plan = bool(rules.may_plan(request.hand.person, request.programme))
    context = {
        "to_come": queries.to_come(request.programme, with_plans=may_plan)[:PAGE],
        "past": queries.past(request.programme)[:PAGE],
        "may_plan": may_plan,
    }
    return render(request, "gatherings/listing.html", context)


@doors.members
@require_safe
def detail(request: MemberRequest, pk: UUID) -> HttpResponse:
    """One gathering, for everyone: what, when, who comes and why, the agenda, what came of it."""
    gathering, person = find(request, pk), request.hand.person
    invited = list(queries.invited(gathering))
    agenda, helpers = list(queries.agenda(gathering)), list(queries.helpers(gathering))
    mine = next((one for one in invited if one.person_id == person.pk), None)
    context = {
        "gathering": gathering,
        "level": Level(gathering.level) if gathering.level else None,
        "invited": invited,
        "mine": mine,
        "my_needs": queries.needs_of(mine) if mine else [],
        "helpers": helpers,
        "agenda": queries.with_times(gathering, agenda),
        "from_residents": sum(item.lives_here for item in agenda),
        "catching_up": queries.my_catching_up(person, gathering),
        "may_organise": rules.organises(person, gathering, roles=request.roles, helpers=helpers),
        "may_answer": mine is not None and bool(rules.may_answer(person, mine)),
        "is_before": gathering.standing in BEFORE,
        "is_after": gathering.standing in AFTER,
        "is_open": gathering.standing == Standing.OPEN,
        "today": localdate(),
    }
    return render(request, "gatherings/detail.html", context)


@doors.members
@require_safe
def sheet(request: MemberRequest, pk: UUID) -> HttpResponse:
    """To print: the agenda for the wall, and the sheet to sign in."""
    gathering = find(request, pk)
    context = {
        "gathering": gathering,
        "agenda": queries.with_times(gathering, list(queries.agenda(gathering))),
        "invited": queries.invited(gathering),
        "helpers": queries.helpers(gathering),
    }
    return render(request, "gatherings/sheet.html", context)
