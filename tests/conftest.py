"""The ground every test stands on."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from _pytest.terminal import TerminalReporter
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.test import TransactionTestCase
from hypothesis import HealthCheck, settings

from tests.hooks import lengths, network, tables, tally
from tests.hooks.databases import Template, take_template
from tests.hooks.together import at_once as do_at_once
from tests.hooks.walls import walls_hold
from tests.hooks.writes import only_actions_write

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # playwright keeps a loop running

settings.register_profile(
    "quick",
    max_examples=25,
    deadline=None,  # a database test is not slow because it is wrong
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
settings.register_profile("ci", settings.get_profile("quick"), max_examples=100)
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") == "true" else "quick")
)

BROWSER = os.environ.get("ALONGSIDE_BROWSER") or shutil.which("chromium")
ON_POSTGRESQL = bool(os.environ.get("ALONGSIDE_TEST_DATABASE_URL"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if ON_POSTGRESQL:
        config.hook.pytest_deselected(items=[item for item in items if not _differs(item)])
        items[:] = [item for item in items if _differs(item)]
    no_race = pytest.mark.skip(reason="because this run is on SQLite, which lets one write at once")
    why = os.environ.get("ALONGSIDE_NO_BROWSER", "there is no Chromium on this machine")
    no_browser = pytest.mark.skip(reason=f"because {why}")
    for item in items:
        if item.get_closest_marker("postgresql") and not ON_POSTGRESQL:
            item.add_marker(no_race)
        if item.get_closest_marker("browser") and not BROWSER:
            item.add_marker(no_browser)


def _differs(item: pytest.Item) -> bool:
    """Whether a test could end otherwise on another database: the rest is tried on SQLite once."""
    return bool(item.get_closest_marker("django_db") and not item.get_closest_marker("sqlite"))


def pytest_terminal_summary(terminalreporter: TerminalReporter, config: pytest.Config) -> None:
    tally.add_up(terminalreporter, config)


@pytest.fixture(autouse=True, scope="session")
def _network_is_shut() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        network.shut(patch)
        yield


@pytest.fixture(autouse=True, scope="session")
def _columns_keep_their_lengths() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        lengths.refuse_what_is_too_long(patch)
        yield


@pytest.fixture(autouse=True, scope="session")
def _every_query_is_watched() -> Iterator[None]:
    """On every connection, also those of the live server's threads."""
    for made in connections.all(initialized_only=True):
        watch(connection=made)
    connection_created.connect(watch)
    yield
    connection_created.disconnect(watch)


def watch(*, connection: BaseDatabaseWrapper, **_: Any) -> None:  # Any: what the signal brings
    for hook in (only_actions_write, walls_hold):
        if hook not in connection.execute_wrappers:
            connection.execute_wrappers.append(hook)


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest, django_db_modify_db_settings: None) -> bool:
    """Whether the tables are there already: asked for, or left by an earlier run."""
    if request.config.getvalue("reuse_db") or connections["default"].vendor != "sqlite":
        return bool(request.config.getvalue("reuse_db"))
    return tables.take(to=Path(connections["default"].settings_dict["TEST"]["NAME"]))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:  # Any: pytest-django's
    if connections["default"].vendor == "sqlite":
        with django_db_blocker.unblock():
            tables.keep()


@pytest.fixture(scope="session")
def database_template(
    django_db_setup: None,
    django_db_blocker: Any,  # Any: pytest-django's own
) -> Iterator[Template]:
    """What the migrations left. After `transaction=True` the database is copied from it.

    Django would empty every table instead, and the trail refuses to be emptied.
    """
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        template = take_template()
        put_back = lambda _case: template.put_back()  # noqa: E731 -- one line says it
        patch.setattr(TransactionTestCase, "_fixture_teardown", put_back)
        yield template
        template.throw_away()


@pytest.fixture(autouse=True)
def _reset_from_template(request: pytest.FixtureRequest) -> None:
    if needs_reset(request):
        request.getfixturevalue("database_template")


def needs_reset(request: pytest.FixtureRequest) -> bool:
    marker = request.node.get_closest_marker("django_db")
    asked = {"transactional_db", "live_server"} & set(request.fixturenames)
    return bool(asked or (marker and marker.kwargs.get("transaction")))


@pytest.fixture
def at_once(transactional_db: None) -> Callable[..., list[Any]]:  # Any: what each act answers
    """Do several things at the same moment, each on its own connection."""
    return do_at_once


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium; nothing is downloaded."""
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    return {**browser_type_launch_args, "executable_path": BROWSER, "args": quiet}
