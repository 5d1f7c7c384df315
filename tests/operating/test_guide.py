"""The guide for operators is true: every setting is in it, and systemd reads its units."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from alongside.config.settings import ALLOWED_HOSTS as HOSTS
from alongside.config.settings import LARGEST_FILE

from .proxy import GUIDE

SOURCES = GUIDE.parents[1] / "src" / "alongside" / "config"
ASKED = re.compile(r'"(ALONGSIDE_(?!TEST_)[A-Z_]+)"')
ROW = re.compile(r"^\| `(ALONGSIDE_[A-Z_]+)` \| (.+?) \|", re.MULTILINE)
UNITS = sorted(GUIDE.glob("alongside*.service")) + sorted(GUIDE.glob("alongside*.timer"))
ANALYZE = shutil.which("systemd-analyze")
with_systemd = pytest.mark.skipif(ANALYZE is None, reason="because systemd is not installed")
MOST_EXPOSED = 20  # tenths, on systemd's own scale, where 100 is a program with every freedom


def settings_asked_for() -> dict[str, str]:
    """Each setting the program reads, with the plain default beside it, if it has one."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES.glob("*.py"))
    defaults = dict(re.findall(r'"(ALONGSIDE_[A-Z_]+)", (?:default=)?"?([\w./@:-]+)"?\)', text))
    return {name: defaults.get(name, "") for name in ASKED.findall(text)}


def test_every_setting_is_in_the_table_and_no_other() -> None:
    page = (GUIDE / "one-machine.md").read_text(encoding="utf-8")

    assert {name for name, _default in ROW.findall(page)} == set(settings_asked_for())


def test_the_table_names_the_defaults_of_the_program() -> None:
    rows = dict(ROW.findall((GUIDE / "one-machine.md").read_text(encoding="utf-8")))
    said = {name: cell.strip("`") for name, cell in rows.items() if re.fullmatch("`[^`]+`", cell)}
    asked = settings_asked_for()

    assert said.pop("ALONGSIDE_LARGEST_FILE") == str(LARGEST_FILE)
    assert said.pop("ALONGSIDE_HOSTS") == ",".join(HOSTS)
    assert {name: asked[name].casefold() for name in said} == {
        name: default.casefold() for name, default in said.items()
    }
    assert {"ALONGSIDE_HTTPS", "ALONGSIDE_MAIL_PORT", "ALONGSIDE_TIME_ZONE"} <= set(said)


def test_every_setting_written_anywhere_in_the_guide_is_one() -> None:
    known = set(settings_asked_for())

    for page in [*GUIDE.glob("*.md"), *GUIDE.glob("*.env")]:
        named = set(re.findall(r"ALONGSIDE_[A-Z]+(?:_[A-Z]+)*", page.read_text(encoding="utf-8")))
        assert named <= known, page.name


def test_nginx_lets_through_four_times_the_largest_file() -> None:
    text = (GUIDE / "nginx.conf").read_text(encoding="utf-8")
    limit = re.search(r"client_max_body_size (\d+)m;", text)

    assert limit
    assert 4 * LARGEST_FILE < int(limit[1]) * 1024 * 1024 < 4 * LARGEST_FILE + 2 * 1024 * 1024


@with_systemd
def test_systemd_finds_nothing_wrong_with_the_units(tmp_path: Path) -> None:
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8").replace("/opt/alongside/bin/alongside", "/bin/true")
        (tmp_path / unit.name.replace("@.", "@1.")).write_text(text, encoding="utf-8")
    command = [ANALYZE or "", "verify", "--man=no", *map(str, sorted(tmp_path.iterdir()))]

    found = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 -- systemd's own check

    assert len(UNITS) == 4
    ours = [line for line in (found.stdout + found.stderr).splitlines() if "alongside" in line]
    assert ours == []


@with_systemd
@pytest.mark.parametrize("unit", [unit for unit in UNITS if unit.suffix == ".service"], ids=str)
def test_the_programs_get_little_freedom(unit: Path) -> None:
    command = [ANALYZE or "", "security", "--offline=yes", f"--threshold={MOST_EXPOSED}", str(unit)]

    found = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 -- as above

    assert found.returncode == 0, found.stdout[-300:]
