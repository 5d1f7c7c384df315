"""One table for all: what was tried, and what came of it."""

import os
import platform
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from .scenarios import Outcome

HEAD: Final = (
    "Scenario", "Struck", "Requests", "No answer", "Refused with a page", "Asked", "Acknowledged",
    "Letters", "Lost", "Doubled", "Otherwise wrong", "Seconds",
)  # fmt: skip
BEGINS, ENDS = "<!-- the table: written by make chaos -->", "<!-- the table ends -->"
SHOWN: Final = 12


def row(outcome: Outcome) -> tuple[str, ...]:
    journal, account = outcome.journal, outcome.account
    wrong = len(account.wrong) + len(journal.unkind) + len(outcome.said)
    counts = (
        outcome.kills, journal.requests, journal.no_answer, sum(journal.seen.values()),
        len(journal.deeds), journal.acknowledged, outcome.letters, len(account.lost),
        len(account.doubled), wrong, round(outcome.seconds),
    )  # fmt: skip
    return outcome.name, *map(str, counts)


def line(told: Outcome | str) -> str:
    """One scenario, with what was wrong and what people saw."""
    if isinstance(told, str):
        return told
    counts = zip(HEAD[1:], row(told)[1:], strict=True)
    lines = [f"{told.name}: " + ", ".join(f"{name.lower()} {count}" for name, count in counts)]
    lines += [f"  saw {count} times: {page}" for page, count in told.journal.seen.most_common()]
    for what, sentences in (
        ("lost", told.account.lost),
        ("doubled", told.account.doubled),
        ("wrong", told.account.wrong),
        ("unkind", told.journal.unkind),
        ("wrong", told.said),
    ):
        lines += [f"  {what}: {sentence}" for sentence in sentences[:SHOWN]]
    return "\n".join(lines)


def as_text(told: Iterable[Outcome | str]) -> str:
    """Markdown, so that it can stand in a page."""
    tried = list(told)
    rows = [
        HEAD,
        tuple("---" for _ in HEAD),
        *(row(one) for one in tried if not isinstance(one, str)),
    ]
    lines = ["| " + " | ".join(cells) + " |" for cells in rows]
    return "\n".join([*lines, *(f"\n{one}." for one in tried if isinstance(one, str))])


def write(page: Path, told: list[Outcome | str], *, seed: int) -> None:
    """Put the table into the page, between its two marks."""
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGINS)
    after = rest.partition(ENDS)[2]
    where = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    day = f"{datetime.now(UTC):%d %B %Y}"
    words = f"{day}, {where}, seed {seed}. Command: `make chaos`.\n\n{as_text(told)}"
    page.write_text(f"{before}{BEGINS}\n{words}\n{ENDS}{after}", encoding="utf-8")
