"""Code that says it stands in a file of the product, so that a hook can be shown a sinner."""

from typing import Any

from .askers import HOUSE


def in_file(name: str, source: str, **known: Any) -> Any:  # Any: whatever the source answers
    """Run `source`, whose last word is a function `act`, as if it stood in this file."""
    space: dict[str, Any] = dict(known)
    exec(compile(source, f"{HOUSE}/{name}", "exec"), space)  # noqa: S102 -- our own words, above
    return space["act"]()
