"""Who a page opens to, said beside the view. A view that says nothing opens to nobody."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from django.http import HttpResponseBase

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


class Opens(StrEnum):
    ANYONE = "anyone"  # no account needed
    SIGNED_IN = "signed in"  # any person, across programmes: their own things
    MEMBERS = "members"  # people of the programme in the address
    ROLES = "roles"  # people who hold one of these roles in it


@dataclass(frozen=True, slots=True)
class Door:
    opens: Opens
    roles: frozenset[str] = frozenset()
    why: str = ""


def _hang(door: Door) -> Callable[[View], View]:
    def on(view: View) -> View:
        view.door = door  # type: ignore[attr-defined]  # -- functions take attributes
        return view

    return on


def anyone(why: str) -> Callable[[View], View]:
    """Opens without an account; `why` says why that is right."""
    return _hang(Door(Opens.ANYONE, why=why))


signed_in = _hang(Door(Opens.SIGNED_IN))
members = _hang(Door(Opens.MEMBERS))


def roles(*names: str) -> Callable[[View], View]:
    """Opens to people who hold one of these roles in the programme of the address."""
    return _hang(Door(Opens.ROLES, roles=frozenset(names)))


def door_of(view: Callable[..., Any]) -> Door | None:
    found = getattr(view, "door", None)
    return found if isinstance(found, Door) else None
