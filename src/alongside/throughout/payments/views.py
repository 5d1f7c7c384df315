from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from alongside.foundation.people.requests import MemberRequest
from alongside.toolbox import doors
from alongside.toolbox.verdicts import NotAllowed, insist

from . import actions, queries, rules
from .forms import ClaimForm, LessForm, WayForm
from .models import Payment
from .rules import APPROVERS, PAYERS
from .states import OWED, Kind, Standing, Way

PAGE = 50


@doors.members
@require_safe
def mine(request: MemberRequest) -> HttpResponse:
    """What we owe you, for what and by when; what was paid; how you like to be thanked."""
    person = request.hand.person
    rows = list(queries.of_person(person, request.programme)[:PAGE])
    owed = sorted((row for row in rows if row.standing in OWED), key=lambda row: row.due_on)
    context = {
        "owed": owed,
        "settled": [row for row in rows if row.standing not in OWED],
        "whole": sum(row.pence for row in owed),
        "way": Way(queries.way_of(person, request.programme)),
        "usual_days": queries.usual_days_to_pay(request.programme),
        "today": localdate(),
        "looks_after_money": bool(request.roles & APPROVERS),
    }
    return render(request, "payments/mine.html", context)


@doors.members
def claim(request: MemberRequest) -> HttpResponse:
    form = ClaimForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.claim_expense(
                by=request.hand,
                programme=request.programme,
                kind=Kind(given["kind"]),
                pence=round(given["pounds"] * 100),
                note=given["note"],
                now=now(),
            )
        except NotAllowed as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, _("Thank you. Somebody looks at it soon."))
            return redirect("payments:mine", request.programme.slug)
    return render(request, "payments/claim.html", {"form": form})


@doors.members
def way(request: MemberRequest) -> HttpResponse:
    first = {"way": queries.way_of(request.hand.person, request.programme)}
    form = WayForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_valid():
        chosen = Way(form.cleaned_data["way"])
        actions.choose_way(by=request.hand, programme=request.programme, way=chosen, now=now())
        messages.success(request, _("Thank you. We do it that way from now on."))
        return redirect("payments:mine", request.programme.slug)
    return render(request, "payments/way.html", {"form": form})


@doors.members
@require_safe
def one(request: MemberRequest, pk: UUID) -> HttpResponse:
    """One payment, for the person it is for and for people who look after money."""
    payment = _find(request, pk)
    context = {
        "payment": payment,
        "is_mine": payment.person_id == request.hand.person.pk,
        "is_open": payment.standing in OWED,
        "today": localdate(),
    }
    return render(request, "payments/one.html", context)


@doors.members
def less(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Ask for less, or for nothing. Nobody asks why."""
    payment = _find(request, pk)
    insist(rules.may_take_less(request.hand.person, payment, pence=0))
    form = LessForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        pence = round(form.cleaned_data["pounds"] * 100)
        try:
            actions.take_less(by=request.hand, payment=payment, pence=pence, now=now())
        except NotAllowed as no:
            form.add_error("pounds", str(no))
        else:
            messages.success(request, _("It is changed."))
            return redirect("payments:mine", request.programme.slug)
    return render(request, "payments/less.html", {"form": form, "payment": payment})


@doors.roles(*APPROVERS)
@require_safe
def money(request: MemberRequest) -> HttpResponse:
    """What is owed, oldest first, with the days each has waited."""
    today = localdate()
    context = {
        "to_approve": queries.to_approve(request.programme, today=today),
        "to_pay": queries.to_pay(request.programme, today=today),
        "whole": queries.total_owed(request.programme),
        "usual_days": queries.usual_days_to_pay(request.programme),
        "may_pay": bool(request.roles & PAYERS),
        "me": request.hand.person,
    }
    return render(request, "payments/money.html", context)


@doors.roles(*APPROVERS)
@require_POST
def approve(request: MemberRequest) -> HttpResponse:
    """Say yes to the ticked ones."""
    ticked = _ticked(request, Standing.CLAIMED)
    for payment in ticked:
        actions.approve(by=request.hand, payment=payment, now=now())
    said = ngettext("%d agreed.", "%d agreed.", len(ticked)) % len(ticked)
    messages.success(request, said)
    return redirect("payments:money", request.programme.slug)


@doors.roles(*PAYERS)
@require_POST
def paid(request: MemberRequest) -> HttpResponse:
    """Mark the ticked ones as paid; a second form finds them paid and changes nothing."""
    ticked = _ticked(request, Standing.APPROVED)
    for payment in ticked:
        actions.mark_paid(by=request.hand, payment=payment, now=now())
    said = ngettext("%d marked as paid.", "%d marked as paid.", len(ticked)) % len(ticked)
    messages.success(request, said)
    return redirect("payments:money", request.programme.slug)


def _ticked(request: MemberRequest, standing: Standing) -> list[Payment]:
    ids = set(request.POST.getlist("payment"))
    waiting = queries.waiting(request.programme, standing, today=localdate())
    return [row.payment for row in waiting if str(row.payment.pk) in ids]


def _find(request: MemberRequest, pk: UUID) -> Payment:
    payment = get_object_or_404(queries.payments(request.programme), pk=pk)
    insist(rules.may_see(request.hand.person, payment, roles=request.roles))
    return payment
