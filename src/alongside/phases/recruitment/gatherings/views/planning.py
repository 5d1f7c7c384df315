from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alongside.foundation.memberships.queries import holders
from alongside.foundation.people.models import Person
from alongside.foundation.people.requests import MemberRequest
from alongside.foundation.people.states import STAFF
from alongside.foundation.projects import queries as projects
from alongside.phases.recruitment.opportunities import queries as opportunities
from alongside.phases.recruitment.opportunities.states import State
from alongside.toolbox import doors
from alongside.toolbox.asides import ask_why, reason_form
from alongside.toolbox.verdicts import NotAllowed, insist

from .. import actions, checks, queries, rules
from ..forms import HelpForm, MoreForm, PlanForm
from ..models import Gathering, Invitation
from ..states import AFTER, BEFORE, Duty, Standing
from .common import find, findings, organised, place


@doors.roles(*STAFF)
def new(request: MemberRequest) -> HttpResponse:
    form = PlanForm(request.POST if request.method == "POST" else None, **_offered(request))
    if form.is_valid():
        gathering = actions.plan(
            by=request.hand,
            programme=request.programme,
            now=now(),
            **form.plan(),
        )
        return redirect(place("more", gathering))
    return render(request, "gatherings/new.html", {"form": form})


@doors.members
def change(request: MemberRequest, pk: UUID) -> HttpResponse:
    gathering = _changed(request, pk)
    given = request.POST if request.method == "POST" else None
    form = PlanForm(given, initial=PlanForm.of(gathering), **_offered(request))
    if form.is_valid():
        actions.change(by=request.hand, gathering=gathering, now=now(), **form.plan())
        return redirect(place("organise", gathering))
    return render(request, "gatherings/change.html", {"form": form, "gathering": gathering})


@doors.members
def more(request: MemberRequest, pk: UUID) -> HttpResponse:
    gathering = _changed(request, pk)
    given = request.POST if request.method == "POST" else None
    form = MoreForm(given, initial=MoreForm.of(gathering))
    if form.is_valid():
        actions.change(by=request.hand, gathering=gathering, now=now(), **form.plan())
        return redirect(place("organise", gathering))
    return render(request, "gatherings/more.html", {"form": form, "gathering": gathering})


@doors.members
@require_safe
def organise(request: MemberRequest, pk: UUID) -> HttpResponse:
    """What is planned, what to think about, and the next step."""
    gathering = organised(request, pk)
    today = localdate()
    plan = checks.plan_of(gathering, today=today)
    stops = [advice.says for advice in checks.findings(plan) if advice.stop]
    context = {
        "gathering": gathering,
        "plan": plan,
        "agenda": queries.with_times(gathering, plan.agenda),
        "findings": findings(plan),
        "stops": len(stops),
        "is_before": gathering.standing in BEFORE,
        "is_after": gathering.standing in AFTER,
        "may_see_needs": bool(request.roles & STAFF),
        "standing": Standing(gathering.standing),
    }
    return render(request, "gatherings/organise.html", context)


@doors.members
def aside(request: MemberRequest, pk: UUID, key: str) -> HttpResponse:
    """Set a piece of advice aside, with the reason."""
    gathering = _changed(request, pk)
    found = checks.findings(checks.plan_of(gathering, today=localdate()))
    advice = next((one for one in found if one.key == key and not one.stop), None)
    if advice is None:
        raise NotAllowed(_("There is nothing to set aside here."))
    form = reason_form(request)
    if form.is_valid():
        actions.set_aside(
            by=request.hand,
            gathering=gathering,
            check_key=key,
            reason=form.cleaned_data["reason"],
            now=now(),
        )
        return redirect(place("organise", gathering))
    return ask_why(request, form, advice, back=place("organise", gathering))


@doors.members
def helpers(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Who does what on the day, and whose turn it is to chair."""
    gathering, me = find(request, pk), request.hand.person
    helping, invited = list(queries.helpers(gathering)), list(queries.invited(gathering))
    organises = rules.organises(me, gathering, roles=request.roles, helpers=helping)
    people = _who_may_help(gathering, invited) if organises else [me]
    form = HelpForm(request.POST if request.method == "POST" else None, people=people)
    if form.is_valid():
        who = next(one for one in people if str(one.pk) == form.cleaned_data["who"])
        duty = Duty(form.cleaned_data["duty"])
        actions.take_on(by=request.hand, gathering=gathering, who=who, duty=duty, now=now())
        messages.success(request, _("Thank you, it is written down."))
        return redirect(place("helpers", gathering))
    context = {
        "gathering": gathering,
        "form": form,
        "helpers": helping,
        "turns": queries.chair_turns(gathering, invited),
        "me": me,
        "may_organise": organises,
    }
    return render(request, "gatherings/helpers.html", context)


@doors.members
@require_POST
def step_down(request: MemberRequest, pk: UUID, helper: UUID) -> HttpResponse:
    gathering = find(request, pk)
    held = get_object_or_404(queries.helpers(gathering), pk=helper)
    actions.step_down(by=request.hand, helper=held, now=now())
    return redirect(place("helpers", gathering))


def _changed(request: MemberRequest, pk: UUID) -> Gathering:
    gathering = organised(request, pk)
    insist(rules.may_change(request.hand.person, gathering))
    return gathering


def _offered(request: MemberRequest) -> dict[str, Any]:
    """What a gathering can belong to."""
    return {
        "projects": list(projects.going_on(request.programme)),
        "opportunities": list(
            opportunities.being_run(request.programme).exclude(state=State.DRAFT)
        ),
    }


def _who_may_help(gathering: Gathering, invited: list[Invitation]) -> list[Person]:
    """People who are asked, and staff."""
    people = {one.person_id: one.person for one in invited}
    people |= {one.pk: one for one in holders(gathering.programme, *STAFF)}
    return sorted(people.values(), key=lambda one: (one.first_name, one.pk))
