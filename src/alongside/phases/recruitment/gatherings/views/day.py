from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alongside.foundation.people.requests import MemberRequest
from alongside.foundation.people.states import STAFF
from alongside.toolbox import doors
from alongside.toolbox.verdicts import insist

from .. import actions, queries, rules
from ..models import Gathering, Invitation
from ..states import Answer, Duty, Expenses, Standing
from .common import organised, place


@doors.members
@require_safe
def day(request: MemberRequest, pk: UUID) -> HttpResponse:
    """The day itself: who is here, now and next, what people need, and closing."""
    gathering, moment = organised(request, pk), now()
    invited = list(queries.invited(gathering))
    agenda = queries.with_times(gathering, queries.agenda(gathering))
    helpers = list(queries.helpers(gathering))
    here = [one for one in invited if one.came]
    unmarked = [one for one in here if not one.expenses]
    context = {
        "gathering": gathering,
        "choices": _choices(invited, {one.person_id: one.duty for one in helpers}),
        "here": here,
        "expected": [one for one in invited if one.answer != Answer.NOT_COMING],
        "unmarked": unmarked,
        "marks": Expenses.choices,
        "agenda": agenda,
        "moment": moment,
        "needs": queries.needs(gathering) if request.roles & STAFF else [],
        "quiet": queries.not_heard(invited, [one.item for one in agenda]),
        "is_open": gathering.standing == Standing.OPEN,
        "may_open": rules.may_open(request.hand.person, gathering, now=moment),
    }
    return render(request, "gatherings/day.html", context)


@doors.members
@require_POST
def open_(request: MemberRequest, pk: UUID) -> HttpResponse:
    gathering = organised(request, pk)
    actions.open_(by=request.hand, gathering=gathering, now=now())
    messages.success(request, _("It is open. Welcome, everyone."))
    return redirect(place("day", gathering))


@doors.members
@require_POST
def here(request: MemberRequest, pk: UUID) -> HttpResponse:
    gathering = organised(request, pk)
    ticked = set(request.POST.getlist("here"))
    came = {one.pk for one in queries.invited(gathering) if str(one.pk) in ticked}
    actions.mark_here(by=request.hand, gathering=gathering, here=came, now=now())
    messages.success(request, _("Saved: %(count)s here.") % {"count": len(came)})
    return redirect(place("day", gathering))


@doors.members
@require_POST
def expenses(request: MemberRequest, pk: UUID) -> HttpResponse:
    gathering = organised(request, pk)
    marks = {
        one: Expenses(said)
        for one in queries.invited(gathering)
        if one.came and (said := request.POST.get(f"x-{one.pk}", "")) in Expenses.values
    }
    actions.mark_expenses(by=request.hand, gathering=gathering, marks=marks, now=now())
    messages.success(request, _("Saved."))
    return redirect(place("day", gathering))


@doors.members
def close(request: MemberRequest, pk: UUID) -> HttpResponse:
    gathering = organised(request, pk)
    if request.method == "POST":
        actions.close(by=request.hand, gathering=gathering, now=now())
        messages.success(request, _("It is closed. Thank you."))
        return redirect(place("organise", gathering))
    insist(rules.may_close(request.hand.person, gathering))
    context = {
        "heading": _("Close it"),
        "says": gathering.title,
        "happens": _what_closing_does(gathering),
        "yes": _("Close it now"),
        "no_url": place("day", gathering),
    }
    return render(request, "confirm.html", context)


def _what_closing_does(gathering: Gathering) -> list[str]:
    said = [
        _("The hours of everyone who came are counted."),
        _("Everyone who missed it gets help to catch up."),
        _("You are asked to tell everyone what came of it."),
    ]
    if gathering.pay_pence:
        said.insert(1, _("Thanks are owed to everyone who came."))
    return said


def _choices(invited: list[Invitation], duties: dict[UUID, str]) -> list[dict[str, object]]:
    """One row to tap for each person, with what they do or how they join."""
    return [
        {
            "value": one.pk,
            "label": one.person.first_name,
            "small": _small(one, duties.get(one.person_id, "")),
            "checked": one.came,
        }
        for one in invited
    ]


def _small(one: Invitation, duty: str) -> str:
    if duty:
        return str(Duty(duty).label)
    if one.answer == Answer.NOT_COMING:
        return _("Said: not this time")
    return _("Online") if one.by_video else ""
