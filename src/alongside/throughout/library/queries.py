import json
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, When

from alongside.foundation.programmes.models import Programme

from .models import Resource
from .states import SHOWN, Standing

SHORT = 4  # shorter words of a question are not looked for one by one


@cache
def starting_library() -> list[dict[str, Any]]:
    """The entries every library begins with."""
    text = resources.files(__package__).joinpath("data/resources.json").read_text("utf-8")
    found: list[dict[str, Any]] = json.loads(text)
    return found


@cache
def topics() -> dict[str, list[str]]:
    """What to look for when a check or a page names a topic."""
    text = resources.files(__package__).joinpath("data/topics.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def explained() -> dict[str, list[dict[str, Any]]]:
    """The five levels and other ways of taking part, explained."""
    text = resources.files(__package__).joinpath("data/levels.toml").read_text("utf-8")
    return tomllib.loads(text)


def resources_of(programme: Programme) -> QuerySet[Resource]:
    return Resource.objects.within(programme).select_related("suggested_by", "decided_by")


def listed(programme: Programme) -> QuerySet[Resource]:
    """What the library shows to everybody, by title."""
    return resources_of(programme).filter(standing__in=SHOWN).order_by("title", "pk")


def suggested(programme: Programme) -> QuerySet[Resource]:
    """What waits for members to look at it, oldest first."""
    rows = resources_of(programme).filter(standing=Standing.SUGGESTED)
    return rows.order_by("suggested_at", "pk")


def search(
    programme: Programme, *, words: str = "", tags: Sequence[str] = (), easy_read: bool = False
) -> QuerySet[Resource]:
    """Whatever holds every word and every tag (a phase, an audience, a form)."""
    rows = listed(programme)
    for word in words.casefold().split()[:12]:
        rows = rows.filter(words__contains=word)
    for tag in tags:
        rows = rows.filter(tags__contains=f" {tag} ")
    return rows.filter(easy_read=True) if easy_read else rows


def for_topic(programme: Programme, topic: str, limit: int = 3) -> list[Resource]:
    """Guidance at the point of need: what helps with this topic or phase, most fitting first."""
    for found in _tries(programme, topic):
        if rows := list(found[:limit]):
            return rows
    return []


def about(programme: Programme, topic: str) -> QuerySet[Resource]:
    """What a check's `library` word, or the name of a phase, leads to. Never nothing at all."""
    *tries, last = _tries(programme, topic)
    return next((found for found in tries if found.exists()), last)


def _tries(programme: Programme, topic: str) -> list[QuerySet[Resource]]:
    """What to look for, one after the other: the topic, its words, and what helps everybody."""
    said = topic.casefold().strip()
    words = [word for word in said.split() if len(word) >= SHORT]
    looks = [topics().get(said) or [said], words, ["co-production", "involvement"]]
    return [_fitting(programme, some) for some in looks if some]


def _fitting(programme: Programme, looks: Sequence[str]) -> QuerySet[Resource]:
    """Rows that hold any of these, those with it as their topic first, real links before names."""
    anywhere = Q(pk=None)
    fit: Any = Case(When(address="", then=0), default=2, output_field=IntegerField())  # Any: a sum
    for look in looks:
        anywhere |= Q(words__contains=look) | Q(tags__contains=f" {look} ")
        fit += Case(
            When(topic__icontains=look, then=4),
            When(title__icontains=look, then=3),
            When(words__contains=look, then=1),
            default=0,
            output_field=IntegerField(),
        )
    rows = resources_of(programme).filter(standing__in=SHOWN).filter(anywhere)
    return rows.alias(fit=fit).order_by("-fit", "title", "pk")
