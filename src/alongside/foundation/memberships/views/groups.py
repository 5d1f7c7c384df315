from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from alongside.foundation.people.requests import MemberRequest
from alongside.foundation.people.states import STAFF, Role
from alongside.foundation.programmes.models import Partnership
from alongside.foundation.programmes.queries import partnerships
from alongside.toolbox import doors
from alongside.toolbox.verdicts import NotAllowed, insist

from .. import actions, queries, rules
from ..actions import Newcomer
from ..forms import CohortForm, ManyForm, PersonForm
from ..models import Cohort

LOOKS_AFTER = (*STAFF, Role.ORGANISATION_MANAGER)
PAGE = 100
#: The same words for everybody: whether somebody has an account is their own affair.
WELCOMED: Final = gettext_lazy("Thank you. Who is new is in. Who has an account says yes or no.")


@doors.roles(*LOOKS_AFTER)
@require_safe
def listing(request: MemberRequest) -> HttpResponse:
    """The groups and the people; a partner's manager sees their own only."""
    person, everyone = request.hand.person, bool(request.roles & STAFF)
    groups = queries.cohorts_with_progress(request.programme)
    if not everyone:
        groups = groups.filter(partnership__in=list(_own(request)))
    start = _number(request.GET.get("from", ""))
    rows = list(queries.seen_by(person, request.programme)[start : start + PAGE + 1])
    context = {
        "groups": groups,
        "people": rows[:PAGE],
        "more": start + PAGE if len(rows) > PAGE else None,
        "everyone": everyone,
        "balance": queries.balance(request.programme) if everyone else None,
    }
    return render(request, "memberships/listing.html", context)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else 0  # noqa: PLR2004 -- under a million


def _own(request: MemberRequest) -> list[Partnership]:
    if request.roles & STAFF:
        return list(partnerships(request.programme))
    return list(queries.managed_by(request.hand.person, request.programme))


@doors.roles(*LOOKS_AFTER)
def new_group(request: MemberRequest) -> HttpResponse:
    """Begin a group: how many, what age, who hosts it, how many hours."""
    partners = _own(request)
    if not partners:
        raise NotAllowed(_("You manage no group yet. Ask a coordinator."))
    form = CohortForm(_posted(request), partners=partners)
    if form.is_valid():
        group = actions.start_cohort(
            by=request.hand, programme=request.programme, now=now(), **form.cleaned_data
        )
        messages.success(request, _("The group is begun. Now bring people in."))
        return redirect("memberships:group", request.programme.slug, group.pk)
    return render(request, "memberships/new_group.html", {"form": form})


@doors.roles(*LOOKS_AFTER)
@require_safe
def group(request: MemberRequest, pk: UUID) -> HttpResponse:
    found = _group(request, pk)
    context = {"group": found, "people": queries.of_cohort(found)[:PAGE]}
    return render(request, "memberships/group.html", context)


@doors.roles(*LOOKS_AFTER)
def add(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Bring one person into a group."""
    found = _group(request, pk)
    form = PersonForm(_posted(request))
    if form.is_valid():
        actions.bring(
            by=request.hand,
            programme=request.programme,
            newcomer=form.newcomer,
            cohort=found,
            paid_professional=form.cleaned_data["paid_professional"],
            now=now(),
        )
        messages.success(request, WELCOMED)
        return redirect("memberships:group", request.programme.slug, found.pk)
    return render(request, "memberships/add.html", {"form": form, "group": found})


@doors.roles(*STAFF)
def add_to_none(request: MemberRequest) -> HttpResponse:
    """Bring somebody who belongs to no group."""
    form = PersonForm(_posted(request))
    if form.is_valid():
        actions.bring(
            by=request.hand,
            programme=request.programme,
            newcomer=form.newcomer,
            paid_professional=form.cleaned_data["paid_professional"],
            now=now(),
        )
        messages.success(request, WELCOMED)
        return redirect("memberships:listing", request.programme.slug)
    return render(request, "memberships/add.html", {"form": form, "group": None})


@dataclass(frozen=True, slots=True)
class Line:
    """One person of a list, and what would happen to them."""

    newcomer: Newcomer
    says: str
    is_new: bool


@doors.roles(*LOOKS_AFTER)
def add_many(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Look at a whole list first; then bring them all."""
    found = _group(request, pk)
    form = ManyForm(_posted(request), request.FILES or None)
    context = {"group": found, "form": form}
    if not form.is_valid():
        return render(request, "memberships/many.html", context)
    newcomers = form.cleaned_data["newcomers"]
    lines = _preview(request, newcomers)
    if "sure" not in request.POST:
        fresh = sum(line.is_new for line in lines)
        context |= {"lines": lines, "fresh": fresh, "people": form.cleaned_data["people"]}
        return render(request, "memberships/preview.html", context)
    wanted = [line.newcomer for line in lines if line.is_new]
    actions.bring_many(by=request.hand, cohort=found, newcomers=wanted, now=now())
    messages.success(request, WELCOMED)
    return redirect("memberships:group", request.programme.slug, found.pk)


def _preview(request: MemberRequest, newcomers: list[Newcomer]) -> list[Line]:
    """Who is new, who is here already, and who is in the list twice."""
    emails = [one.email for one in newcomers if one.email]
    here = queries.emails_seen_by(request.hand.person, request.programme, emails)
    seen: set[str] = set()
    lines = []
    for one in newcomers:
        email = one.email.casefold()
        if email and email in seen:
            lines.append(Line(one, _("In the list twice"), is_new=False))
        elif email in here:
            lines.append(Line(one, _("Here already"), is_new=False))
        else:
            says = _("Comes in") if email else _("Comes in, without email")
            lines.append(Line(one, says, is_new=True))
        seen.add(email)
    return lines


def _group(request: MemberRequest, pk: UUID) -> Cohort:
    found = queries.cohort(request.programme, pk)
    insist(rules.may_bring(request.hand.person, request.programme, found.partnership))
    return found


def _posted(request: MemberRequest) -> object:
    return request.POST if request.method == "POST" else None
