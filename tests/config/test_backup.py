"""Backups, as an operator makes them and brings them back: every table and every file compared."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from alongside.toolbox.ids import uuid7

from .test_command import PATIENCE, TYPED, environment

FILL = (
    "from alongside_demo.command import fill_if_empty, command; command.set_up(); fill_if_empty()"
)
ARRIVE = """
import django; django.setup()
from django.utils.timezone import now
from alongside.foundation.files import actions
from alongside.foundation.people.models import House
from alongside.foundation.programmes.models import Programme
for programme in Programme.objects.all():
    for words in (b"What we said", b"What they said"):
        actions.receive(by=House(), programme=programme, name="a.txt", content=words, now=now())
"""
ALL_ROWS = """
import hashlib, json, django; django.setup()
from django.apps import apps
from alongside.config.backup import tables
print(json.dumps({model._meta.label_lower:
    [line.decode() for line in tables.lines(model, "default", own=False)]
    for model in tables.kept(apps)}))
"""
WRITE = """
import django, sys, time; django.setup()
from django.db import transaction
from django.utils.timezone import now
from alongside.toolbox.models import Job
print("ready", flush=True)
for n in range(100000):
    with transaction.atomic():
        Job.objects.create(kind="one", key=f"one {n}", run_at=now(), done_at=now())
        Job.objects.create(kind="other", key=f"other {n}", run_at=now(), done_at=now())
"""
pytestmark = pytest.mark.slow


def python(home: Path, source: str, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 -- ourselves
        [sys.executable, "-c", source, *words],
        cwd=home.parent,
        env=settings(home) | more,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )


def settings(home: Path) -> dict[str, str]:
    return environment(
        home.parent,
        ALONGSIDE_HOME=str(home),
        ALONGSIDE_DEMO_HOME=str(home),
        DJANGO_SETTINGS_MODULE="alongside_demo.settings",
    )


def rows(home: Path, **more: str) -> dict[str, list[str]]:
    said = python(home, ALL_ROWS, **more)
    assert said.returncode == 0, said.stderr
    return dict(json.loads(said.stdout))


def empty_place(folder: Path, keys_of: Path | None) -> Path:
    home = folder / "house"
    home.mkdir(parents=True)
    if keys_of:
        shutil.copytree(keys_of / "keys", home / "keys")
    return home


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A house people have used, with a backup of it."""
    home = tmp_path_factory.mktemp("town") / "house"
    for source, *words in (
        (TYPED, "prepare"),
        (FILL,),
        (ARRIVE,),
        (TYPED, "backup", "kept.backup"),
    ):
        done = python(home, source, *words)
        assert done.returncode == 0, done.stderr
    return home


@pytest.fixture
def backup(town: Path) -> Path:
    return town.parent / "kept.backup"


@pytest.mark.requirement("R268")
def test_every_row_and_every_file_comes_back(town: Path, backup: Path, tmp_path: Path) -> None:
    place = empty_place(tmp_path, keys_of=town)

    said = python(place, TYPED, "restore", str(backup))

    assert said.returncode == 0, said.stdout + said.stderr
    before, after = rows(town), rows(place)
    assert sum(map(len, before.values())) > 500
    assert {name: lines for name, lines in after.items() if lines != before[name]} == {}
    assert files(place) == files(town) != {}
    assert python(place, TYPED, "trail", "verify").returncode == 0
    assert "SQLite" in python(place, TYPED, "check").stdout


def files(home: Path) -> dict[str, bytes]:
    folder = home / "files"
    return {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


@pytest.mark.requirement("R268")
def test_nobody_reads_a_backup_without_the_key(town: Path, backup: Path) -> None:
    content = backup.read_bytes()

    assert backup.stat().st_mode & 0o077 == 0
    for word in (b"Amina", b"Harold", b"marrambay.example", b"people_person", b"SQLite"):
        assert word not in content


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda whole: whole[:-1], "damaged"),
        (lambda whole: whole[: len(whole) // 2], "damaged"),
        (lambda whole: whole[:5000] + bytes([whole[5000] ^ 1]) + whole[5001:], "damaged"),
        (lambda _whole: b"something else", "not a backup"),
    ],
)
def test_a_spoiled_backup_is_refused_and_nothing_is_written(
    town: Path, backup: Path, tmp_path: Path, spoil: object, says: str
) -> None:
    place = empty_place(tmp_path, keys_of=town)
    spoiled = tmp_path / "spoiled.backup"
    spoiled.write_bytes(spoil(backup.read_bytes()))  # type: ignore[operator]  # -- one of the above

    said = python(place, TYPED, "restore", str(spoiled))

    assert (said.returncode, says in said.stdout) == (1, True), said.stdout + said.stderr
    assert not (place / "alongside.sqlite3").exists()


def test_a_backup_of_another_house_is_refused(backup: Path, tmp_path: Path) -> None:
    place = empty_place(tmp_path, keys_of=None)

    said = python(place, TYPED, "restore", str(backup))

    assert said.returncode == 1
    assert "another house" in said.stdout


def test_a_place_somebody_uses_is_left_alone(town: Path, backup: Path) -> None:
    before = rows(town)

    said = python(town, TYPED, "restore", str(backup))

    assert said.returncode == 1
    assert "Use an empty one" in said.stdout
    assert rows(town) == before


def test_a_backup_made_while_people_write_holds_one_moment(town: Path, tmp_path: Path) -> None:
    """Somebody writes two rows at a time: never is there one without the other."""
    house = tmp_path / "busy" / "house"
    shutil.copytree(town, house)
    with subprocess.Popen(  # noqa: S603 -- ourselves
        [sys.executable, "-c", WRITE], env=settings(house), stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout
        assert writer.stdout.readline() == "ready\n"
        made = python(house, TYPED, "backup", "busy.backup")
        still_writing = writer.poll() is None
        writer.kill()
    place = empty_place(tmp_path / "back", keys_of=house)

    said = python(place, TYPED, "restore", str(house.parent / "busy.backup"))

    assert (made.returncode, said.returncode, still_writing) == (0, 0, True), said.stdout
    kept = [json.loads(line)["key"] for line in rows(place)["toolbox.job"]]
    one, other = ({int(key.split()[1]) for key in kept if key.startswith(f"{kind} ")}
                  for kind in ("one", "other"))  # fmt: skip
    assert one == other != set()


def test_upgrading_when_there_is_nothing_to_do_says_so(town: Path) -> None:
    said = python(town, TYPED, "upgrade")

    assert said.returncode == 0, said.stderr
    assert "Nothing was changed." in said.stdout


@pytest.fixture
def databases() -> Iterator[list[str]]:
    """The addresses of two empty databases on the PostgreSQL of this run."""
    address = os.environ["ALONGSIDE_TEST_DATABASE_URL"]
    names = [f"kept_{uuid7().hex[-12:]}" for _ in range(2)]
    with psycopg.connect(make_conninfo(address, dbname="postgres"), autocommit=True) as admin:
        for name in names:
            admin.execute(f'CREATE DATABASE "{name}"')
        yield [make_conninfo(address, dbname=name) for name in names]
        for name in names:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.mark.postgresql
@pytest.mark.django_db
def test_a_house_moves_from_sqlite_to_postgresql_and_on(
    town: Path, backup: Path, tmp_path: Path, databases: list[str]
) -> None:
    before, file = rows(town), backup
    for number, address in enumerate(databases):
        place = empty_place(tmp_path / str(number), keys_of=town)
        there = {"ALONGSIDE_DEMO_DATABASE_URL": address}

        back = python(place, TYPED, "restore", str(file), **there)
        kept = python(place, TYPED, "backup", "next.backup", **there)

        assert (back.returncode, kept.returncode) == (0, 0), back.stderr + kept.stderr
        after = rows(place, **there)
        assert {name: lines for name, lines in after.items() if lines != before[name]} == {}
        assert files(place) == files(town)
        file = place.parent / "next.backup"
