"""Finding the thing in the address, if this person may see it."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from alongside.foundation.people.requests import MemberRequest
from alongside.foundation.people.states import STAFF
from alongside.foundation.projects import queries as project_queries
from alongside.foundation.projects import rules as projects
from alongside.foundation.projects.models import Project, ProjectMember
from alongside.toolbox.forms import PlainForm
from alongside.toolbox.verdicts import Verdict, insist

from .. import queries, rules
from ..models import CheckBack, Finding, Pack, Part, Theme

PEOPLE: Final = "people_here"


def project(request: MemberRequest, pk: UUID) -> Project:
    rows = Project.objects.within(request.programme).select_related("programme", "owner")
    return _seen(request, get_object_or_404(rows, pk=pk))


def _seen(request: MemberRequest, found: Project) -> Project:
    """May they see it? Who is in it is read once for the whole page."""
    people_ = list(project_queries.people(found))
    setattr(request, PEOPLE, people_)
    if not request.roles & STAFF:  # the door has looked at their roles already
        insist(projects.may_see(request.hand.person, found, people=people_))
    return found


def people(request: MemberRequest) -> list[ProjectMember]:
    """Who is in the project of this page."""
    return list(getattr(request, PEOPLE, []))


def may_work(request: MemberRequest, found: Project) -> Verdict:
    return rules.may_work(request.hand.person, found, people=people(request))


def pack(request: MemberRequest, pk: UUID) -> Pack:
    found = get_object_or_404(queries.packs(request.programme), pk=pk)
    _seen(request, found.project)
    return found


def part(request: MemberRequest, pk: UUID) -> Part:
    found = get_object_or_404(queries.parts(request.programme), pk=pk)
    _seen(request, found.pack.project)
    return found


def theme(request: MemberRequest, pk: UUID) -> Theme:
    found = get_object_or_404(queries.themes(request.programme), pk=pk)
    _seen(request, found.project)
    return found


def finding(request: MemberRequest, pk: UUID) -> Finding:
    found = get_object_or_404(queries.statements(request.programme), pk=pk)
    _seen(request, found.project)
    return found


def asked(request: MemberRequest, pk: UUID) -> CheckBack:
    return get_object_or_404(queries.checks_back(request.programme), pk=pk)


def page(
    request: MemberRequest, template: str, shown: dict[str, Any], wrong: PlainForm | None = None
) -> HttpResponse:
    """Draw it; `wrong` is the form that needs another look, if one does."""
    status = 422 if wrong is not None and wrong.errors else 200
    return render(request, f"analysis/{template}.html", shown | {"form": wrong}, status=status)


def start(request: MemberRequest) -> int:
    """Where to go on in a long list."""
    first = request.GET.get("from", "")
    return max(int(first), 1) if first.isdecimal() and len(first) < 7 else 1  # noqa: PLR2004 -- sane
