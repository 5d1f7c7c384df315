from uuid import UUID

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import now

from alongside.foundation.people.requests import MemberRequest
from alongside.foundation.projects import queries as projects
from alongside.foundation.projects.models import Project
from alongside.foundation.tasks import queries as tasks
from alongside.toolbox.verdicts import insist

from .. import checks, queries, rules
from ..models import Output


def project_of(request: MemberRequest, pk: UUID) -> tuple[Project, rules.Stand]:
    """A project, and how this person stands to it; those outside hear whose it is."""
    project = projects.project(request.programme, pk)
    project.programme = request.programme  # known already: not asked again
    at = rules.stand(request.hand.person, project)
    insist(at.sees)
    return project, at


def planned(request: MemberRequest, pk: UUID) -> Project:
    project, at = project_of(request, pk)
    insist(at.plans)
    return project


def output_of(request: MemberRequest, pk: UUID) -> tuple[Output, rules.Stand]:
    output = get_object_or_404(queries.outputs(request.programme), pk=pk)
    output.project.programme = request.programme  # known already: not asked again
    at = rules.stand(request.hand.person, output.project)
    insist(rules.may_see(request.hand.person, output, at))
    return output, at


def changeable(request: MemberRequest, pk: UUID) -> Output:
    output, at = output_of(request, pk)
    insist(rules.may_change(request.hand.person, output, at))
    return output


def findings(output: Output, around: queries.Around, *, may_change: bool) -> list[tasks.Finding]:
    """What the checks say, each with its way into the library."""
    place = [output.programme.slug, output.pk]
    return tasks.findings(
        output.programme,
        output.pk,
        checks.release.of(rules.release_of(output, now=now(), around=around)),
        aside_url=lambda key: (
            reverse("dissemination:set_aside", args=[*place, key]) if may_change else ""
        ),
    )
