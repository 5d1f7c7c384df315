"""Counts the suite's earlier run into the last one's closing line, so that it speaks for both."""

import json
import os
from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

import pytest
from _pytest.terminal import TerminalReporter

TOLD: Final = ("failed", "error", "skipped", "xfailed", "xpassed")  # shown one by one
COUNTED: Final = ("passed", "deselected", "warnings")


def add_up(reporter: TerminalReporter, config: pytest.Config) -> None:
    """Add what an earlier run left, then leave the sum for a later one."""
    left = os.environ.get("ALONGSIDE_TALLY")
    if not left or hasattr(config, "workerinput"):
        return
    file = Path(left)
    earlier: dict[str, Any] = json.loads(file.read_text()) if file.exists() else {}
    for outcome, reports in earlier.get("told", {}).items():
        reporter.stats.setdefault(outcome, []).extend(_back(config, reports))
    for outcome, count in earlier.get("counted", {}).items():
        reporter.stats.setdefault(outcome, []).extend(SimpleNamespace() for _ in range(count))
    # What a report carries of its worker cannot be written down, and nobody needs it.
    file.write_text(json.dumps(_sum(reporter, config), default=lambda _: None))


def _sum(reporter: TerminalReporter, config: pytest.Config) -> dict[str, Any]:
    counted = {key: len(reporter.stats.get(key, [])) for key in COUNTED if key != "deselected"}
    told = {
        key: [
            config.hook.pytest_report_to_serializable(config=config, report=report)
            for report in reporter.stats.get(key, [])
        ]
        for key in TOLD
    }
    return {"counted": counted, "told": told}


def _back(config: pytest.Config, reports: Iterable[dict[str, Any]]) -> list[Any]:
    """Reports as pytest had them: what was a tuple is one again."""
    return [
        config.hook.pytest_report_from_serializable(
            config=config,
            data={
                key: tuple(value)
                if key in {"longrepr", "location"} and isinstance(value, list)
                else value
                for key, value in report.items()
            },
        )
        for report in reports
    ]
