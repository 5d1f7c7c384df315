from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alongside.foundation.memberships import queries as memberships
from alongside.foundation.memberships.states import Standing as Membership
from alongside.foundation.people.models import Person
from alongside.foundation.people.requests import MemberRequest, PublicRequest
from alongside.foundation.people.states import STAFF
from alongside.foundation.projects import queries as projects
from alongside.foundation.projects.models import Project
from alongside.foundation.tasks import queries as tasks
from alongside.throughout.feedback import queries as feedback
from alongside.throughout.hours import queries as hours
from alongside.toolbox import doors
from alongside.toolbox.asides import ask_why, reason_form
from alongside.toolbox.verdicts import NotAllowed

from . import actions, checks, queries, rules
from .forms import AnswerForm, InviteForm, OpportunityForm, initial_of
from .models import Opportunity
from .states import HowGiven, Standing, State

PAGE = 50
PUBLIC = "what is open in a town is no secret: people must be able to find it"


@doors.anyone(PUBLIC)
@require_safe
def listing(request: PublicRequest) -> HttpResponse:
    """What is open; for a member, what fits their week comes first."""
    person = _member(request)
    context: dict[str, Any] = {"runs": _runs(request)}  # Any: what the page shows
    if person is None:
        context["open"] = queries.open_now(request.programme, now=now())[:PAGE]
        return render(request, "opportunities/listing_public.html", context)
    offers = queries.offers(person, request.programme, now=now())[:PAGE]
    context |= {
        "fitting": [offer for offer in offers if offer.fit.fits],
        "others": [offer for offer in offers if not offer.fit.fits],
        "running": queries.being_run(request.programme)[:PAGE] if context["runs"] else [],
    }
    return render(request, "opportunities/listing.html", context)


@doors.anyone(PUBLIC)
@require_safe
def detail(request: PublicRequest, pk: UUID) -> HttpResponse:
    """Everything an opportunity says, and three answers."""
    person = _member(request)
    one, standing, asked = _seen(request, person, pk)
    if not rules.may_see(one, runs_things=_runs(request), answered=bool(standing), asked=asked):
        raise Http404
    context = _what_it_says(one) | {
        "runs": _runs(request),
        "is_member": person is not None,
        "standing": standing or Standing.NOT_SAID,
        "standing_words": Standing(standing).label if standing else "",
        "is_open": one.state == State.OPEN and one.closes_at > now(),
        "fit": hours.fits(person, request.programme, one.all_minutes, one.day) if person else None,
        "may_say_yes": rules.may_say_yes(one, asked=asked, now=now()) if person else None,
        "may_say_no": bool(rules.may_say_no(one)),
        "said": feedback.about(request.programme, one.pk)[:PAGE],
    }
    return render(request, "opportunities/detail.html", context)


@doors.members
@require_POST
def answer(request: MemberRequest, pk: UUID) -> HttpResponse:
    one = _find(request, pk)
    form = AnswerForm(request.POST)
    if form.is_valid():
        said = actions.answer(
            by=request.hand, opportunity=one, answer=form.cleaned_data["answer"], now=now()
        )
        messages.success(request, _thanks(said.standing))
    else:
        messages.error(request, _("Choose yes, maybe or no."))
    return redirect("opportunities:detail", request.programme.slug, pk)


@doors.roles(*STAFF)
def make(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Write a new one, for a project."""
    project = get_object_or_404(Project.objects.within(request.programme), pk=pk)
    form = OpportunityForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        one = actions.make(
            by=request.hand,
            project=project,
            details=form.details(),
            others=form.others(),
            now=now(),
        )
        return redirect("opportunities:plan", request.programme.slug, one.pk)
    context = {"form": form, "project": project}
    return render(request, "opportunities/write.html", context)


@doors.roles(*STAFF)
def edit(request: MemberRequest, pk: UUID) -> HttpResponse:
    one = _find(request, pk)
    given = request.POST if request.method == "POST" else None
    form = OpportunityForm(given, initial=initial_of(one, list(queries.others_time(one))))
    if form.is_valid():
        try:
            actions.change(
                by=request.hand,
                opportunity=one,
                details=form.details(),
                others=form.others(),
                now=now(),
            )
        except NotAllowed as answer:
            form.add_error(None, str(answer))
        else:
            return redirect("opportunities:plan", request.programme.slug, one.pk)
    context = {"form": form, "project": one.project, "opportunity": one}
    return render(request, "opportunities/write.html", context)


@doors.roles(*STAFF)
@require_safe
def plan(request: MemberRequest, pk: UUID) -> HttpResponse:
    """For organisers: what the checks say, who answered, and the next step."""
    one = _find(request, pk)
    said = list(queries.answers(one)[: PAGE * 4])
    findings = _findings(request, one)
    by_name = one.how_given == HowGiven.INVITATION
    context = {
        "opportunity": one,
        "findings": findings,
        "has_stops": any(finding.stop for finding in findings),
        "coming": [answer for answer in said if answer.standing == Standing.HAS_PLACE],
        "waiting": [answer for answer in said if answer.standing == Standing.WAITING],
        "maybe": [answer for answer in said if answer.standing == Standing.MAYBE],
        "invited": list(queries.invitations(one)[: PAGE * 4]) if by_name else [],
        "may_open": bool(rules.may_move(one, to=State.OPEN)),
        "may_close": bool(rules.may_move(one, to=State.CLOSED)),
        "may_finish": bool(rules.may_move(one, to=State.DONE)),
    }
    return render(request, "opportunities/plan.html", context)


@doors.roles(*STAFF)
@require_POST
def open_up(request: MemberRequest, pk: UUID) -> HttpResponse:
    actions.open_up(by=request.hand, opportunity=_find(request, pk), now=now())
    messages.success(request, _("It is open. People can see it and answer."))
    return redirect("opportunities:plan", request.programme.slug, pk)


@doors.roles(*STAFF)
@require_POST
def close(request: MemberRequest, pk: UUID) -> HttpResponse:
    actions.close(by=request.hand, opportunity=_find(request, pk), now=now())
    messages.success(request, _("It is closed. Whoever has a place keeps it."))
    return redirect("opportunities:plan", request.programme.slug, pk)


@doors.roles(*STAFF)
@require_POST
def finish(request: MemberRequest, pk: UUID) -> HttpResponse:
    one = _find(request, pk)
    ticked = set(request.POST.getlist("came"))
    came = {answer.pk for answer in queries.with_a_place(one) if str(answer.pk) in ticked}
    actions.finish(by=request.hand, opportunity=one, came=came, now=now())
    messages.success(
        request, _("It is done, and we owe what we promised. Now tell people what came of it.")
    )
    return redirect("opportunities:plan", request.programme.slug, pk)


@doors.roles(*STAFF)
def invite(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Ask somebody by name."""
    one = _find(request, pk)
    people = [part.person for part in memberships.members(request.programme)]
    form = InviteForm(request.POST if request.method == "POST" else None, people=people)
    if form.is_valid():
        chosen = next(p for p in people if str(p.pk) == form.cleaned_data["person"])
        actions.invite(by=request.hand, opportunity=one, person=chosen, now=now())
        messages.success(request, _("%(name)s is told, and may say no.") % {"name": chosen})
        return redirect("opportunities:plan", request.programme.slug, pk)
    return render(request, "opportunities/invite.html", {"form": form, "opportunity": one})


@doors.roles(*STAFF)
def set_aside(request: MemberRequest, pk: UUID, key: str) -> HttpResponse:
    """Keep why a piece of advice does not fit."""
    one = _find(request, pk)
    advice = checks.CHECKS.one(checks.plan_of(one, now=now()), key)
    if advice is None:
        raise Http404
    form = reason_form(request)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.set_aside(by=request.hand, opportunity=one, check_key=key, reason=reason, now=now())
        return redirect("opportunities:plan", request.programme.slug, pk)
    back = reverse("opportunities:plan", args=[request.programme.slug, pk])
    return ask_why(request, form, advice, back=back)


def _find(request: MemberRequest | PublicRequest, pk: UUID) -> queries.CountedOpportunity:
    return get_object_or_404(queries.opportunities(request.programme), pk=pk)


def _seen(
    request: PublicRequest, person: Person | None, pk: UUID
) -> tuple[queries.CountedOpportunity, str, bool]:
    """The opportunity, what this person said to it, and whether they were asked by name."""
    if person is None:
        return _find(request, pk), "", False
    found: queries.SeenOpportunity = get_object_or_404(
        queries.seen_by(person, request.programme), pk=pk
    )
    return found, found.standing or "", found.asked


def _member(request: HttpRequest) -> Person | None:
    """Who is looking, where they belong to the programme; somebody else sees the public page."""
    part = getattr(request, "part", None)
    if part is None or part.standing == Membership.LEFT:
        return None
    person: Person = request.hand.person  # type: ignore[attr-defined]  # -- the door put it there
    return person


def _runs(request: HttpRequest) -> bool:
    return bool(getattr(request, "roles", frozenset()) & STAFF)


def _what_it_says(one: queries.CountedOpportunity) -> dict[str, Any]:  # Any: what the page shows
    return {
        "opportunity": one,
        "others_time": list(queries.others_time(one)),
        "freedoms": projects.freedoms(one.project),
        "timescale": projects.timescale(one.project, today=localdate(), most=2),
        "project_url": one.project.ref().address(one.programme.slug),
    }


def _thanks(standing: str) -> str:
    return {
        Standing.HAS_PLACE: _("You have a place. It is in your week."),
        Standing.WAITING: _("You are on the waiting list. We tell you if a place is free."),
        Standing.MAYBE: _("That is fine. You can decide later."),
        Standing.NO: _("That is fine. Thank you for telling us."),
    }[Standing(standing)]


def _findings(request: MemberRequest, one: Opportunity) -> list[tasks.Finding]:
    advice = checks.CHECKS.of(checks.plan_of(one, now=now()))
    place = [request.programme.slug, one.pk]
    return tasks.findings(
        request.programme,
        one.pk,
        advice,
        aside_url=lambda key: reverse("opportunities:set_aside", args=[*place, key]),
    )
