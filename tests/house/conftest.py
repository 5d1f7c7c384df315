"""The walk through the house: made once a run, read by many tests."""

import logging
from collections.abc import Iterator

import pytest
from django.db import transaction

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


@pytest.fixture(scope="session")
def walk(
    django_db_setup: None,
    django_db_blocker: "pytest_django.DjangoDbBlocker",  # noqa: F821 -- named for the reader
    listener: Listener,
) -> "crawl.Walk":  # noqa: F821 -- imported below, once the database is there
    from . import crawl

    with django_db_blocker.unblock(), transaction.atomic():
        seen = crawl.walk_through()
        transaction.set_rollback(True)
    return seen
