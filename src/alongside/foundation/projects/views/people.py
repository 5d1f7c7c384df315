from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alongside.foundation.memberships.queries import members
from alongside.foundation.people.requests import MemberRequest
from alongside.toolbox import doors
from alongside.toolbox.verdicts import NotAllowed

from .. import actions, queries, rules
from ..forms import BringForm, RoleForm
from ..models import Project, ProjectMember
from .page import planned, posted, seen, small_page


@doors.members
@require_safe
def people(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Who is in it, by first name, each with the role they agreed to."""
    project = seen(request, pk)
    person = request.hand.person
    found = list(queries.people(project))
    late = rules.without_role(found, project, today=localdate())
    context = {
        "project": project,
        "people": found,
        "mine": next((one for one in found if one.person_id == person.pk), None),
        "late": {one.pk for one in late},
        "may_run": bool(rules.may_run(person, project, people=found)),
    }
    return render(request, "projects/people.html", context)


@doors.members
def bring(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Bring somebody of the programme into the project."""
    project = planned(request, pk)
    inside = {one.person_id for one in queries.people(project)}
    free = [one for one in members(request.programme) if one.person_id not in inside]
    form = BringForm(posted(request), people=free)
    if form.is_valid():
        actions.add_member(by=request.hand, project=project, now=now(), **form.cleaned_data)
        messages.success(request, _("They are in, and have been told."))
        return redirect("projects:people", request.programme.slug, project.pk)
    return small_page(request, project, form, heading=_("Bring somebody in"), button=_("Bring"))


@doors.members
def role(request: MemberRequest, pk: UUID, member_pk: UUID) -> HttpResponse:
    """Write a role card. It counts once the person has said yes to it."""
    project = seen(request, pk)
    member = _member(request, project, member_pk)
    if member.person_id != request.hand.person.pk:
        planned(request, pk)
    given = {name: getattr(member, name) for name in RoleForm.base_fields}
    form = RoleForm(posted(request), initial=given)
    if form.is_valid():
        actions.write_role(by=request.hand, member=member, now=now(), **form.cleaned_data)
        messages.success(request, _("The card is written. It waits for a yes."))
        return redirect("projects:people", request.programme.slug, project.pk)
    context = {
        "project": project,
        "member": member,
        "form": form,
        "may_run": bool(rules.may_run(request.hand.person, project)),
    }
    return render(request, "projects/role.html", context)


@doors.members
@require_POST
def agree(request: MemberRequest, pk: UUID, member_pk: UUID) -> HttpResponse:
    project = seen(request, pk)
    actions.agree_role(by=request.hand, member=_member(request, project, member_pk), now=now())
    messages.success(request, _("Thank you. The role is yours."))
    return redirect("projects:people", request.programme.slug, project.pk)


@doors.members
@require_POST
def runs(request: MemberRequest, pk: UUID, member_pk: UUID) -> HttpResponse:
    """Hand somebody the planning of the project, or take it back."""
    project = planned(request, pk)
    member = _member(request, project, member_pk)
    actions.set_runs(by=request.hand, member=member, runs_it=not member.runs_it, now=now())
    return redirect("projects:people", request.programme.slug, project.pk)


@doors.members
def leave(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Leave a project. No reason is asked."""
    project = seen(request, pk)
    member = queries.member(project, request.hand.person)
    if member is None:
        raise NotAllowed(_("You are not in this project."))
    if request.method == "POST":
        actions.leave(by=request.hand, member=member, now=now())
        messages.success(request, _("You have left. You can come back at any time."))
        return redirect("project:detail", request.programme.slug, project.pk)
    return render(request, "projects/leave.html", {"project": project})


def _member(request: MemberRequest, project: Project, pk: UUID) -> ProjectMember:
    rows = ProjectMember.objects.within(request.programme).filter(project=project, left_on=None)
    return get_object_or_404(rows.select_related("person"), pk=pk)
