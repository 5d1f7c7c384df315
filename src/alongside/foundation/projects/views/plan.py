from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alongside.foundation.memberships.queries import managed_by
from alongside.foundation.people.requests import MemberRequest
from alongside.foundation.people.states import STAFF, Role
from alongside.foundation.programmes.queries import partnerships
from alongside.foundation.tasks import queries as tasks
from alongside.toolbox import doors
from alongside.toolbox.asides import ask_why, reason_form
from alongside.toolbox.verdicts import NotAllowed, insist

from .. import actions, checks, queries, rules
from ..forms import (
    AboutForm,
    BidForm,
    CloseForm,
    DatesForm,
    FirstThingsForm,
    FreedomForm,
    OwnerForm,
    RestrictForm,
    StartForm,
)
from ..models import Freedom
from ..states import Stage
from .page import planned, posted, saved, small_page


@doors.roles(*STAFF, Role.ORGANISATION_MANAGER)
def new(request: MemberRequest) -> HttpResponse:
    """Start a project that did not begin with an idea somebody sent."""
    partners = list(partnerships(request.programme))
    if not request.roles & STAFF:
        partners = list(managed_by(request.hand.person, request.programme))
    if not partners:
        raise NotAllowed(_("No group is here yet that could own a project. Ask a coordinator."))
    form = StartForm(posted(request), partners=partners)
    for name in ("money_with", "data_with"):
        del form.fields[name]
    if form.is_valid():
        project = actions.start(
            by=request.hand, programme=request.programme, now=now(), **form.cleaned_data
        )
        return saved(request, project, _("The project is begun. Go on with what people need."))
    return small_page(
        request,
        None,
        form,
        heading=_("Start a project"),
        says=_("Best before anyone has asked for money, or written a plan."),
        button=_("Start it"),
    )


@doors.members
@require_safe
def set_up(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Every part of the plan, what is said in it, and what to think about."""
    project = planned(request, pk)
    plan = rules.plan_of(project, today=localdate())
    place = [request.programme.slug, project.pk]
    findings = tasks.findings(
        request.programme,
        project.pk,
        checks.PLAN.of(plan),
        aside_url=lambda key: reverse("projects:set_aside", args=[*place, key]),
    )
    context = {
        "project": project,
        "plans": plan.phases,
        "freedoms": plan.freedoms,
        "people": plan.people,
        "restrictions": queries.restrictions(project),
        "findings": findings,
        "may_open": project.stage in {Stage.BEFORE_THE_BID, Stage.PLANNING}
        and not any(found.stop for found in findings),
        "may_close": project.stage != Stage.CLOSED,
    }
    return render(request, "projects/set_up.html", context)


@doors.members
def set_aside(request: MemberRequest, pk: UUID, key: str) -> HttpResponse:
    """Keep why a piece of advice does not fit this project."""
    project = planned(request, pk)
    advice = checks.PLAN.one(rules.plan_of(project, today=localdate()), key)
    if advice is None:
        raise NotAllowed(_("There is nothing to set aside here."))
    form = reason_form(request)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.set_aside(by=request.hand, project=project, check_key=key, reason=reason, now=now())
        return saved(request, project, _("It is set aside. Your reason is kept."))
    back = reverse("projects:set_up", args=[request.programme.slug, pk])
    return ask_why(request, form, advice, back=back)


@doors.members
def owner(request: MemberRequest, pk: UUID) -> HttpResponse:
    project = planned(request, pk)
    given = {name: str(getattr(project, f"{name}_id")) for name in OwnerForm.base_fields}
    form = OwnerForm(posted(request), partners=partnerships(request.programme), initial=given)
    if form.is_valid():
        actions.change(by=request.hand, project=project, now=now(), **form.cleaned_data)
        return saved(request, project)
    says = _("Nobody owns a project by habit. Say who holds it, its money and its data.")
    return small_page(request, project, form, heading=_("Who owns it"), says=says)


@doors.members
def about(request: MemberRequest, pk: UUID) -> HttpResponse:
    project = planned(request, pk)
    given = {name: getattr(project, name) for name in AboutForm.base_fields}
    form = AboutForm(posted(request), initial=given)
    if form.is_valid():
        actions.change(by=request.hand, project=project, now=now(), **form.cleaned_data)
        return saved(request, project)
    return small_page(request, project, form, heading=_("What it is about"))


@doors.members
def first_things(request: MemberRequest, pk: UUID) -> HttpResponse:
    """What people need to know before they can say yes."""
    project = planned(request, pk)
    given = {name: getattr(project, name) for name in FirstThingsForm.base_fields}
    form = FirstThingsForm(posted(request), initial=given)
    if form.is_valid():
        actions.change(by=request.hand, project=project, now=now(), **form.cleaned_data)
        return saved(request, project)
    says = _("Four things people need before they can say yes. If you do not know one, say when.")
    return small_page(request, project, form, heading=_("Before people say yes"), says=says)


@doors.members
def dates(request: MemberRequest, pk: UUID) -> HttpResponse:
    project = planned(request, pk)
    given = {name: getattr(project, name) for name in DatesForm.base_fields}
    form = DatesForm(posted(request), initial=given)
    if form.is_valid():
        actions.change(by=request.hand, project=project, now=now(), **form.cleaned_data)
        return saved(request, project)
    says = _("The whole of it, from the first talk to the last letter.")
    return small_page(request, project, form, heading=_("How long it takes"), says=says)


@doors.members
def bid(request: MemberRequest, pk: UUID) -> HttpResponse:
    project = planned(request, pk)
    form = BidForm(posted(request), initial={"on": project.bid_sent_on or localdate()})
    if form.is_valid():
        actions.bid_sent(by=request.hand, project=project, now=now(), on=form.cleaned_data["on"])
        return saved(request, project)
    says = _("People who shape it should be in it before this day.")
    return small_page(request, project, form, heading=_("The bid for money"), says=says)


@doors.members
def freedoms(request: MemberRequest, pk: UUID) -> HttpResponse:
    """What the group can change and what it cannot; add one more."""
    project = planned(request, pk)
    form = FreedomForm(posted(request))
    if form.is_valid():
        actions.say_what_can_change(
            by=request.hand, project=project, now=now(), **form.cleaned_data
        )
        messages.success(request, _("It is on the list."))
        return redirect("projects:freedoms", request.programme.slug, project.pk)
    rows = [row for group in queries.freedoms(project).values() for row in group]
    return render(
        request, "projects/freedoms.html", {"project": project, "rows": rows, "form": form}
    )


@doors.members
def freedom(request: MemberRequest, pk: UUID, freedom_pk: UUID) -> HttpResponse:
    """Change what is said about one thing."""
    project = planned(request, pk)
    rows = Freedom.objects.within(request.programme).filter(project=project)
    row = get_object_or_404(rows, pk=freedom_pk)
    given = {name: getattr(row, name) for name in FreedomForm.base_fields}
    form = FreedomForm(posted(request), initial=given)
    if form.is_valid():
        actions.say_what_can_change(
            by=request.hand, project=project, now=now(), instead_of=row, **form.cleaned_data
        )
        return redirect("projects:freedoms", request.programme.slug, project.pk)
    return small_page(request, project, form, heading=_("What can change"))


@doors.members
def restrict(request: MemberRequest, pk: UUID) -> HttpResponse:
    project = planned(request, pk)
    form = RestrictForm(posted(request))
    if form.is_valid():
        actions.restrict(by=request.hand, project=project, now=now(), **form.cleaned_data)
        return saved(request, project)
    says = _("Everyone in a project reads the same. If one thing must stay closed, list it.")
    return small_page(request, project, form, heading=_("Not for everyone to read"), says=says)


@doors.members
@require_POST
def open_up(request: MemberRequest, pk: UUID) -> HttpResponse:
    project = queries.project(request.programme, pk)
    actions.open_up(by=request.hand, project=project, now=now())
    return saved(request, project, _("It is open. People can be asked to join now."))


@doors.members
def close(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Close it when everyone has been told; or by name, with a reason all can read."""
    project = planned(request, pk)
    person = request.hand.person
    form = CloseForm(posted(request))
    insist(rules.may_end(person, project))
    verdict = rules.may_close(person, project)
    if verdict:
        del form.fields["despite"]
    if form.is_valid():
        despite = form.cleaned_data.get("despite", "")
        if verdict or despite.strip():
            actions.close(by=request.hand, project=project, now=now(), despite=despite)
            return redirect("project:detail", request.programme.slug, project.pk)
        form.add_error("despite", verdict.reason)
    context = {"project": project, "form": form, "refusal": verdict.reason}
    return render(request, "projects/close.html", context)
