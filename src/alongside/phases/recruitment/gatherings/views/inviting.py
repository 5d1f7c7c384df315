from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from alongside.foundation.people.queries import needs as told_before
from alongside.foundation.people.requests import MemberRequest
from alongside.toolbox import doors
from alongside.toolbox.verdicts import NotAllowed, insist

from .. import actions, checks, queries, rules
from ..forms import AnswerForm, NeedForm, PeopleForm
from ..models import Gathering
from ..states import Answer, Met, Where
from .common import find, organised, place


@doors.members
def people(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Who is asked, and why each of them; and whom to ask as well."""
    gathering = organised(request, pk)
    others = list(queries.to_invite(gathering))
    form = PeopleForm(request.POST if request.method == "POST" else None, people=others)
    if form.is_valid():
        chosen = set(form.cleaned_data["people"])
        try:
            actions.choose_people(
                by=request.hand,
                gathering=gathering,
                people=[one for one in others if str(one.pk) in chosen],
                why_here=form.cleaned_data["why_here"],
                now=now(),
            )
        except NotAllowed as no:
            form.add_error("people", str(no))
        else:
            return redirect(place("people", gathering))
    context = {
        "gathering": gathering,
        "form": form,
        "others": others,
        "invited": queries.invited(gathering),
        "may_change": bool(rules.may_change(request.hand.person, gathering)),
    }
    return render(request, "gatherings/people.html", context)


@doors.members
@require_POST
def reasons(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Save why each person is asked, all at once."""
    gathering = organised(request, pk)
    whys = {
        one: request.POST[f"why-{one.pk}"].strip()[:160]
        for one in queries.invited(gathering)
        if f"why-{one.pk}" in request.POST
    }
    actions.say_why_here(by=request.hand, gathering=gathering, whys=whys, now=now())
    messages.success(request, _("Saved."))
    return redirect(place("people", gathering))


@doors.members
def invite(request: MemberRequest, pk: UUID) -> HttpResponse:
    gathering = organised(request, pk)
    if request.method == "POST":
        actions.invite(by=request.hand, gathering=gathering, now=now())
        messages.success(request, _("Everyone on the list is being told."))
        return redirect(place("organise", gathering))
    insist(
        rules.may_invite(request.hand.person, gathering, now=now()),
        rules.has_somebody_to_tell(gathering),
    )
    checks.inviting.insist(checks.plan_of(gathering, today=localdate()))
    context = {
        "heading": _("Ask people to come"),
        "says": _how_many(gathering),
        "happens": [
            _("Each is told the way they chose."),
            _("Each is asked what they need to take part."),
            _("Each can put something on the agenda."),
        ],
        "yes": _("Ask them now"),
        "no_url": place("organise", gathering),
    }
    return render(request, "confirm.html", context)


def _how_many(gathering: Gathering) -> str:
    count = queries.invited(gathering).count()
    words = ngettext("%d person is on the list.", "%d people are on the list.", count)
    return words % count


@doors.members
def answer(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Say whether you come, and what you need this time."""
    gathering, person = find(request, pk), request.hand.person
    invitation = queries.invitation_of(person, gathering)
    if invitation is None:
        raise NotAllowed(_("You are not on the list. Ask whoever organises it."))
    insist(rules.may_answer(person, invitation))
    known = [need.what for need in queries.needs_of(invitation)]
    if not invitation.needs_confirmed_at:
        known = list(told_before(person).values())
    first = {
        "says": "" if invitation.answer == Answer.WAITING else invitation.answer,
        "needs": "\n".join(known),
        "by_video": invitation.by_video,
        "how_to_catch_up": invitation.how_to_catch_up,
    }
    given = request.POST if request.method == "POST" else None
    form = AnswerForm(given, gathering=gathering, initial=first)
    if form.is_valid():
        said = form.cleaned_data
        actions.answer(
            by=request.hand,
            invitation=invitation,
            says=Answer(said["says"]),
            needs=said["needs"].splitlines(),
            by_video=said.get("by_video", gathering.where == Where.ONLINE),
            how_to_catch_up=said["how_to_catch_up"],
            now=now(),
        )
        messages.success(request, _("Thank you. You can change this until the day."))
        return redirect(place("detail", gathering))
    context = {"gathering": gathering, "form": form, "invitation": invitation}
    return render(request, "gatherings/answer.html", context)


@doors.members
@require_safe
def needs(request: MemberRequest, pk: UUID) -> HttpResponse:
    """What everyone needs, for people who run things."""
    gathering = find(request, pk)
    insist(rules.may_see_needs(request.hand.person, gathering))
    unsure = [
        one
        for one in queries.invited(gathering)
        if one.answer != Answer.NOT_COMING and not one.needs_confirmed_at
    ]
    context = {"gathering": gathering, "needs": queries.needs(gathering), "unsure": unsure}
    return render(request, "gatherings/needs.html", context)


@doors.members
def need(request: MemberRequest, pk: UUID, need: UUID) -> HttpResponse:
    """Answer one need: yes, partly or no, why, and what instead."""
    gathering = find(request, pk)
    found = get_object_or_404(queries.needs(gathering), pk=need)
    if found.owner_id != request.hand.person.pk:
        insist(rules.may_see_needs(request.hand.person, gathering))
    given = request.POST if request.method == "POST" else None
    first = {"answer": found.answer, "why": found.why, "instead": found.instead}
    form = NeedForm(given, initial=first)
    if form.is_valid():
        actions.answer_need(
            by=request.hand,
            need=found,
            now=now(),
            **form.cleaned_data | {"answer": Met(form.cleaned_data["answer"])},
        )
        messages.success(request, _("They are being told."))
        return redirect(place("needs", gathering))
    context = {"gathering": gathering, "need": found, "form": form}
    return render(request, "gatherings/need.html", context)


@doors.members
def ready(request: MemberRequest, pk: UUID) -> HttpResponse:
    gathering = organised(request, pk)
    if request.method == "POST":
        actions.get_ready(by=request.hand, gathering=gathering, now=now())
        messages.success(request, _("It is on. Everyone is being told."))
        return redirect(place("organise", gathering))
    insist(rules.may_invite(request.hand.person, gathering, now=now()))
    checks.getting_ready.insist(checks.plan_of(gathering, today=localdate()))
    context = {
        "heading": _("Say that it is ready"),
        "says": _("Everyone was asked what they need, and has an answer."),
        "happens": [_("Everyone who may come is told that it is on.")],
        "yes": _("It is ready"),
        "no_url": place("organise", gathering),
    }
    return render(request, "confirm.html", context)


@doors.members
def call_off(request: MemberRequest, pk: UUID) -> HttpResponse:
    gathering = organised(request, pk)
    insist(rules.may_call_off(request.hand.person, gathering))
    if request.method == "POST":
        actions.call_off(by=request.hand, gathering=gathering, now=now())
        messages.success(request, _("It is called off."))
        return redirect("gatherings:listing", request.programme.slug)
    context = {
        "heading": _("Call it off"),
        "says": gathering.title,
        "happens": [_("Everyone who was asked is told. It cannot be taken back.")],
        "yes": _("Call it off"),
        "no_url": place("organise", gathering),
        "danger": True,
    }
    return render(request, "confirm.html", context)
