"""Upgrades: forward from every earlier state with a town's data in it, and by small safe steps."""

import json
import re
import shutil
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation

from .test_backup import FILL, python, rows
from .test_command import TYPED

Row = dict[str, Any]
TAKES_AWAY = (
    migrations.RemoveField,
    migrations.RenameField,
    migrations.DeleteModel,
    migrations.RenameModel,
)


def loader() -> MigrationLoader:
    return MigrationLoader(None)


def ours() -> Iterator[tuple[str, str, migrations.Migration]]:
    for (app, name), migration in sorted(loader().disk_migrations.items()):
        if type(migration).__module__.startswith("alongside."):
            yield app, name, migration


def later() -> list[tuple[str, str, str]]:
    """Each migration after the first of its room: room, the one before it, its own name."""
    names: dict[str, list[str]] = {}
    for app, name, _ in ours():
        names.setdefault(app, []).append(name)
    return [(app, before, name) for app, all_ in names.items() for before, name in pairwise(all_)]


LATER = later()


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("upgrades") / "house"
    for source, *words in ((TYPED, "prepare"), (FILL,)):
        assert python(home, source, *words).returncode == 0
    return home


@pytest.fixture(scope="module")
def first(town: Path) -> dict[str, list[Row]]:
    return read(rows(town))


def brought_in(app: str, name: str) -> set[str]:
    """The columns a migration adds: before it, nothing was in them."""
    migration = loader().disk_migrations[app, name]
    added = [one for one in migration.operations if isinstance(one, migrations.AddField)]
    return {
        f"{app}.{one.model_name}.{column}"
        for one in added
        for column in (one.name, f"{one.name}_id")
    }


def new_tables(app: str, name: str) -> set[str]:
    migration = loader().disk_migrations[app, name]
    made = [one for one in migration.operations if isinstance(one, migrations.CreateModel)]
    return {f"{app}.{one.name.lower()}" for one in made}


@pytest.mark.slow
@pytest.mark.sqlite
@pytest.mark.parametrize("step", LATER, ids=[f"{a}-{n}" for a, _, n in LATER])
def test_a_house_of_each_earlier_state_is_brought_up_to_date_with_all_it_holds(
    town: Path, first: dict[str, list[Row]], tmp_path: Path, step: tuple[str, str, str]
) -> None:
    (app, before, name), place = step, tmp_path / "house"
    shutil.copytree(town, place)
    back = python(place, TYPED, "manage", "migrate", app, before)
    assert back.returncode == 0, back.stderr

    said = python(place, TYPED, "upgrade")

    assert said.returncode == 0, said.stdout + said.stderr
    assert f"{app} {name}" in said.stdout
    assert "The backup is in" in said.stdout
    assert said.stdout.index("The backup is in") < said.stdout.index(f"{app} {name}")
    assert list((place / "backups").glob("*.backup"))
    undone = re.findall(r"Unapplying (\w+)\.(\w+)", back.stdout)
    assert (app, name) in undone
    added = {column for one in undone for column in brought_in(*one)}
    made = {table for one in undone for table in new_tables(*one)}
    after = read(rows(place))
    for table, kept in first.items():
        if table in made or table in NOT_COMPARED:
            continue
        for one, other in zip(kept, after[table], strict=True):
            changed = {column for column in one if one[column] != other[column]}
            assert {f"{table}.{column}" for column in changed} <= added, (table, changed)


NOT_COMPARED = {"contenttypes.contenttype", "auth.permission"}  # Django writes these anew


def read(found: dict[str, list[str]]) -> dict[str, list[Row]]:
    return {table: [json.loads(line) for line in lines] for table, lines in found.items()}


def unsafe(steps: Sequence[Operation], *, stopped_in: str = "") -> list[str]:
    """Adding is safe. Taking away and asking for more take two releases: code first, table then.

    A migration that takes away says in `stopped_in` which release no longer used it.
    """
    said = []
    for step in steps:
        if isinstance(step, TAKES_AWAY) and not stopped_in:
            said.append(f"{step.describe()}: first leave it out of the code, for one release")
        if isinstance(step, migrations.AddField) and not _can_be_empty(step.field):
            said.append(f"{step.describe()}: the release before it cannot write this row")
    return said


def _can_be_empty(field: "models.Field[Any, Any]") -> bool:
    has_one = field.has_default() or field.has_db_default()
    return field.null or has_one or bool(field.many_to_many)


def test_no_migration_breaks_the_release_before_it() -> None:
    found = {}
    for app, name, migration in ours():
        if not migration.initial and name[:4] != "0001":
            stopped_in = str(getattr(migration, "stopped_in", ""))
            if steps := unsafe(migration.operations, stopped_in=stopped_in):
                found[f"{app}.{name}"] = steps
    assert found == {}


@pytest.mark.parametrize(
    "step",
    [
        migrations.RemoveField("person", "phone"),
        migrations.RenameField("person", "phone", "number"),
        migrations.DeleteModel("person"),
        migrations.RenameModel("person", "human"),
        migrations.AddField("person", "shoe", models.IntegerField()),
    ],
)
def test_a_step_that_would_is_named(step: Operation) -> None:
    assert len(unsafe([step])) == 1
    assert unsafe([migrations.AddField("person", "shoe", models.IntegerField(null=True))]) == []


def test_what_is_taken_away_in_a_second_release_is_allowed() -> None:
    assert unsafe([migrations.RemoveField("person", "phone")], stopped_in="0.2") == []


def test_every_earlier_state_is_tried() -> None:
    assert len(LATER) >= 10
    assert ("people", "0001_initial", "0002_forgetting") in LATER
