"""The short form of `make chaos`: a few kills on each database. And the accounts can say no."""

import random
import tempfile
from itertools import takewhile
from pathlib import Path

import pytest
from tools.postgresql import NoServerError

from . import scenarios
from .database import server
from .house import installed
from .scenarios import Ground, Outcome, act, free_ports
from .table import line

KILLS = 4
SHORT = 2.0  # seconds to wait for leases: what is still held is counted, and not judged


def the_ground(folder: Path) -> Ground:
    folder.chmod(0o755)  # PostgreSQL runs as somebody else
    held = Path(tempfile.gettempdir())
    for above in takewhile(lambda one: held in one.parents, folder.parents):
        above.chmod(0o755)
    seed = random.randrange(10**6)  # noqa: S311 -- no secret
    return Ground(folder, seed, free_ports(), installed(folder))


def kept_its_word(outcome: Outcome) -> None:
    assert outcome.is_fine, line(outcome)
    assert outcome.kills >= KILLS
    assert outcome.journal.no_answer, "nobody was in the middle of anything"
    assert outcome.journal.acknowledged >= KILLS


@pytest.mark.deep
@pytest.mark.requirement("R268")
def test_nothing_acknowledged_is_lost_or_doubled_when_the_house_is_killed(tmp_path: Path) -> None:
    ground = the_ground(tmp_path)

    outcome = act(ground, "SQLite, killed", scenarios.killed(KILLS), patience=SHORT)

    kept_its_word(outcome)


@pytest.mark.deep
@pytest.mark.requirement("R268")
def test_nothing_is_lost_or_doubled_when_parts_of_it_are_killed_on_postgresql(
    tmp_path: Path,
) -> None:
    ground = the_ground(tmp_path)
    play = scenarios.killed_in_parts(KILLS)

    try:
        with server(tmp_path / "postgresql") as ground.server:
            outcome = act(ground, "PostgreSQL, killed", play, on_postgresql=True, patience=SHORT)
    except NoServerError as reason:
        pytest.skip(f"because {reason}")

    kept_its_word(outcome)
