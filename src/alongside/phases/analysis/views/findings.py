"""Themes, findings, recommendations, and asking the people quoted."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.foundation.people.requests import MemberRequest
from alongside.throughout.feedback import queries as feedback
from alongside.toolbox import doors
from alongside.toolbox.forms import PlainForm
from alongside.toolbox.verdicts import NotAllowed, insist

from .. import actions, queries, rules
from ..forms import (
    ConsentForm,
    FinalForm,
    FindingForm,
    GatherForm,
    MergeForm,
    OutForm,
    QuoteForm,
    RecommendForm,
    ReplyForm,
    StanceForm,
    ThemeForm,
)
from ..models import CheckBack, Finding, Quote, Theme
from ..states import FindingStanding, ThemeStanding
from . import load

BOTH = ["GET", "HEAD", "POST"]


@doors.members
@require_http_methods(BOTH)
def new_theme(request: MemberRequest, pk: UUID) -> HttpResponse:
    project = load.project(request, pk)
    form = ThemeForm(request.POST or None)
    form.offer("codes", queries.codes(project))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {"codes": form.chosen("codes")}
        theme = actions.propose_theme(by=request.hand, project=project, now=now(), **given)
        return redirect("analysis:theme", request.programme.slug, theme.pk)
    return load.page(request, "new_theme", {"project": project, "theme_form": form}, form)


@doors.members
@require_safe
def theme(request: MemberRequest, pk: UUID) -> HttpResponse:
    return _theme_page(request, load.theme(request, pk))


@doors.members
@require_http_methods(BOTH)
def gather(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Choose which names and passages belong to a theme."""
    found = load.theme(request, pk)
    form = _gather_form(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        codes, codings = form.chosen("codes"), form.chosen("codings")
        actions.gather(by=request.hand, theme=found, codes=codes, codings=codings, now=now())
        messages.success(request, _("Kept."))
        return redirect("analysis:theme", request.programme.slug, found.pk)
    return load.page(request, "gather", {"theme": found, "gather_form": form}, form)


@doors.members
@require_POST
def merge(request: MemberRequest, pk: UUID) -> HttpResponse:
    found = load.theme(request, pk)
    form = _merge_form(found, request.POST)
    if form.is_valid():
        into = form.chosen("into")
        why = form.cleaned_data["why"]
        actions.merge(by=request.hand, theme=found, into=into, why=why, now=now())
        messages.success(request, _("Put together. You can take it apart again."))
        return redirect("analysis:theme", request.programme.slug, into.pk)
    return _theme_page(request, found, form, merge_form=form)


@doors.members
@require_POST
def unmerge(request: MemberRequest, pk: UUID) -> HttpResponse:
    found = load.theme(request, pk)
    actions.unmerge(by=request.hand, theme=found, now=now())
    return redirect("analysis:theme", request.programme.slug, found.pk)


@doors.members
@require_http_methods(BOTH)
def new_finding(request: MemberRequest, pk: UUID) -> HttpResponse:
    project = load.project(request, pk)
    form = FindingForm(request.POST or None)
    themes = list(queries.themes_of(project))
    insist(rules.may_write(len(themes)))
    form.offer("themes", themes)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {"themes": form.chosen("themes")}
        finding = actions.write_finding(by=request.hand, project=project, now=now(), **given)
        return redirect("analysis:finding", request.programme.slug, finding.pk)
    return load.page(request, "write_finding", {"project": project, "finding_form": form}, form)


@doors.members
@require_http_methods(BOTH)
def change_finding(request: MemberRequest, pk: UUID) -> HttpResponse:
    found = load.finding(request, pk)
    insist(rules.may_change_finding(found))
    themes = [str(row.theme_id) for row in queries.themes_under(found)]
    initial = {
        "statement": found.statement,
        "meaning": found.meaning,
        "minority_view": found.minority_view,
        "themes": themes,
    }
    form = FindingForm(request.POST or None, initial=initial)
    form.offer("themes", queries.themes_of(found.project))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {"themes": form.chosen("themes")}
        actions.change_finding(by=request.hand, finding=found, now=now(), **given)
        return redirect("analysis:finding", request.programme.slug, found.pk)
    shown = {"project": found.project, "finding": found, "finding_form": form}
    return load.page(request, "write_finding", shown, form)


@doors.members
@require_safe
def finding(request: MemberRequest, pk: UUID) -> HttpResponse:
    return _finding_page(request, load.finding(request, pk))


@doors.members
@require_http_methods(BOTH)
def quote(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Put a passage to a finding."""
    found = load.finding(request, pk)
    insist(rules.may_change_finding(found))
    form = QuoteForm(request.POST or None)
    passages = queries.settled_for(found)
    insist(rules.may_look_for_passages(len(passages)))
    form.offer("coding", passages)
    form.offer_people([member.person for member in load.people(request)])
    if request.method == "POST" and form.is_valid():
        rows = {"coding": form.chosen("coding"), "said_by": form.chosen("said_by")}
        given = form.cleaned_data | rows
        try:
            actions.quote(by=request.hand, finding=found, now=now(), **given)
        except NotAllowed as no:
            needs_name = given["consent"] == "with_name" and not given["name_as_wished"]
            form.add_error("name_as_wished" if needs_name else "coding", str(no))
        else:
            return redirect("analysis:finding", request.programme.slug, found.pk)
    return load.page(request, "quote", {"finding": found, "quote_form": form}, form)


@doors.members
@require_http_methods(BOTH)
def words(request: MemberRequest, pk: UUID) -> HttpResponse:
    """One passage in a finding: whether we may use it, with which name, or whether it goes."""
    found = _quote(request, pk)
    initial = {"consent": found.consent, "name_as_wished": found.name_as_wished}
    form = ConsentForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_consent(by=request.hand, quote=found, now=now(), **form.cleaned_data)
        except NotAllowed as no:
            form.add_error("name_as_wished", str(no))
        else:
            return redirect("analysis:finding", request.programme.slug, found.finding_id)
    shown = {"quote": found, "consent_form": form, "out_form": OutForm()}
    return load.page(request, "words", shown, form)


@doors.members
@require_POST
def take_out(request: MemberRequest, pk: UUID) -> HttpResponse:
    found, form = _quote(request, pk), OutForm(request.POST)
    if form.is_valid():
        actions.take_out_quote(by=request.hand, quote=found, now=now(), **form.cleaned_data)
        messages.success(request, _("Taken out."))
        return redirect("analysis:finding", request.programme.slug, found.finding_id)
    initial = {"consent": found.consent, "name_as_wished": found.name_as_wished}
    shown = {"quote": found, "consent_form": ConsentForm(initial=initial), "out_form": form}
    return load.page(request, "words", shown, form)


@doors.members
@require_POST
def stance(request: MemberRequest, pk: UUID) -> HttpResponse:
    found, form = load.finding(request, pk), StanceForm(request.POST)
    if form.is_valid():
        try:
            actions.take_stance(by=request.hand, finding=found, now=now(), **form.cleaned_data)
        except NotAllowed as no:
            form.add_error("words", str(no))
        else:
            messages.success(request, _("Thank you. It stands beside the others."))
            return redirect("analysis:finding", request.programme.slug, found.pk)
    return _finding_page(request, found, form, stance_form=form)


@doors.members
@require_POST
def ask_back(request: MemberRequest, pk: UUID) -> HttpResponse:
    found = load.finding(request, pk)
    asked = actions.ask_back(by=request.hand, finding=found, now=now())
    said = _("They are being asked.") if asked else _("There was nobody new to ask.")
    messages.success(request, said)
    return redirect("analysis:finding", request.programme.slug, found.pk)


@doors.members
@require_POST
def final(request: MemberRequest, pk: UUID) -> HttpResponse:
    found, form = load.finding(request, pk), FinalForm(request.POST)
    if form.is_valid():
        try:
            actions.call_final(by=request.hand, finding=found, now=now(), **form.cleaned_data)
        except NotAllowed as no:
            form.add_error("unchecked_why", str(no))
        else:
            messages.success(request, _("It is final. It can be told to others now."))
            return redirect("analysis:finding", request.programme.slug, found.pk)
    return _finding_page(request, found, form, final_form=form)


@doors.members
@require_POST
def reopen(request: MemberRequest, pk: UUID) -> HttpResponse:
    found = load.finding(request, pk)
    actions.reopen(by=request.hand, finding=found, now=now())
    return redirect("analysis:finding", request.programme.slug, found.pk)


@doors.members
@require_http_methods(BOTH)
def asked(request: MemberRequest, pk: UUID) -> HttpResponse:
    """For the person quoted: your words as we used them, and what we think they show."""
    found = load.asked(request, pk)
    insist(rules.may_see(request.hand.person, found))
    form = ReplyForm(request.POST or None, initial=_as_before(found))
    if request.method == "POST" and form.is_valid():
        try:
            actions.reply(by=request.hand, asked=found, now=now(), **form.cleaned_data)
        except NotAllowed as no:
            form.add_error(_place_of(form), str(no))
        else:
            messages.success(request, _("Thank you. We do as you say."))
            return redirect("analysis:asked", request.programme.slug, found.pk)
    shown = {
        "asked": found,
        "quote": found.quote,
        "reply_form": form,
        "may_reply": rules.may_reply(request.hand.person, found),
    }
    return load.page(request, "asked", shown, form)


@doors.members
@require_http_methods(BOTH)
def recommend(request: MemberRequest, pk: UUID) -> HttpResponse:
    project = load.project(request, pk)
    form = RecommendForm(request.POST or None)
    findings = list(queries.statements(project.programme_id).filter(project=project))
    insist(rules.may_follow(len(findings)))
    form.offer("findings", findings)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {"findings": form.chosen("findings")}
        actions.recommend(by=request.hand, project=project, now=now(), **given)
        return redirect("analysis:project", request.programme.slug, project.pk)
    return load.page(request, "recommend", {"project": project, "recommend_form": form}, form)


def _as_before(found: CheckBack) -> dict[str, str]:
    quote = found.quote
    return {
        "answer": found.reply,
        "words": found.words,
        "consent": quote.consent,
        "name_as_wished": quote.name_as_wished,
    }


def _place_of(form: ReplyForm) -> str:
    needs_name = form.cleaned_data["consent"] == "with_name"
    return "name_as_wished" if needs_name and not form.cleaned_data["name_as_wished"] else "words"


def _quote(request: MemberRequest, pk: UUID) -> Quote:
    rows = Quote.objects.within(request.programme).filter(taken_out_at=None)
    rows = rows.select_related("finding", "text__source", "said_by")
    found = get_object_or_404(rows, pk=pk)
    load.finding(request, found.finding_id)
    return found


def _gather_form(found: Theme, data: Any = None) -> GatherForm:  # noqa: ANN401 -- what a browser sends
    parts = list(queries.parts_in(found))
    initial = {
        "codes": [str(part.code_id) for part in parts if part.code_id],
        "codings": [str(part.coding_id) for part in parts if part.coding_id],
    }
    form = GatherForm(data, initial=initial)
    form.offer("codes", queries.codes(found.project))
    form.offer("codings", queries.settled(found.project))
    return form


def _merge_form(found: Theme, data: Any = None) -> MergeForm:  # noqa: ANN401 -- as above
    form = MergeForm(data)
    form.offer("into", queries.themes_of(found.project).exclude(pk=found.pk))
    return form


def _theme_page(
    request: MemberRequest, found: Theme, wrong: PlainForm | None = None, **forms: PlainForm
) -> HttpResponse:
    merges = list(queries.merges(found))
    here = [row for row in merges if row.theme_id == found.pk and row.undone_at is None]
    shown = {
        "theme": found,
        "parts": queries.parts_in(found),
        "merges": merges,
        "now_in": here[0] if here else None,
        "is_in_use": found.standing == ThemeStanding.IN_USE,
        "said": feedback.about(request.programme, found.pk),
        "may_work": load.may_work(request, found.project),
        "merge_form": _merge_form(found),
    }
    return load.page(request, "theme", shown | forms, wrong)


def _finding_page(
    request: MemberRequest, found: Finding, wrong: PlainForm | None = None, **forms: PlainForm
) -> HttpResponse:
    person = request.hand.person
    shown = {
        "finding": found,
        "quotes": queries.quotes(found),
        "themes": queries.themes_under(found),
        "views": queries.views_of(found),
        "asked": queries.asked_about(found),
        "said": feedback.about(request.programme, found.pk),
        "is_final": found.standing == FindingStanding.FINAL,
        "may_work": load.may_work(request, found.project),
        "stance_form": StanceForm(initial={"name_as_wished": person.first_name}),
        "final_form": FinalForm(),
    }
    return load.page(request, "finding", shown | forms, wrong)
