"""The lists of libraries, the commands of the Makefile, and the line that closes `make test`."""

import json
import os
import re
import subprocess
import sys
import tomllib
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NAME = re.compile(r"^([A-Za-z0-9._-]+)")
LISTS = ("run", "test")


def listed(which: str) -> str:
    return (ROOT / "requirements" / f"{which}.txt").read_text(encoding="utf-8")


def plain(name: str) -> str:
    found = NAME.match(name)
    assert found
    return re.sub(r"[-_.]+", "-", found[1]).lower()


@pytest.mark.parametrize("which", LISTS)
def test_the_lists_of_libraries_hold_no_address(which: str) -> None:
    text = listed(which)

    for word in ("://", "--index", "--extra-index", "--find-links", "--trusted", "file:/", "@ "):
        assert word not in text


@pytest.mark.parametrize("which", LISTS)
def test_every_library_is_pinned_with_its_hash(which: str) -> None:
    pinned = [line for line in listed(which).splitlines() if re.match(r"[a-z0-9]", line)]

    assert pinned
    assert all("==" in line and line.endswith("\\") for line in pinned)
    assert listed(which).count("--hash=sha256:") >= len(pinned)


def test_what_the_house_asks_for_is_in_the_lists() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {"run": project["dependencies"]}
    asked["test"] = [*asked["run"], *chain(*project["optional-dependencies"].values())]

    for which, names in asked.items():
        there = {plain(line) for line in listed(which).splitlines() if "==" in line}
        assert {plain(name) for name in names} <= there, f"run `make lock`: {which}.txt is behind"


def test_both_lists_name_the_same_versions() -> None:
    run, test = (
        dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", listed(which), re.MULTILINE)) for which in LISTS
    )

    assert {name: test.get(name) for name in run} == run


def test_continuous_integration_calls_make_test_and_nothing_else() -> None:
    lines = (ROOT / ".ci" / "run").read_text().splitlines()
    does = [line for line in lines[1:] if line and not line.startswith(("set ", "cd "))]

    assert does == ["exec make test"]


def test_make_alone_lists_every_command() -> None:
    said = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S607 -- make, wherever it is

    targets = {"run", "test", "check", "practices", "format", "lock", "wheel"}
    assert set(re.findall(r"make (\w+)", said.stdout)) >= targets


def test_the_last_line_counts_both_runs(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text(
        "from tests.hooks import tally\n"
        "def pytest_terminal_summary(terminalreporter, config):\n"
        "    tally.add_up(terminalreporter, config)\n"
    )
    (tmp_path / "test_it.py").write_text(
        "import os, pytest\n"
        "def test_a(): assert True\n"
        "def test_b(): assert os.environ['TURN'] == '2'\n"
        "def test_c(): pytest.skip('because it rains')\n"
    )

    first, last = (run_pytest(tmp_path, turn) for turn in ("1", "2"))

    assert re.search(r"1 failed, 1 passed, 1 skipped in", first)
    assert re.search(r"1 failed, 3 passed, 2 skipped in", last.splitlines()[-1])
    assert "FAILED test_it.py::test_b" in last
    assert json.loads((tmp_path / "tally.json").read_text())["counted"]["passed"] == 3


def run_pytest(folder: Path, turn: str) -> str:
    environment = {
        **os.environ,
        "TURN": turn,
        "ALONGSIDE_TALLY": str(folder / "tally.json"),
        "PYTHONPATH": str(ROOT),
    }
    quiet = ["-p", "no:django", "-p", "no:randomly", "-p", "no:cacheprovider", "-n", "2"]
    return subprocess.run(  # noqa: S603 -- ourselves
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-rfs",
            "-c",
            "/dev/null",
            "--rootdir",
            folder,
            *quiet,
            folder,
        ],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    ).stdout
