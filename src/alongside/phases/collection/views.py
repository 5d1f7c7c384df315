from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.foundation.memberships.queries import members
from alongside.foundation.people.models import Person
from alongside.foundation.people.requests import MemberRequest
from alongside.foundation.projects import queries as project_queries
from alongside.foundation.projects import rules as projects
from alongside.foundation.projects.models import Project, ProjectMember
from alongside.toolbox import doors
from alongside.toolbox.verdicts import NotAllowed, insist

from . import actions, queries, rules
from .forms import AccessForm, BringForm, WordsForm
from .models import Access, Source

PEOPLE: Final = "people_here"


@doors.members
@require_safe
def register(request: MemberRequest, pk: UUID) -> HttpResponse:
    """What the project learns from: where it is kept, who may read it, why, and until when."""
    project = _project(request, pk)
    shown = {
        "project": project,
        "sources": queries.sources(project),
        "access": queries.access(project),
        "today": localdate(),
        "may_bring": rules.may_bring(
            request.hand.person, project, people=_people(request, project)
        ),
        "people_count": len(_people(request, project)),
        "back": project.ref().address(request.programme.slug),
    }
    return render(request, "collection/register.html", shown)


@doors.members
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: MemberRequest, pk: UUID) -> HttpResponse:
    project = _project(request, pk)
    insist(rules.may_bring(request.hand.person, project))
    form = BringForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        upload = given.pop("file")
        if upload:
            given |= {"name": upload.name, "content": upload.read()}
        try:
            source = actions.bring_in(by=request.hand, project=project, now=now(), **given)
        except NotAllowed as no:
            field = "about_people" if given["about_people"] else "permission"
            form.add_error(field, str(no))
        else:
            messages.success(request, _("Thank you. It is kept, just as it came."))
            return redirect("collection:source", request.programme.slug, source.pk)
    status = 422 if form.errors else 200
    shown = {"project": project, "form": form}
    return render(request, "collection/bring.html", shown, status=status)


@doors.members
@require_safe
def source(request: MemberRequest, pk: UUID) -> HttpResponse:
    return _page(request, _source(request, pk))


@doors.members
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: MemberRequest, pk: UUID) -> HttpResponse:
    found = _source(request, pk)
    insist(rules.may_bring(request.hand.person, found.project))
    text = queries.text_of(found)
    form = WordsForm(request.POST or None, initial={"text": text.text if text else ""})
    if request.method == "POST" and form.is_valid():
        actions.write_words(by=request.hand, source=found, now=now(), **form.cleaned_data)
        messages.success(request, _("Kept. The words before are kept as well."))
        return redirect("collection:source", request.programme.slug, found.pk)
    shown = {"source": found, "form": form}
    return render(request, "collection/words.html", shown, status=422 if form.errors else 200)


@doors.members
@require_POST
def give_access(request: MemberRequest, pk: UUID) -> HttpResponse:
    found = _source(request, pk)
    form = AccessForm(request.POST, people=_outside(request, found))
    if form.is_valid():
        given = dict(form.cleaned_data)
        given["person"] = Person.objects.get(pk=given["person"])
        try:
            actions.give_access(by=request.hand, source=found, now=now(), **given)
        except NotAllowed as no:
            form.add_error("until_on", str(no))
        else:
            messages.success(request, _("Done. Everyone in the project can see this."))
            return redirect("collection:source", request.programme.slug, found.pk)
    return _page(request, found, access_form=form, form=form)


@doors.members
@require_POST
def end_access(request: MemberRequest, pk: UUID) -> HttpResponse:
    rows = Access.objects.within(request.programme).select_related("source__project")
    access = get_object_or_404(rows, pk=pk)
    actions.end_access(by=request.hand, access=access, now=now())
    messages.success(request, _("Ended."))
    return redirect("collection:source", request.programme.slug, access.source_id)


def _project(request: MemberRequest, pk: UUID) -> Project:
    rows = Project.objects.within(request.programme).select_related("programme", "owner")
    project = get_object_or_404(rows, pk=pk)
    insist(projects.may_see(request.hand.person, project, people=_people(request, project)))
    return project


def _people(request: MemberRequest, project: Project) -> list[ProjectMember]:
    """Who is in it: read once for the whole page."""
    found: list[ProjectMember] | None = getattr(request, PEOPLE, None)
    if found is None:
        found = list(project_queries.people(project))
        setattr(request, PEOPLE, found)
    return found


def _source(request: MemberRequest, pk: UUID) -> Source:
    rows = queries.source_rows(request.programme).select_related(
        "project__programme", "project__owner"
    )
    found = get_object_or_404(rows, pk=pk)
    people = _people(request, found.project)
    insist(rules.may_open(request.hand.person, found, today=localdate(), people=people))
    return found


def _outside(request: MemberRequest, source: Source) -> list[tuple[str, str]]:
    inside = {member.person_id for member in _people(request, source.project)}
    people = [part.person for part in members(source.project.programme)]
    return [(str(person.pk), person.first_name) for person in people if person.pk not in inside]


def _page(request: MemberRequest, found: Source, **forms: Any) -> HttpResponse:  # noqa: ANN401 -- forms
    text = queries.text_of(found)
    whole = queries.numbered(text.text) if text else []
    first = request.GET.get("from", "")
    start = max(int(first) - 1, 0) if first.isdecimal() else 0
    end = start + queries.PAGE
    person, people = request.hand.person, _people(request, found.project)
    may_give = rules.may_give_access(person, found.project, people=people)
    shown: dict[str, Any] = {
        "source": found,
        "text": text,
        "sentences": whole[start:end],
        "count": len(whole),
        "next_from": end + 1 if end < len(whole) else None,
        "access": queries.access(found.project).filter(source=found),
        "today": localdate(),
        "may_give": may_give,
        "may_write": rules.may_bring(person, found.project, people=people),
        "access_form": AccessForm(people=_outside(request, found)) if may_give else None,
    }
    status = 422 if forms else 200
    return render(request, "collection/source.html", shown | forms, status=status)
