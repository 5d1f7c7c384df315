"""The database is put back after tests that commit, though the trail refuses to be emptied."""

import threading
import urllib.request
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.utils.timezone import now
from pytest_django.live_server_helper import LiveServer

from alongside.foundation.programmes.models import Programme
from alongside.foundation.trail.models import Entry
from alongside.toolbox.ids import uuid7


def an_entry() -> Entry:
    return Entry.objects.create(id=uuid7(), at=now(), key="tried")


def a_programme(slug: str) -> Programme:
    return Programme.objects.create(
        slug=slug, name="Marram Bay", place="Here", started_on=date(2026, 1, 5)
    )


@pytest.mark.parametrize("turn", [1, 2])
@pytest.mark.django_db(transaction=True)
def test_each_turn_starts_from_an_empty_trail(turn: int) -> None:
    assert not Entry.objects.exists()

    an_entry()

    with pytest.raises(DatabaseError):
        Entry.objects.all().delete()
    assert Entry.objects.count() == 1


@pytest.mark.django_db
def test_a_test_that_rolls_back_starts_from_an_empty_trail_too() -> None:
    assert not Entry.objects.exists()
    an_entry()


def test_several_people_write_at_once(at_once: Callable[..., list[Any]]) -> None:
    def act(name: str) -> Callable[[], str]:
        return lambda: a_programme(name).slug

    came_back = at_once([act(f"town-{n}") for n in range(5)])

    assert came_back == [f"town-{n}" for n in range(5)]
    assert Programme.objects.count() == 5


def test_one_name_can_be_taken_once(at_once: Callable[..., list[Any]]) -> None:
    came_back = at_once([lambda: a_programme("same").slug] * 4)

    assert came_back.count("same") == 1
    assert Programme.objects.count() == 1


def test_a_live_server_answers_from_its_own_connection(live_server: LiveServer) -> None:
    a_programme("marram-bay")

    with pytest.raises(urllib.error.HTTPError) as answer:
        urllib.request.urlopen(f"{live_server.url}/no-such-town/library/")  # noqa: S310 -- our own

    assert answer.value.code == 404
    answer.value.close()


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_second_connection_sees_only_what_was_committed() -> None:
    seen: list[int] = []

    def look() -> None:
        seen.append(Programme.objects.count())
        connection.close()

    a_programme("marram-bay")
    thread = threading.Thread(target=look)
    thread.start()
    thread.join()

    assert seen == [1]
