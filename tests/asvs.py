"""Writes docs/security/asvs.md: what OWASP's ASVS 5.0.0 asks, where we meet it, and what shows it.

python -m tests.asvs
"""

import ast
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parent.parent
TABLE: Final = ROOT / "docs/security/asvs.toml"
PAGE: Final = ROOT / "docs/security/asvs.md"
MET, NOT_YET, NOT_FOR_US = "met", "not yet", "not for us"
OURS: Final = "12"  # the levels we look at

HEAD: Final = """\
# Security, line by line

OWASP's Application Security Verification Standard, version 5.0.0, levels 1 and 2: {all} \
requirements in 17 chapters. The words are ours; the numbers lead to theirs. Made from \
`asvs.toml`: change that, then run `make practices`.

| | level 1 | level 2 | together |
| --- | --- | --- | --- |
{counts}

*Met* names a test that fails when it is broken, or the place where it is so. *Not for us* says \
why. We looked at ourselves; nobody from outside has. What could not be looked at is said in \
[SECURITY.md](../../SECURITY.md).
"""


def table() -> dict[str, Any]:  # Any: what TOML holds
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def levels(given: dict[str, Any]) -> dict[str, str]:
    """Every requirement of the standard with its level."""
    return {
        f"{section}.{place}": level
        for section, said in given["levels"].items()
        for place, level in enumerate(said, 1)
    }


def written(given: dict[str, Any]) -> str:
    level_of = levels(given)
    counts = Counter(
        (each["status"], level_of[number]) for each in given["said"] for number in each["numbers"]
    )
    rows = [
        f"| {status} | {counts[status, '1']} | {counts[status, '2']} "
        f"| {counts[status, '1'] + counts[status, '2']} |"
        for status in (MET, NOT_YET, NOT_FOR_US)
    ]
    lines = [HEAD.format(all=sum(counts.values()), counts="\n".join(rows))]
    for chapter, name in given["chapters"].items():
        lines.append(f"\n## {chapter}. {name}\n")
        lines += [
            _entry(each, level_of)
            for each in given["said"]
            if each["numbers"][0].partition(".")[0] == chapter
        ]
    return "\n".join(lines) + "\n"


def _entry(each: dict[str, Any], level_of: dict[str, str]) -> str:
    numbers = ", ".join(f"{number} (level {level_of[number]})" for number in each["numbers"])
    shown = [f"`{test}`" for test in each.get("tests", [])]
    shown += [f"[{place}](../../{place})" for place in each.get("at", [])]
    asks = each["asks"][0].upper() + each["asks"][1:]
    head = f"- **{each['status'].capitalize()}.** {asks}. *{numbers}*\n  {each['why']}"
    return "\n".join([head, *(f"  - {one}" for one in shown)])


@cache
def tests_in(path: Path) -> frozenset[str]:
    """The names of the tests a file holds, read and not run."""
    return frozenset(_functions(ast.parse(path.read_text(encoding="utf-8"))))


def _functions(tree: ast.Module) -> Iterator[str]:
    yield from (
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    )


def missing(tests: Sequence[str]) -> list[str]:
    """Those of the named tests that are not there."""
    gone = []
    for named in tests:
        file, _two, name = named.partition("::")
        path = ROOT / file
        if not path.is_file() or name not in tests_in(path):
            gone.append(named)
    return gone


def main() -> None:
    PAGE.write_text(written(table()), encoding="utf-8")
    sys.stdout.write(f"wrote {PAGE.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
