"""Writers stand in line: nobody is passed, nobody holds the line up for ever."""

import gc
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from django.db import DatabaseError, OperationalError, connections, transaction
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.plugin import DjangoDbBlocker

from alongside.toolbox.sqlite.queue import Queue, Ticket, queue_for

TOWN = "tried"
PATIENCE = 5.0


@pytest.fixture
def town(tmp_path: Path) -> Iterator[str]:
    """A second SQLite database of its own, under the name `TOWN`."""
    file = str(tmp_path / "town.sqlite3")
    like = connections["default"].settings_dict
    connections.settings[TOWN] = {
        **like,
        "ENGINE": "alongside.toolbox.sqlite",
        "NAME": file,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": PATIENCE},
    }
    yield file
    connections[TOWN].close()
    del connections[TOWN]
    del connections.settings[TOWN]


@pytest.fixture
def door(town: str, django_db_blocker: DjangoDbBlocker) -> Iterator[Queue]:
    with django_db_blocker.unblock():
        run("CREATE TABLE counted (n integer)")
        yield queue_for(town)


def run(sql: str, *given: int) -> list[tuple[int]]:
    with connections[TOWN].cursor() as cursor:
        return list(cursor.execute(sql, given).fetchall())


def in_thread(act: Callable[[], None]) -> threading.Thread:
    def then_close() -> None:
        try:
            act()
        finally:
            connections[TOWN].close()

    thread = threading.Thread(target=then_close)
    thread.start()
    return thread


def wait_until(length: int, queue: Queue) -> None:
    until = time.monotonic() + PATIENCE
    while len(queue) != length and time.monotonic() < until:
        time.sleep(0.002)
    assert len(queue) == length


def test_writers_are_let_in_by_turn(door: Queue) -> None:
    order: list[int] = []
    first = door.join(patience=1)

    def write(name: int) -> None:
        with transaction.atomic(using=TOWN):
            order.append(name)
            run("INSERT INTO counted VALUES (%s)", name)

    writers = []
    for name in range(6):
        writers.append(in_thread(partial(write, name)))
        wait_until(name + 2, door)
    assert first
    door.leave(first)
    for writer in writers:
        writer.join()

    assert order == list(range(6))
    assert [n for (n,) in run("SELECT n FROM counted ORDER BY rowid")] == list(range(6))


def test_nothing_is_lost_when_many_add_at_once(door: Queue) -> None:
    run("INSERT INTO counted VALUES (0)")

    def add() -> None:
        for _ in range(10):
            with transaction.atomic(using=TOWN):
                ((n,),) = run("SELECT n FROM counted")
                run("UPDATE counted SET n = %s", n + 1)

    for writer in [in_thread(add) for _ in range(8)]:
        writer.join()

    assert run("SELECT n FROM counted") == [(80,)]
    assert len(door) == 0


def test_a_transaction_within_a_transaction_does_not_wait_for_itself(door: Queue) -> None:
    with transaction.atomic(using=TOWN):
        with transaction.atomic(using=TOWN):
            run("INSERT INTO counted VALUES (1)")
        assert len(door) == 1
        with pytest.raises(ZeroDivisionError), transaction.atomic(using=TOWN):
            raise ZeroDivisionError
        assert len(door) == 1

    assert len(door) == 0


@pytest.mark.parametrize("refusal", [ZeroDivisionError, DatabaseError, KeyboardInterrupt])
def test_the_line_moves_on_after_a_failure(door: Queue, refusal: type[BaseException]) -> None:
    with pytest.raises(refusal), transaction.atomic(using=TOWN):
        raise refusal

    assert len(door) == 0
    run("INSERT INTO counted VALUES (1)")


def test_the_line_moves_on_when_the_end_is_refused(door: Queue) -> None:
    run("CREATE TABLE child (n REFERENCES parent (n) DEFERRABLE INITIALLY DEFERRED)")
    run("CREATE TABLE parent (n integer PRIMARY KEY)")

    with pytest.raises(DatabaseError), transaction.atomic(using=TOWN):
        run("INSERT INTO child VALUES (1)")

    assert len(door) == 0
    assert run("SELECT n FROM child") == []


def test_the_line_moves_on_when_a_connection_is_closed(door: Queue) -> None:
    connection = connections[TOWN]
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    assert len(door) == 1

    connection.close()

    assert len(door) == 0


def test_the_line_moves_on_when_a_thread_dies_in_a_transaction(door: Queue) -> None:
    def begin_and_vanish() -> None:
        connection = connections[TOWN]
        connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
        run("INSERT INTO counted VALUES (1)")

    thread = threading.Thread(target=begin_and_vanish)
    thread.start()
    thread.join()
    del thread
    gc.collect()

    with transaction.atomic(using=TOWN):
        run("INSERT INTO counted VALUES (2)")

    assert run("SELECT n FROM counted") == [(2,)]


def test_whoever_waits_too_long_is_told(town: str, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        connections[TOWN].settings_dict["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "timeout": 0}
        ahead = queue_for(town).join(patience=1)
        assert ahead

        with pytest.raises(OperationalError, match="our turn to write did not come"):
            transaction.atomic(using=TOWN).__enter__()

        assert len(queue_for(town)) == 1
        queue_for(town).leave(ahead)


@given(st.lists(st.booleans(), max_size=30))
def test_whatever_the_order_of_coming_and_going_the_first_has_the_turn(steps: list[bool]) -> None:
    queue = Queue()
    line: list[Ticket] = []

    for comes in steps:
        if comes and not line:
            line += filter(None, [queue.join(patience=0)])
        elif line:
            queue.leave(line.pop(0))
    assert len(queue) == len(line)
    assert all(ticket.turn.is_set() for ticket in line[:1])


def test_a_database_has_one_queue_and_another_has_another() -> None:
    assert queue_for("a.sqlite3") is queue_for("a.sqlite3")
    assert queue_for("a.sqlite3") is not queue_for("b.sqlite3")
