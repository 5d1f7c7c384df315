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


MUST_WORDS = (
    "R001 R002 R003 R004 R005 R006 R008 R009 R010 R011 R012 R022 R023 R029 R030 R038 R039 R042 "
    "R049 R052 R074 R077 R078 R079 R080 R081 R082 R084 R094 R116 R117 R118 R120 R127 R128 R131 "
    "R137 R145 R147 R148 R150 R151 R152 R153 R168 R169 R180 R236 R252 R275 R276 R277 R280 R281 "
    "R285 R288 R294 R296 R299 R306 R313 R326 R331"
)
MUST = frozenset(MUST_WORDS.split())


def test_what_this_house_promised_first_is_proven(collected: dict[str, list[str]]) -> None:
    assert sorted(MUST - set(collected)) == []
