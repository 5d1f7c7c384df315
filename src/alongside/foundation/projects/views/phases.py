from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alongside.foundation.people.requests import MemberRequest
from alongside.foundation.people.states import STAFF
from alongside.toolbox import doors
from alongside.toolbox.verdicts import insist

from .. import actions, queries, rules
from ..forms import AnswerForm, LevelForm, PhasePlanForm
from ..phases import Phase
from ..states import SHARED, Level
from .page import planned, posted, seen, small_page


def _phase(value: str) -> Phase:
    if value not in Phase.values:
        raise Http404
    return Phase(value)


@doors.members
@require_safe
def phase(request: MemberRequest, pk: UUID, phase: str) -> HttpResponse:
    """One phase: both its names, how shared it is, and what the group says to its prompts."""
    project, which = seen(request, pk), _phase(phase)
    kept = rules.records_of(project.programme_id, [project.pk])[project.pk]
    [coverage] = [one for one in kept.coverage if one.plan.phase == which]
    plan = coverage.plan
    cards = queries.cards(plan)
    told = [link for links in rules.room_links.ask(project, which.value) for link in links]
    links = [link for link in told if request.roles & STAFF or not link.for_staff]
    context = {
        "project": project,
        "plan": plan,
        "phase": which,
        "coverage": coverage,
        "level": Level(plan.level) if plan.level else None,
        "talk": [card for card in cards if not card.prompt.tick],
        "arrange": [card for card in cards if card.prompt.tick],
        "links": links,
        "may_answer": bool(rules.may_answer(request.hand.person, project, people=kept.people)),
        "may_run": bool(rules.may_run(request.hand.person, project, people=kept.people)),
        "today": localdate(),
    }
    return render(request, "projects/phase.html", context)


@doors.members
def answer(request: MemberRequest, pk: UUID, phase: str, prompt: str) -> HttpResponse:
    """Write what the group says to one prompt."""
    project, which = seen(request, pk), _phase(phase)
    insist(rules.may_answer(request.hand.person, project))
    plan = queries.phase(project, which)
    found = [card for card in queries.cards(plan) if card.prompt.key == prompt]
    if not found:
        raise Http404
    [card] = found
    form = AnswerForm(
        posted(request), initial={"answer": card.answer.answer if card.answer else ""}
    )
    if form.is_valid():
        actions.answer_prompt(
            by=request.hand,
            project=project,
            phase=which,
            prompt=prompt,
            answer=form.cleaned_data["answer"],
            now=now(),
        )
        messages.success(request, _("It is on the card."))
        return redirect("projects:phase", request.programme.slug, project.pk, which.value)
    says = _("Talk about it together. Then one of you writes it down for all.")
    back = reverse("projects:phase", args=[request.programme.slug, project.pk, which.value])
    return small_page(request, project, form, heading=card.asks, says=says, back=back)


@doors.members
def level(request: MemberRequest, pk: UUID, phase: str) -> HttpResponse:
    """Say how shared a phase is, and why."""
    project, which = planned(request, pk), _phase(phase)
    plan = queries.phase(project, which)
    plan.project = project
    given = {name: getattr(plan, name) for name in ("level", "why", "meetings_planned")}
    form = LevelForm(posted(request), initial=given)
    if form.is_valid():
        wanted, meetings = form.cleaned_data["level"], form.cleaned_data["meetings_planned"]
        verdict = rules.may_set_level(request.hand.person, plan, wanted, meetings=meetings)
        if verdict:
            actions.set_level(
                by=request.hand, project=project, phase=which, now=now(), **form.cleaned_data
            )
            messages.success(request, _("It is said, with the reason."))
            return redirect("projects:set_up", request.programme.slug, project.pk)
        form.add_error("level", verdict.reason)
    heading = _("How shared is “%(phase)s”?") % {"phase": which.label}
    says = _("Say what is true. Telling people is honest, and so is leading together.")
    return small_page(request, project, form, heading=heading, says=says)


@doors.members
def when(request: MemberRequest, pk: UUID, phase: str) -> HttpResponse:
    """Between which days a phase is, who leads it, and whether it is done."""
    project, which = planned(request, pk), _phase(phase)
    plan = queries.phase(project, which)
    given = {name: getattr(plan, name) for name in ("earliest_on", "latest_on", "note", "done_on")}
    given["lead"] = str(plan.lead_id or "")
    form = PhasePlanForm(posted(request), people=queries.people(project), initial=given)
    if form.is_valid():
        actions.plan_phase(
            by=request.hand, project=project, phase=which, now=now(), **form.cleaned_data
        )
        messages.success(request, _("It is saved."))
        return redirect("projects:set_up", request.programme.slug, project.pk)
    heading = _("When is “%(phase)s”?") % {"phase": which.label}
    says = _("Give the first day it can begin and the last day it can end.")
    return small_page(request, project, form, heading=heading, says=says)


@doors.members
@require_safe
def coverage(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Phase by phase, who of the residents held a role or a decision."""
    project = seen(request, pk)
    rows = rules.records_of(project.programme_id, [project.pk])[project.pk].coverage
    lines = [
        {
            "phase": Phase(row.plan.phase),
            "css": f"p{Phase(row.plan.phase).number}",
            "level": Level(row.plan.level).step if row.plan.level else 0,
            "row": row,
        }
        for row in rows
    ]
    shared = sum(row.plan.level in SHARED for row in rows)
    context = {"project": project, "lines": lines, "shared": shared}
    return render(request, "projects/coverage.html", context)
