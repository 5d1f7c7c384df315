"""The hook that refuses a write with no action above it."""

from datetime import date

import pytest
from django.db import transaction
from django.test import Client
from django.utils.timezone import now

from alongside.foundation.programmes.models import Programme
from alongside.toolbox.jobs import enqueue

from .askers import HOUSE
from .pretend import in_file
from .writes import WroteWithoutAnAction

pytestmark = pytest.mark.django_db

WRITES = """
def act():
    return row.save()
"""
CALLS = """
def act():
    return call()
"""


def a_programme() -> Programme:
    return Programme(
        slug="marram-bay", name="Marram Bay", place="Here", started_on=date(2026, 1, 5)
    )


@pytest.mark.parametrize(
    "file",
    ["pages/week/views.py", "foundation/tasks/queries.py", "phases/analysis/rules.py"],
)
def test_a_write_outside_actions_is_refused(file: str) -> None:
    with pytest.raises(WroteWithoutAnAction, match=file), transaction.atomic():
        in_file(file, WRITES, row=a_programme())

    assert not Programme.objects.exists()


@pytest.mark.parametrize("verb", ["update(name='Other')", "delete()"])
def test_a_change_and_a_removal_are_writes_too(verb: str) -> None:
    a_programme().save()
    sinner = f"def act():\n    return rows.{verb}"

    with pytest.raises(WroteWithoutAnAction):
        in_file("pages/desk/views.py", sinner, rows=Programme.objects.all())


@pytest.mark.parametrize("file", ["foundation/tasks/actions.py", "foundation/tasks/actions/do.py"])
def test_an_action_may_write(file: str) -> None:
    in_file(file, WRITES, row=a_programme())

    assert Programme.objects.count() == 1


def test_what_an_action_calls_may_write() -> None:
    helper = "def inner():\n    row.save()\n"
    space = {"row": a_programme()}
    exec(compile(helper, f"{HOUSE}/toolbox/ledger.py", "exec"), space)  # noqa: S102 -- as in pretend

    in_file("foundation/tasks/actions.py", CALLS, call=space["inner"])

    assert Programme.objects.count() == 1


def test_reading_is_not_writing() -> None:
    reads = "def act():\n    return rows.select_for_update().count()"

    assert in_file("pages/desk/views.py", reads, rows=Programme.objects.all()) == 0


def test_a_test_may_write_to_set_the_stage() -> None:
    a_programme().save()

    assert Programme.objects.count() == 1


def test_the_toolbox_keeps_its_own_rows() -> None:
    enqueue("nothing", key="once", now=now(), arguments={})


def test_libraries_keep_their_own_rows(client: Client) -> None:
    client.session.save()
