from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alongside.foundation.people.requests import MemberRequest
from alongside.foundation.projects.phases import Phase
from alongside.throughout.library.queries import for_topic
from alongside.toolbox import doors

from .. import actions, queries
from ..forms import AudienceForm, OutputForm
from ..states import Kind
from .common import planned, project_of


@doors.members
@require_safe
def project(request: MemberRequest, pk: UUID) -> HttpResponse:
    """What one project tells people: to whom, in which forms, and what is out."""
    found, at = project_of(request, pk)
    outputs = list(queries.of_project(found))
    context = {
        "project": found,
        "audiences": queries.audiences(found),
        "outputs": outputs,
        "talks": queries.talks_among(found, outputs),
        "helps": for_topic(request.programme, Phase.DISSEMINATION),
        "may_plan": bool(at.plans),
    }
    return render(request, "dissemination/project.html", context)


@doors.members
def audience(request: MemberRequest, pk: UUID) -> HttpResponse:
    found = planned(request, pk)
    form = AudienceForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.plan_audience(by=request.hand, project=found, now=now(), **form.cleaned_data)
        messages.success(request, _("It is in the plan."))
        return redirect("dissemination:project", request.programme.slug, pk)
    return render(request, "dissemination/audience.html", {"form": form, "project": found})


@doors.members
def begin(request: MemberRequest, pk: UUID) -> HttpResponse:
    found = planned(request, pk)
    form = OutputForm(request.POST if request.method == "POST" else None, project=found)
    if form.is_valid():
        written = {**form.cleaned_data}
        kind, title = Kind(written.pop("kind")), written.pop("title")
        output = actions.begin(
            by=request.hand, project=found, kind=kind, title=title, now=now(), **written
        )
        messages.success(request, _("It is begun. Others can help you with it now."))
        return redirect("dissemination:work", request.programme.slug, output.pk)
    return render(request, "dissemination/write.html", {"form": form, "project": found})
