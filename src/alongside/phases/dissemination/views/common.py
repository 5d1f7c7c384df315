from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import now

from alongside.foundation.people.requests import MemberRequest
from alongside.foundation.projects import queries as projects
from alongside.foundation.projects import rules as project_rules
from alongside.foundation.projects.models import Project
from alongside.foundation.tasks.queries import set_aside
from alongside.phases.dissemination import checks, queries, rules
from alongside.phases.dissemination.models import Output
from alongside.toolbox.verdicts import insist


def project_of(request: MemberRequest, pk: UUID) -> Project:
    """A project whose people may read this; for others it is not there."""
    project = projects.project(request.programme, pk)
    if not project_rules.may_see(request.hand.person, project):
        raise Http404
    return project


def output_of(request: MemberRequest, pk: UUID) -> Output:
    output = get_object_or_404(queries.outputs(request.programme), pk=pk)
    if not rules.may_see(request.hand.person, output):
        raise Http404
    return output


def changeable(request: MemberRequest, pk: UUID) -> Output:
    output = output_of(request, pk)
    insist(rules.may_change(request.hand.person, output))
    return output


def findings(output: Output) -> Sequence[dict[str, Any]]:
    """What the checks say, each with its way into the library and its reason set aside."""
    kept = set_aside(output.programme, output.pk)
    library = reverse("library:listing", args=[output.programme.slug])
    return [
        {
            "says": advice.says,
            "why": advice.why,
            "stop": advice.stop,
            "library_url": f"{library}?{urlencode({'about': advice.library})}",
            "set_aside_url": "",
            "set_aside": kept[advice.key].reason if advice.key in kept else None,
        }
        for advice in checks.release.of(rules.release_of(output, now=now()))
    ]
