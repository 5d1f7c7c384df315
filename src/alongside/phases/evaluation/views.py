from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alongside.foundation.people.requests import MemberRequest
from alongside.foundation.projects import queries as projects
from alongside.foundation.projects import rules as project_rules
from alongside.foundation.projects.models import Project
from alongside.foundation.projects.phases import Phase
from alongside.foundation.projects.states import Stage
from alongside.throughout.library.queries import for_topic
from alongside.toolbox import doors
from alongside.toolbox.documents import Paper, Section, Table, docx_of
from alongside.toolbox.sayings import say_date
from alongside.toolbox.tables import csv_of
from alongside.toolbox.verdicts import insist

from . import actions, queries, rules
from .forms import ImpactForm, NoteForm, ReviewForm
from .models import Impact, Review
from .states import Found, Framework, Good, Reach

PAGE = 60  # lines of the log on a page; the table to take away has them all
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@doors.members
@require_safe
def project(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Looking back on one project: the questions, what changed, the reports, and closing it."""
    found, at = _project(request, pk)
    changed = list(queries.impacts(found))
    context = {
        "project": found,
        "asked": queries.asked(found),
        "impacts": changed,
        "matrix": queries.matrix(changed),
        "goods": [good.label for good in Good],
        "frameworks": Framework.choices,
        "helps": for_topic(request.programme, Phase.EVALUATION),
        "may_look_back": bool(at.plans),
        "is_open": found.stage == Stage.OPEN,
    }
    return render(request, "evaluation/project.html", context)


@doors.members
@require_safe
def about(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Lead from a review or a change to the project it belongs to."""
    row = Review.objects.within(request.programme).filter(pk=pk).first() or get_object_or_404(
        Impact.objects.within(request.programme), pk=pk
    )
    return redirect("evaluation:project", request.programme.slug, row.project_id)


@doors.members
def review(request: MemberRequest, pk: UUID, number: int) -> HttpResponse:
    found, at = _project(request, pk)
    insist(at.plans)
    asked = queries.asked(found)
    if not 1 <= number <= len(asked):
        raise Http404
    one = asked[number - 1]
    first = {"found": one.review.found, "why": one.review.why} if one.review else None
    form = ReviewForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_valid():
        actions.review(
            by=request.hand,
            project=found,
            question=one.question,
            found=Found(form.cleaned_data["found"]),
            why=form.cleaned_data["why"],
            now=now(),
        )
        messages.success(request, _("Thank you. It is written down."))
        return redirect("evaluation:project", request.programme.slug, pk)
    context = {"form": form, "project": found, "asked": one}
    return render(request, "evaluation/review.html", context)


@doors.members
def notice(request: MemberRequest, pk: UUID) -> HttpResponse:
    found, at = _project(request, pk)
    insist(at.plans)
    form = ImpactForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data | {
            "good": Good(form.cleaned_data["good"]),
            "reach": Reach(form.cleaned_data["reach"]),
            "expected": form.cleaned_data["expected"] == "yes",
        }
        actions.notice(by=request.hand, project=found, now=now(), **given)
        messages.success(request, _("Thank you for noticing. It is written down."))
        return redirect("evaluation:project", request.programme.slug, pk)
    return render(request, "evaluation/notice.html", {"form": form, "project": found})


@doors.members
@require_safe
def log(request: MemberRequest, pk: UUID) -> HttpResponse:
    """The simple log: what happened, who, how shared, what changed."""
    found, _at = _project(request, pk)
    lines = queries.log(found)
    context = {"project": found, "lines": lines[:PAGE], "count": len(lines)}
    return render(request, "evaluation/log.html", context)


@doors.members
@require_safe
def log_csv(request: MemberRequest, pk: UUID) -> HttpResponse:
    found, _at = _project(request, pk)
    head = (_("Date"), _("What"), _("Who"), _("How shared"), _("What changed"))
    lines = queries.log(found)
    rows = [(line.on.isoformat(), line.what, line.who, line.level, line.changed) for line in lines]
    return _download(csv_of(head, rows), "text/csv; charset=utf-8", f"log-{found.code}.csv")


@doors.members
@require_safe
def report(request: MemberRequest, pk: UUID, framework: str) -> HttpResponse:
    """A report as the records stand now, its gaps shown."""
    (found, at), which = _project(request, pk), _framework(framework)
    context = {
        "project": found,
        "framework": which.value,
        "report": queries.report(found, which),
        "may_look_back": bool(at.plans),
    }
    return render(request, "evaluation/report.html", context)


@doors.members
@require_safe
def report_docx(request: MemberRequest, pk: UUID, framework: str) -> HttpResponse:
    (found, _at), which = _project(request, pk), _framework(framework)
    paper = _paper(found, queries.report(found, which), queries.log(found))
    return _download(docx_of(paper), WORD, f"{which}-{found.code}.docx")


@doors.members
def note(request: MemberRequest, pk: UUID, framework: str, item: str) -> HttpResponse:
    (found, at), which = _project(request, pk), _framework(framework)
    insist(at.plans)
    one = queries.item(found, which, item)
    if one is None:
        raise Http404
    first = {"text": one.note}
    form = NoteForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_valid():
        text = form.cleaned_data["text"]
        actions.note(
            by=request.hand, project=found, framework=which, item=item, text=text, now=now()
        )
        return redirect("evaluation:report", request.programme.slug, pk, framework)
    context = {"form": form, "project": found, "item": one, "framework": framework}
    return render(request, "evaluation/note.html", context)


@doors.members
@require_safe
def close(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Everything that still stands in the way of finishing; closing itself is the project's."""
    found, at = _project(request, pk)
    stops = [verdict.reason for verdict in project_rules.may_it_close.ask(found) if not verdict]
    context = {"project": found, "stops": stops, "may_run": bool(at.runs)}
    return render(request, "evaluation/close.html", context)


def _project(request: MemberRequest, pk: UUID) -> tuple[Project, rules.Stand]:
    """A project, and how this person stands to it; those outside hear whose it is."""
    found = projects.project(request.programme, pk)
    found.programme = request.programme  # known already: not asked again
    at = rules.stand(request.hand.person, found)
    insist(at.sees)
    return found, at


def _framework(key: str) -> Framework:
    if key not in Framework.values:
        raise Http404
    return Framework(key)


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    how = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=how)


def _paper(project: Project, report: queries.Report, lines: list[queries.Line]) -> Paper:
    """The report as a document: each item with its gap shown, and the log at its end."""
    gap = _("A gap: the records say nothing about this yet.")
    items = [
        Section(
            heading=f"{item.number}. {item.title}",
            level=2,
            intro=item.asks,
            points=item.lines,
            text=item.note,
            gap=gap if item.is_gap else "",
        )
        for item in report.items
    ]
    head = (_("Date"), _("What"), _("Who"), _("What changed"))
    rows = [(line.on.isoformat(), line.what, line.who, line.changed) for line in lines]
    return Paper(
        title=f"{report.name}: {project}",
        author=str(project.programme),
        language=get_language() or "en-gb",
        made_at=now(),
        lead=_("Written from the records on %(day)s. %(source)s")
        % {"day": say_date(localdate()), "source": report.source},
        sections=[
            Section(heading=report.name),
            *items,
            Section(heading=_("The log"), table=Table(head, rows)),
        ],
    )
