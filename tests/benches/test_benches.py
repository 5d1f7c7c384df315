"""The tables of `make bench` are made and hold figures. How large these are is never asserted."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from benches.client import hidden_fields, offered_values
from benches.report import Table, percentile

ROOT = Path(__file__).resolve().parent.parent.parent
QUICK = ("bytes", "scale", "load")  # pretalx needs a package index: it says so where there is none
FIGURE = re.compile(r"^[\d,.]+$")
FORM = """
<form action="/other/"><input type="hidden" name="once" value="not this"></form>
<form action="/a/here/"><input type="hidden" name="once" value="key">
<input type="checkbox" name="here" value="1"><input type="checkbox" name="here" value="2"></form>
"""


@pytest.mark.deep
def test_every_table_is_made_and_holds_figures(tmp_path: Path) -> None:
    report = tmp_path / "report.md"

    subprocess.run(  # noqa: S603 -- ourselves
        [sys.executable, "-m", "benches", *QUICK, "--quick", "--people", "200", "--to", report],
        cwd=ROOT,
        check=True,
        timeout=900,
    )

    said = report.read_text(encoding="utf-8")
    tables = said.split("\n## ")[1:]
    assert len(tables) == 4  # the load gives two
    for table in tables:
        assert "python -m benches" in table
        assert "What it does not show:\n- " in table
        assert "Not measured" in table or figures(table)
    assert str(ROOT) not in said


def figures(table: str) -> list[str]:
    rows = [line.split("|")[1:-1] for line in table.splitlines() if line.startswith("|")][2:]
    return [cell for row in rows for cell in row if FIGURE.match(cell.strip())]


def test_a_table_says_its_command_and_what_it_does_not_show() -> None:
    table = Table("scale", "Server time", ["Page", "ms"], not_shown=["the network"])
    table.rows.append(["My week", "12.3"])

    said = str(table)

    assert "`python -m benches scale`" in said
    assert "| My week | 12.3 |" in said
    assert "- the network" in said


def test_a_table_without_figures_says_why() -> None:
    assert "**Not measured: no network.**" in str(Table("x", "X", ["Page"], left_out="no network"))


def test_a_percentile_is_the_value_below_which_so_many_lie() -> None:
    assert percentile([float(number) for number in range(101)], 95) == 95
    assert percentile([7.0], 99) == 7


def test_only_the_form_that_is_sent_lends_its_fields() -> None:
    assert hidden_fields(FORM, "/a/here/") == [("once", "key")]
    assert offered_values(FORM, "/a/here/", "here") == ["1", "2"]
