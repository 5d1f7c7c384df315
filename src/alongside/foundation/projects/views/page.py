"""What the small pages of a project share."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from alongside.foundation.people.requests import MemberRequest
from alongside.toolbox.forms import PlainForm
from alongside.toolbox.verdicts import insist

from .. import queries, rules
from ..models import Project


def planned(request: MemberRequest, pk: UUID) -> Project:
    """The project, for somebody who may plan it."""
    project = queries.project(request.programme, pk)
    insist(rules.may_run(request.hand.person, project))
    return project


def seen(request: MemberRequest, pk: UUID) -> Project:
    """The project, for somebody who may read all of it."""
    project = queries.project(request.programme, pk)
    insist(rules.may_see(request.hand.person, project))
    return project


def small_page(
    request: MemberRequest,
    project: Project | None,
    form: PlainForm,
    *,
    heading: str,
    says: str = "",
    back: str = "",
    button: str = "",
) -> HttpResponse:
    """One form, one heading, one button."""
    context = {
        "project": project,
        "form": form,
        "heading_words": heading,
        "says": says,
        "back": back,
        "button": button or _("Save"),
    }
    return render(request, "projects/form.html", context)


def saved(request: MemberRequest, project: Project, words: str = "") -> HttpResponse:
    messages.success(request, words or _("It is saved."))
    return redirect("projects:set_up", request.programme.slug, project.pk)


def posted(request: MemberRequest) -> object:
    return request.POST if request.method == "POST" else None
