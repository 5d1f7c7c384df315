"""Every address of the house, found by walking the URLconf, and what to fill its gaps with."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.urls import URLPattern, URLResolver, get_resolver

from alongside.toolbox.doors import Door, door_of

Filled = Mapping[str, Mapping[str, object]]  # the state, and the gaps it fills

# For an address whose gaps no furniture fills: its name, and what to fill them with.
ARGUMENTS: Final[dict[str, Filled]] = {}


@dataclass(frozen=True, slots=True)
class Address:
    """One place in the URLconf."""

    name: str
    route: str
    gaps: frozenset[str]
    view: Callable[..., Any]

    def __str__(self) -> str:
        return self.name

    @property
    def door(self) -> Door | None:
        return door_of(self.view)

    @property
    def is_ours(self) -> bool:
        return str(self.view.__module__).startswith("alongside")

    def path(self, gaps: Mapping[str, object]) -> str:
        """Fill the gaps; `?` holds what follows the path."""
        resolver = get_resolver()
        wanted = {name: gaps[name] for name in self.gaps}
        space, _, name = self.name.rpartition(":")
        for part in space.split(":") if space else []:
            resolver = resolver.namespace_dict[part][1]
        if space:
            from django.urls import reverse

            found = reverse(self.name, kwargs=wanted)
        else:
            found = "/" + resolver.reverse(name, **wanted)
        return f"{found}?{gaps['?']}" if "?" in gaps else found


def addresses() -> list[Address]:
    return list(_walk(get_resolver().url_patterns))


def _walk(
    patterns: list[URLPattern | URLResolver],
    spaces: tuple[str, ...] = (),
    route: str = "/",
    gaps: frozenset[str] = frozenset(),
) -> Iterator[Address]:
    for each in patterns:
        here = route + str(each.pattern)
        filled = gaps | _gaps(each)
        if isinstance(each, URLResolver):
            inside = (*spaces, each.namespace) if each.namespace else spaces
            yield from _walk(each.url_patterns, inside, here, filled)
        else:
            name = ":".join([*spaces, each.name or here])
            yield Address(name, here, filled, each.callback)


def _gaps(each: URLPattern | URLResolver) -> frozenset[str]:
    regex = each.pattern.regex
    return frozenset(regex.groupindex)


class CannotFillError(LookupError):
    """No furniture fills the gaps of this address: put something of the kind into the world."""


def fill(address: Address, offered: Mapping[str, Filled], always: Mapping[str, object]) -> Filled:
    """Find the states this address can be visited in.

    The best piece of furniture fills every gap and knows the least besides.
    """
    if address.name in ARGUMENTS:
        return ARGUMENTS[address.name]
    if address.name in offered:
        return _with(offered[address.name], always)
    room = offered.get(address.name.rpartition(":")[0], {})
    if address.gaps <= set(always):
        return {"": always}
    if fitting_here := {s: g for s, g in room.items() if address.gaps <= {*g, *always}}:
        return _with(fitting_here, always)
    fitting = [
        (len(gaps), kind)
        for kind, states in offered.items()
        for gaps in states.values()
        if kind in address.gaps and address.gaps <= {*gaps, *always}
    ]
    if not fitting:
        raise CannotFillError(f"{address.name}: nothing fills {sorted(address.gaps)}")
    states = offered[min(fitting)[1]]
    return _with({s: g for s, g in states.items() if address.gaps <= {*g, *always}}, always)


def _with(states: Filled, always: Mapping[str, object]) -> Filled:
    return {state: {**always, **gaps} for state, gaps in states.items()}
