"""What can be generated is, and stays true."""

import json
import subprocess
import sys

import pytest

from tests import practices, states


def test_every_requirement_is_listed_once() -> None:
    ids = [each["id"] for each in practices.requirements()]

    assert ids == [f"R{number:03d}" for number in range(1, 334)]


@pytest.fixture(scope="module")
def collected() -> dict[str, list[str]]:
    """Collect in a process of its own: this run may hold only a part of the tests."""
    asked = "from tests import practices as p; import json; print(json.dumps(p.collect()))"
    answer = subprocess.run(  # noqa: S603 -- our own words
        [sys.executable, "-c", asked],
        cwd=practices.ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, list[str]] = json.loads(answer.stdout.strip().splitlines()[-1])
    return found


def test_every_mark_names_a_requirement(collected: dict[str, list[str]]) -> None:
    assert set(collected) <= {each["id"] for each in practices.requirements()}


def test_the_practices_are_up_to_date(collected: dict[str, list[str]]) -> None:
    kept = practices.PRACTICES.read_text(encoding="utf-8")

    assert kept == practices.written(collected), "run `make practices`"


@pytest.mark.parametrize(("file", "text"), list(states.pages().items()))
def test_a_picture_of_states_is_up_to_date(file: str, text: str) -> None:
    kept = states.STATES / file

    assert kept.exists(), "run `make practices`"
    assert kept.read_text(encoding="utf-8") == text, f"docs/states/{file}: run `make practices`"


def test_no_picture_is_left_of_a_room_that_went() -> None:
    assert {path.name for path in states.STATES.glob("*.md")} == set(states.pages())
