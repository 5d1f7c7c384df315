"""Only actions write: a write with no action above it is refused, wherever a test meets it."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, Final

from .askers import askers

WRITE: Final = re.compile(
    r"\s*(?:WITH\b.*?\)\s*)?(INSERT|UPDATE|DELETE|REPLACE|TRUNCATE)\b", re.IGNORECASE | re.DOTALL
)
# The toolbox keeps a few rows of its own; each of these files writes only those.
OF_THE_TOOLBOX: Final = {
    "alongside/toolbox/jobs.py": "a job's lease and its end",
    "alongside/toolbox/kept.py": "what was typed when a session had ended",
    "alongside/toolbox/once.py": "that this form was sent already",
}


class WroteWithoutAnAction(AssertionError):  # noqa: N818 -- says what happened
    pass


def only_actions_write(
    execute: Callable[..., Any],
    sql: str,
    params: Sequence[object] | Mapping[str, object] | None,
    many: bool,  # noqa: FBT001 -- the shape Django asks of a wrapper
    context: dict[str, Any],
) -> Any:  # whatever Django's cursor answers
    if WRITE.match(sql):
        refuse_unless_allowed(sql, askers())
    return execute(sql, params, many, context)


def refuse_unless_allowed(sql: str, asked_by: Sequence[str]) -> None:
    if not asked_by or asked_by[0] in OF_THE_TOOLBOX or any(map(is_an_action, asked_by)):
        return
    raise WroteWithoutAnAction(
        f"{asked_by[0]} writes to the database, and no action stands above it. "
        f"Only actions.py may write.\n{sql}"
    )


def is_an_action(file: str) -> bool:
    path = PurePosixPath(file)
    return path.name == "actions.py" or "actions" in path.parts or "migrations" in path.parts
