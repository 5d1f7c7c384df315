"""Writes docs/practices.md: each requirement, where it is met, and the tests that prove it.

python -m tests.practices
"""

import json
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parent.parent
REQUIREMENTS: Final = ROOT / "docs/requirements.json"
PRACTICES: Final = ROOT / "docs/practices.md"
Proofs = Mapping[str, Sequence[str]]

HEAD: Final = """\
# What good practice asks, and where we meet it

Made from `requirements.json` and the marks on tests: run `make practices` after either changes.
{met} of {all} requirements have at least one test that would fail without them.
"""


class Marks:
    """Collects which test carries which requirement."""

    def __init__(self) -> None:
        self.proofs: defaultdict[str, list[str]] = defaultdict(list)

    def pytest_collection_modifyitems(self, items: Sequence[pytest.Item]) -> None:
        for item in items:
            test = item.nodeid.partition("[")[0]
            for mark in item.iter_markers("requirement"):
                for requirement in mark.args:
                    if test not in self.proofs[requirement]:
                        self.proofs[requirement].append(test)


def collect() -> Proofs:
    """Look at every test of the house, run none."""
    marks = Marks()
    code = pytest.main(
        [
            "--collect-only",
            "-qq",
            "-p",
            "no:randomly",
            "-p",
            "no:cacheprovider",
            str(ROOT / "tests"),
        ],
        plugins=[marks],
    )
    if code:
        raise SystemExit("Some tests cannot be collected; see above.")
    return marks.proofs


def requirements() -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(REQUIREMENTS.read_text(encoding="utf-8"))
    return found


def written(proofs: Proofs) -> str:
    every = requirements()
    met = sum(1 for each in every if proofs.get(each["id"]))
    lines = [HEAD.format(met=met, all=len(every))]
    group = ""
    for each in every:
        if each["group"] != group:
            group = each["group"]
            lines.append(f"\n## {group}\n")
        lines.append(_entry(each, sorted(proofs.get(each["id"], []))))
    return "\n".join(lines)


def _entry(each: Mapping[str, str], tests: Sequence[str]) -> str:
    said = f"- **{each['id']}** {each['requirement']}"
    if not tests:
        return f"{said}\n  Not yet."
    rooms = sorted({_room(test) for test in tests})
    proofs = "".join(f"\n  - `{test}`" for test in tests)
    return f"{said}\n  Met in {', '.join(rooms)}:{proofs}"


def _room(test: str) -> str:
    """Say which room a test stands in: its folder is named as the room's."""
    return (
        Path(test.partition("::")[0]).parent.as_posix().removeprefix("tests/") or "the whole house"
    )


def main() -> None:
    PRACTICES.write_text(written(collect()), encoding="utf-8")
    sys.stdout.write(f"wrote {PRACTICES.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
