"""The walk through the house: made once a run, read by many tests."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from coverage import Coverage
from django.db import transaction

from . import crawl
from .nets.logs import Listener


@pytest.fixture(scope="session")
def listener() -> Iterator[Listener]:
    """Hears every log line while the house is walked through."""
    heard = Listener()
    root = logging.getLogger()
    level = root.level
    root.addHandler(heard)
    root.setLevel(logging.DEBUG)
    yield heard
    root.removeHandler(heard)
    root.setLevel(level)


@contextmanager
def uncounted() -> Iterator[None]:
    """Count no branches meanwhile: the rooms' own tests must meet them, and it is quicker."""
    counting = Coverage.current()
    if counting:
        counting.stop()
    try:
        yield
    finally:
        if counting:
            counting.start()


@pytest.fixture(scope="session")
def walk(
    django_db_setup: None,
    django_db_blocker: Any,  # Any: pytest-django's own
    listener: Listener,
) -> crawl.Walk:

    with uncounted(), django_db_blocker.unblock(), transaction.atomic():
        seen = crawl.walk_through()
        transaction.set_rollback(True)
    return seen
