from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alongside.foundation.people.requests import MemberRequest
from alongside.foundation.people.states import STAFF
from alongside.foundation.projects import rules as projects
from alongside.foundation.projects.models import Project
from alongside.throughout.feedback import queries as feedback
from alongside.toolbox import doors
from alongside.toolbox.forms import PlainForm
from alongside.toolbox.verdicts import NotAllowed, insist

from . import actions, queries, rules
from .forms import AnswerForm, ClauseForm, GoOnForm, PutForm, RewordForm, TakeOutForm
from .models import Clause, Version


@doors.members
@require_safe
def agreement(request: MemberRequest, pk: UUID) -> HttpResponse:
    return _page(request, _found(request, pk))


@doors.members
@require_safe
def sheet(request: MemberRequest, pk: UUID) -> HttpResponse:
    """One side of A4 for the wall."""
    current = queries.current(_project(request, pk))
    return render(request, "agreements/sheet.html", {"agreement": current})


@doors.members
@require_POST
def propose(request: MemberRequest, pk: UUID) -> HttpResponse:
    project, form = _project(request, pk), ClauseForm(request.POST)
    if form.is_valid():
        actions.propose(by=request.hand, project=project, now=now(), **form.cleaned_data)
        messages.success(request, _("Thank you. It is in the words now."))
        return _back(request, project)
    return _page(request, project, clause_form=form)


@doors.members
@require_POST
def put(request: MemberRequest, pk: UUID) -> HttpResponse:
    project, form = _project(request, pk), PutForm(request.POST)
    if form.is_valid():
        actions.put_to_everyone(by=request.hand, project=project, now=now(), **form.cleaned_data)
        messages.success(request, _("Everyone in the project is being asked."))
        return _back(request, project)
    return _page(request, project, put_form=form)


@doors.members
@require_POST
def answer(request: MemberRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Version.objects.within(request.programme), pk=pk)
    project, form = _project(request, found.project_id), AnswerForm(request.POST)
    if form.is_valid():
        try:
            actions.answer(by=request.hand, version=found, now=now(), **form.cleaned_data)
        except NotAllowed as no:
            form.add_error("what", str(no))
        else:
            messages.success(request, _("Thank you. Your answer is kept."))
            return _back(request, project)
    return _page(request, project, answer_form=form)


@doors.members
@require_safe
def version(request: MemberRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Version.objects.within(request.programme), pk=pk)
    return redirect("agreements:agreement", request.programme.slug, found.project_id)


@doors.members
@require_POST
def go_on(request: MemberRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Version.objects.within(request.programme), pk=pk)
    project, form = _project(request, found.project_id), GoOnForm(request.POST)
    if form.is_valid():
        actions.go_on(by=request.hand, version=found, now=now(), **form.cleaned_data)
        messages.success(request, _("Written down for everyone."))
        return _back(request, project)
    return _page(request, project, go_on_form=form)


@doors.members
@require_safe
def clause(request: MemberRequest, pk: UUID) -> HttpResponse:
    return _clause_page(request, _clause(request, pk))


@doors.members
@require_POST
def reword(request: MemberRequest, pk: UUID) -> HttpResponse:
    found, form = _clause(request, pk), RewordForm(request.POST)
    if form.is_valid():
        actions.reword(by=request.hand, clause=found, now=now(), **form.cleaned_data)
        messages.success(request, _("The new words are in. The old ones are kept."))
        return _back(request, found.project)
    return _clause_page(request, found, reword_form=form)


@doors.members
@require_POST
def take_out(request: MemberRequest, pk: UUID) -> HttpResponse:
    found, form = _clause(request, pk), TakeOutForm(request.POST)
    if form.is_valid():
        actions.take_out(by=request.hand, clause=found, now=now(), **form.cleaned_data)
        messages.success(request, _("Taken out. It is kept below, with your reason."))
        return _back(request, found.project)
    return _clause_page(request, found, out_form=form)


def _found(request: MemberRequest, pk: UUID) -> Project:
    rows = Project.objects.within(request.programme).select_related("programme", "owner")
    return get_object_or_404(rows, pk=pk)


def _project(request: MemberRequest, pk: UUID) -> Project:
    project = _found(request, pk)
    insist(projects.may_see(request.hand.person, project))
    return project


def _clause(request: MemberRequest, pk: UUID) -> Clause:
    found = get_object_or_404(queries.all_clauses(request.programme), pk=pk)
    insist(projects.may_see(request.hand.person, found.project))
    return found


def _back(request: MemberRequest, project: Project) -> HttpResponse:
    return redirect("agreements:agreement", request.programme.slug, project.pk)


def _page(request: MemberRequest, project: Project, **forms: PlainForm) -> HttpResponse:
    person, current = request.hand.person, queries.current(project)
    if not request.roles & STAFF:  # the door has looked at their roles already
        insist(projects.may_see(person, project, people=current.members))
    mine = current.word_of(person)
    said = {"says": mine.says, "what": mine.what} if mine else None
    shown: dict[str, Any] = {  # what a template takes
        "agreement": current,
        "left_behind": queries.left_behind(project),
        "mine": mine,
        "may_write": projects.may_take_part(person, project, people=current.members),
        "may_put": rules.may_put(current),
        "may_answer": rules.may_answer(person, current),
        "may_go_on": rules.may_go_on(person, current, today=localdate()),
        "clause_form": ClauseForm(),
        "put_form": PutForm(),
        "answer_form": AnswerForm(initial=said),
        "go_on_form": GoOnForm(),
        "back": project.ref().address(request.programme.slug),
    }
    return _render(request, "agreements/agreement.html", shown, forms)


def _clause_page(request: MemberRequest, found: Clause, **forms: PlainForm) -> HttpResponse:
    shown: dict[str, Any] = {  # what a template takes
        "clause": found,
        "said": feedback.about(request.programme, found.pk),
        "may_write": projects.may_take_part(request.hand.person, found.project),
        "may_change": rules.may_change_clause(found),
        "reword_form": RewordForm(initial={"text": found.text}),
        "out_form": TakeOutForm(),
    }
    return _render(request, "agreements/clause.html", shown, forms)


def _render(
    request: MemberRequest, template: str, shown: dict[str, Any], forms: dict[str, PlainForm]
) -> HttpResponse:
    """The page; with the form that needs another look, where one does."""
    wrong = next(iter(forms.values()), None)
    return render(request, template, shown | forms | {"form": wrong}, status=422 if wrong else 200)
