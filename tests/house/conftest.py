"""The walk through the house: made once a run, read by many tests."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
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


@pytest.fixture(scope="session")
def walk(
    django_db_setup: None,
    django_db_blocker: Any,  # Any: pytest-django's own
    listener: Listener,
) -> crawl.Walk:

    with django_db_blocker.unblock(), transaction.atomic():
        seen = crawl.walk_through()
        transaction.set_rollback(True)
    return seen
