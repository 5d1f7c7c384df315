"""The command `alongside`, as somebody types it in an empty folder."""

import os
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

import alongside
from alongside.config.home import lay_out
from alongside.config.prepare import compile_translations

SOURCES = Path(alongside.__file__).parent.parent
TYPED = "import sys; from alongside.config.command import main; sys.exit(main())"
PATIENCE = 300  # seconds; a busy machine is not a fault

pytestmark = pytest.mark.slow


def environment(folder: Path, **more: str) -> dict[str, str]:
    kept = {
        name: os.environ[name] for name in ("PATH", "LANG", "VIRTUAL_ENV") if name in os.environ
    }
    return {**kept, "PYTHONPATH": str(SOURCES), "HOME": str(folder), **more}


def typed(folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 -- ourselves
        [sys.executable, "-c", TYPED, *words],
        cwd=folder,
        env=environment(folder, **more),
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("house")
    done = typed(folder, "prepare")
    assert done.returncode == 0, done.stderr
    return folder


def test_help_lists_the_commands(tmp_path: Path) -> None:
    said = typed(tmp_path, "--help")

    assert said.returncode == 0
    for command in ("run", "prepare", "worker", "check", "manage"):
        assert command in said.stdout


def test_an_empty_folder_is_told_what_to_do(tmp_path: Path) -> None:
    said = typed(tmp_path, "check")

    assert said.returncode == 1
    assert "alongside prepare" in said.stdout
    assert not (tmp_path / "var").exists()


def test_prepare_makes_a_home_that_only_its_owner_reads(prepared: Path) -> None:
    home = prepared / "var"

    for part in (home, home / "keys", home / "secret"):
        assert stat.S_IMODE(part.stat().st_mode) & 0o077 == 0, part
    assert len((home / "secret").read_text()) >= 50


def test_preparing_twice_keeps_the_secret(prepared: Path) -> None:
    before = (prepared / "var" / "secret").read_text()

    assert typed(prepared, "prepare").returncode == 0

    assert (prepared / "var" / "secret").read_text() == before


def test_check_finds_nothing_to_stop_a_prepared_house(prepared: Path) -> None:
    said = typed(prepared, "check")

    assert said.returncode == 0, said.stdout
    assert "SQLite" in said.stdout
    assert "No mail server is set" in said.stdout


def test_check_stops_where_others_can_read_the_keys(prepared: Path) -> None:
    keys = prepared / "var" / "keys"
    keys.chmod(0o755)

    said = typed(prepared, "check")

    keys.chmod(0o700)
    assert said.returncode == 1
    assert f"chmod go= {keys}" in said.stdout


def test_check_stops_where_the_mail_server_is_silent(prepared: Path) -> None:
    said = typed(
        prepared, "check", ALONGSIDE_MAIL_HOST="127.0.0.1", ALONGSIDE_MAIL_PORT=str(free_port())
    )

    assert said.returncode == 1
    assert "does not answer" in said.stdout


def test_check_counts_the_steps_that_are_missing(tmp_path: Path) -> None:
    typed(tmp_path, "manage", "check", ALONGSIDE_SECRET_KEY="x" * 50)
    (tmp_path / "var").mkdir(exist_ok=True)

    said = typed(tmp_path, "check", ALONGSIDE_SECRET_KEY="x" * 50)

    assert said.returncode == 1
    assert "steps of the tables are missing" in said.stdout


def test_a_missing_secret_stops_the_start(tmp_path: Path) -> None:
    said = typed(tmp_path, "manage", "check")

    assert said.returncode != 0
    assert "ALONGSIDE_SECRET_KEY" in said.stderr


def test_the_product_has_no_list_of_people_to_be(prepared: Path) -> None:
    asked = "from alongside.config import urls; from django.conf import settings as s; "
    asked += "assert not s.DEMO; assert 'alongside_demo' not in s.INSTALLED_APPS"
    said = typed(prepared, "manage", "shell", "-c", asked, "--no-imports")

    assert said.returncode == 0, said.stderr


def test_run_serves_and_ends_politely(prepared: Path) -> None:
    port = free_port()
    house = subprocess.Popen(  # noqa: S603 -- ourselves
        [sys.executable, "-c", TYPED, "run", "--port", str(port)],
        cwd=prepared,
        env=environment(prepared),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert answers(f"http://127.0.0.1:{port}/look/") == 200
        taken = typed(prepared, "run", "--port", str(port))
    finally:
        house.terminate()
        said, _ = house.communicate(timeout=PATIENCE)

    assert house.returncode == 0, said
    assert f"http://localhost:{port}" in said
    assert taken.returncode == 1
    assert "Choose another" in taken.stdout


def answers(address: str) -> int:
    """The status of the page, once somebody answers."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(address) as page:  # noqa: S310 -- our own
                return int(page.status)
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


DIES_WHILE_WRITING = """
import os, signal, sys
from pathlib import Path
die = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
"""
CUT_OFF_EARLY = """
import alongside.config.home as home
os.fsync = die
home.lay_out(Path(sys.argv[1]))
"""
CUT_OFF_HALF_WAY = """
import babel.messages.mofile as mofile
from alongside.config.prepare import compile_translations
mofile.write_mo = lambda file, _catalogue: (file.write(b"half"), file.flush(), die())
compile_translations(Path(sys.argv[1]))
"""


def killed_while_writing(words: str, folder: Path) -> None:
    done = subprocess.run(  # noqa: S603 -- ourselves
        [sys.executable, "-c", DIES_WHILE_WRITING + words, str(folder)],
        env=environment(folder),
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode == -signal.SIGKILL


def test_a_house_killed_while_it_writes_its_secret_makes_a_whole_one_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ALONGSIDE_SECRET_KEY")  # it would need no other
    killed_while_writing(CUT_OFF_EARLY, tmp_path)
    assert not (tmp_path / "secret").exists()

    lay_out(tmp_path)

    assert len((tmp_path / "secret").read_text()) >= 50


def test_a_translation_cut_off_half_way_is_not_taken_for_a_whole_one(tmp_path: Path) -> None:
    source = tmp_path / "cy" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text('msgid ""\nmsgstr ""\n\nmsgid "Yes"\nmsgstr "Ie"\n')
    killed_while_writing(CUT_OFF_HALF_WAY, tmp_path)
    assert not source.with_suffix(".mo").exists()

    compile_translations(tmp_path)

    assert b"Ie" in source.with_suffix(".mo").read_bytes()
