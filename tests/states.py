"""Writes docs/states/*.md: a picture of every table of moves.

python -m tests.states
"""

import inspect
import os
import sys
from collections.abc import Iterator, Mapping
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parent.parent
SOURCE: Final = ROOT / "src"
STATES: Final = ROOT / "docs/states"


def tables() -> Iterator[tuple[str, Mapping[Any, Any]]]:
    """Every table of moves in every states.py, by the name of its module and its own."""
    for path in sorted((SOURCE / "alongside").rglob("states*")):
        if path.suffix != ".py" and not path.is_dir():
            continue
        module = import_module(".".join(path.relative_to(SOURCE).with_suffix("").parts))
        for name, value in inspect.getmembers(module):
            if isinstance(value, Mapping) and name.endswith("MOVES") and value:
                yield f"{module.__name__}.{name}", value


def pages() -> dict[str, str]:
    """One page for each room that has a table, by its file name."""
    found: dict[str, str] = {}
    for name, moves in tables():
        room = name.removeprefix("alongside.").rpartition(".states")[0]
        file = f"{room.replace('.', '-')}.md"
        found.setdefault(file, f"# {room.replace('.', ' / ')}\n\nMade from its `states.py`.\n")
        found[file] += _diagram(moves)
    return found


def _diagram(moves: Mapping[Any, Any]) -> str:
    kind: Any = type(next(iter(moves)))
    lines = [f"\n## {kind.__name__}\n"]
    if kind.__doc__ and kind.__doc__ != StrEnum.__doc__:
        lines.append(f"{inspect.cleandoc(kind.__doc__)}\n")
    lines += ["```mermaid", "stateDiagram-v2"]
    lines += [f"    {state.value}: {state.label}" for state in kind]
    lines += [
        f"    {start.value} --> {end.value}"
        for start in kind
        for end in sorted(moves[start], key=list(kind).index)
    ]
    return "\n".join([*lines, "```", ""])


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.test_settings")
    import django
    from django.utils import translation

    django.setup()
    STATES.mkdir(parents=True, exist_ok=True)
    with translation.override("en-gb"):
        wanted = pages()
    for old in STATES.glob("*.md"):
        if old.name not in wanted:
            old.unlink()
    for file, text in wanted.items():
        (STATES / file).write_text(text, encoding="utf-8")
    sys.stdout.write(f"wrote {len(wanted)} pages into {STATES.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
