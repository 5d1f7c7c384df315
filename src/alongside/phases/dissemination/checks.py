from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import ngettext

from alongside.toolbox.checks import Checks


@dataclass(frozen=True, slots=True)
class Release:
    """Something about to go out, and what stands around it."""

    summary: bool
    report_only: bool
    free_copy: bool
    owned: bool
    audience: bool
    unanswered: str  # the sentence that says so, or nothing
    words: str
    not_yet: str  # who has not seen it yet
    unnamed: int
    talk: bool
    spoken_by_residents: bool
    costs: bool


release: Checks[Release] = Checks(__package__)


@release.check("summary")
def _summary(plan: Release) -> bool:
    return plan.summary


@release.check("other-form")
def _other_form(plan: Release) -> bool:
    return not plan.report_only


@release.check("free-copy")
def _free_copy(plan: Release) -> bool:
    return plan.free_copy


@release.check("ownership")
def _ownership(plan: Release) -> bool:
    return plan.owned


@release.check("comments")
def _comments(plan: Release) -> bool | Mapping[str, object]:
    return {"few": plan.unanswered} if plan.unanswered else True


@release.check("words")
def _words(plan: Release) -> bool | Mapping[str, object]:
    return {"says": plan.words} if plan.words else True


@release.check("first")
def _first(plan: Release) -> bool | Mapping[str, object]:
    return {"says": plan.not_yet} if plan.not_yet else True


@release.check("audience")
def _audience(plan: Release) -> bool:
    return plan.audience


@release.check("names")
def _names(plan: Release) -> bool | Mapping[str, object]:
    if not plan.unnamed:
        return True
    few = ngettext(
        "%d person has not said yet how they want to be named.",
        "%d people have not said yet how they want to be named.",
        plan.unnamed,
    )
    return {"few": few % plan.unnamed}


@release.check("presenters")
def _presenters(plan: Release) -> bool:
    return not plan.talk or plan.spoken_by_residents


@release.check("costs")
def _costs(plan: Release) -> bool:
    return not plan.talk or plan.costs
