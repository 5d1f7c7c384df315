from uuid import UUID

from django.shortcuts import get_object_or_404
from django.urls import reverse

from alongside.foundation.people.requests import MemberRequest
from alongside.foundation.tasks import queries as tasks
from alongside.toolbox.verdicts import insist

from .. import checks, queries, rules
from ..models import Gathering
from ..states import BEFORE


def find(request: MemberRequest, pk: UUID) -> Gathering:
    """The gathering, if this person may see it."""
    gathering = get_object_or_404(queries.gatherings(request.programme), pk=pk)
    insist(rules.may_see(request.hand.person, gathering, roles=request.roles))
    return gathering


def organised(request: MemberRequest, pk: UUID) -> Gathering:
    """The gathering, for those who organise it."""
    gathering = get_object_or_404(queries.gatherings(request.programme), pk=pk)
    insist(rules.may_organise(request.hand.person, gathering, roles=request.roles))
    return gathering


def place(name: str, gathering: Gathering, *more: UUID | str) -> str:
    slug = gathering.programme.slug
    return reverse(f"gatherings:{name}", args=[slug, gathering.pk, *more])


def findings(plan: checks.Plan) -> list[tasks.Finding]:
    """The checks, ready to show: each with its way into the library and its reason set aside."""
    gathering = plan.gathering
    return tasks.findings(
        gathering.programme,
        gathering.pk,
        checks.findings(plan),
        aside_url=lambda key: _aside(gathering, key),
    )


def _aside(gathering: Gathering, key: str) -> str:
    if gathering.standing not in BEFORE:
        return ""
    return place("aside", gathering, key)
