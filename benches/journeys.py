"""Three journeys through the running product, each by a person of their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from .client import Visitor, hidden_fields, offered_values


@dataclass(frozen=True, slots=True)
class Town:
    """Where the journeys go: addresses found in the house before."""

    slug: str
    pages: Sequence[Sequence[str]]
    offers: Sequence[str]
    gatherings: Sequence[str]

    @classmethod
    def of(cls, crowd: dict[str, Any]) -> "Town":  # Any: what JSON brought
        return cls(crowd["slug"], crowd["pages"], crowd["offers"], crowd["gatherings"])

    def path(self, name: str) -> str:
        return next(path for page, _who, path in self.pages if page == name)


def stranger(visitor: Visitor, town: Town, number: int) -> None:
    """Somebody without an account reads: the town, its projects, one, an offer, the library."""
    visitor.get(f"/{town.slug}/")
    visitor.get(town.path("Projects"))
    visitor.get(town.path("One project"))
    visitor.get(f"/{town.slug}/opportunities/")
    visitor.get(f"/{town.slug}/opportunities/{town.offers[number % len(town.offers)]}/")
    visitor.get(town.path("Library"))
    visitor.get(f"/{town.slug}/help/")


def resident(visitor: Visitor, town: Town, number: int) -> None:
    """A co-researcher looks at her week and at an offer, says yes, and sees that it is booked."""
    visitor.get("/week/")
    visitor.get(f"/{town.slug}/opportunities/")
    offer = f"/{town.slug}/opportunities/{town.offers[number % len(town.offers)]}/"
    page = visitor.get(offer).text
    answer = "no" if number // len(town.offers) % 2 else "yes"
    fields = hidden_fields(page, f"{offer}answer/")
    follow(visitor, visitor.post(f"{offer}answer/", [*fields, ("answer", answer)]).goes_to)


def facilitator(visitor: Visitor, town: Town, number: int) -> None:
    """A facilitator looks at her desk and a project, and ticks who is here at her gathering."""
    visitor.get(f"/{town.slug}/desk/")
    visitor.get(town.path("One project"))
    gathering = f"/{town.slug}/gatherings/{town.gatherings[number % len(town.gatherings)]}/"
    page = visitor.get(f"{gathering}day/").text
    boxes = offered_values(page, f"{gathering}here/", "here")
    here = [("here", box) for place, box in enumerate(boxes) if (place + number) % 3]
    fields = hidden_fields(page, f"{gathering}here/")
    follow(visitor, visitor.post(f"{gathering}here/", [*fields, *here]).goes_to)


def follow(visitor: Visitor, place: str) -> None:
    """To where the answer leads; an answer that leads nowhere was not carried out."""
    if place:
        visitor.get(place)
    else:
        visitor.troubles.append("POST led nowhere")


def numbers(first: int, step: int) -> "count[int]":
    """Each thread's own turns: no two take the same."""
    return count(first, step)
