from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.urls import reverse

from alongside.foundation.people.requests import MemberRequest
from alongside.foundation.tasks.queries import set_aside
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


def findings(plan: checks.Plan) -> Sequence[dict[str, Any]]:
    """The checks, ready to show: each with its way into the library and its reason set aside."""
    gathering = plan.gathering
    kept = set_aside(gathering.programme, gathering.pk)
    library = reverse("library:listing", args=[gathering.programme.slug])
    return [
        {
            "says": advice.says,
            "why": advice.why,
            "stop": advice.stop,
            "library_url": f"{library}?{urlencode({'about': advice.library})}",
            "set_aside_url": _aside(gathering, advice.key, stop=advice.stop),
            "set_aside": kept[advice.key].reason if advice.key in kept else None,
        }
        for advice in checks.findings(plan)
    ]


def _aside(gathering: Gathering, key: str, *, stop: bool) -> str:
    if stop or gathering.standing not in BEFORE:
        return ""
    return place("aside", gathering, key)
