"""The short form of `make hostile`: ordinary visitors still get their pages, every one of them."""

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from alongside.config.gate import GRACE
from alongside.toolbox import arrivals

from . import attacks, bombs
from .house import House, running
from .table import Row, suffer
from .visitors import Visits, ten_visitors

pytestmark = [
    pytest.mark.deep,
    pytest.mark.xdist_group("hostile"),
    pytest.mark.skipif(sys.platform != "linux", reason="because only Linux counts memory in /proc"),
]
LONGER_THAN_PATIENCE = GRACE + 12
BOUND = 20.0  # seconds for one page: generous, since tests run beside one another
MOST_MEMORY = 700  # megabytes
MOST_ON_DISK = 300  # thirty readers, each with one answer of 8 MB that waits for it
Held = Callable[[House, float], str]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with running(tmp_path_factory.mktemp("hostile")) as found:
        yield found


def check(visits: Visits, house: House) -> None:
    assert visits.seconds
    assert visits.troubles == []
    assert visits.at(1) < BOUND
    assert visits.memory < MOST_MEMORY
    assert visits.on_disk < MOST_ON_DISK
    assert house.files_left() == []


def short(house: House, act: Held) -> str:
    row: Row = suffer(house, attacks.Attack("", act), 1)
    check(row.visits, house)
    return row.said


@pytest.mark.parametrize(
    ("held", "shut"),
    [
        (
            [attacks.half_headers, attacks.half_bodies, attacks.idle],
            ["400 of 400", "400 of 400", "100 of 100"],
        ),
        ([attacks.dripped_headers, attacks.dripped_bodies], ["100 of 100", "100 of 100"]),
        ([attacks.readers_that_do_not_read], ["30 of 30"]),
    ],
    ids=["silent", "slow", "readers"],
)
def test_who_holds_a_door_open_is_sent_away_and_nobody_else_notices(
    house: House, held: list[Held], shut: list[str]
) -> None:
    with ten_visitors(house) as visits, ThreadPoolExecutor(len(held)) as acting:
        said = [*acting.map(lambda act: act(house, LONGER_THAN_PATIENCE), held)]

    check(visits, house)
    assert [one.partition(" were")[0] for one in said] == shut


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (attacks.ten_thousand_fields, "413 our page"),
        (attacks.ten_thousand_parts, "413 our page"),
        (attacks.deep_json, "403 our page"),
        (attacks.large_field, "413 our page"),
        (attacks.many_parameters, "2 × 413 our page"),
        (attacks.long_headers, "2 × 431 our page"),
        (attacks.upload_of_five_gigabytes, "refused at once, 413 our page"),
        (attacks.upload_that_asks_first, "refused at once, 413 our page"),
        (attacks.null_bytes, "5 × 400 our page"),
        (attacks.smuggled, "0 of 24 hidden requests were answered"),
        (attacks.pipelined, "1000 of 1000 were answered, one after another"),
    ],
)
def test_too_much_and_crooked_things_get_a_page_that_says_so(
    house: House, act: Held, said: str
) -> None:
    assert short(house, act) == said


@pytest.mark.parametrize("act", [attacks.broken_letters, attacks.crooked_heads])
def test_nothing_crooked_breaks_the_house(house: House, act: Held) -> None:
    said = short(house, act)

    assert "× 5" not in said
    assert "bare" not in said


@pytest.mark.parametrize(
    "act",
    [attacks.endless_chunk_line, attacks.endless_trailer, attacks.upload_without_a_length],
)
def test_what_has_no_end_is_refused_with_a_page(house: House, act: Held) -> None:
    said = short(house, act)

    assert said.startswith("refused")
    assert said.endswith("our page")


def test_bombs_are_refused_with_a_sentence_beside_the_box(house: House) -> None:
    zips = short(house, bombs.send_zip_bombs)
    pixels = short(house, bombs.send_pixel_bombs)

    for count, sentence in ((3, "BURSTS"), (1, "NOT_ON_LIST"), (1, "BROKEN")):
        assert f"{count} × {getattr(arrivals, sentence)}" in zips
    assert str(arrivals.TOO_MANY_DOTS) in pixels
    assert bombs.TAKEN not in zips + pixels


def test_ten_large_pictures_at_once_are_drawn_within_the_memory_there_is(house: House) -> None:
    assert short(house, bombs.send_large_pictures) == "10 × taken"


def test_a_file_that_is_too_large_is_told_beside_the_box_and_a_larger_one_by_a_page(
    house: House,
) -> None:
    assert "too big: 31 megabytes" in short(house, bombs.send_too_large_a_file)
    assert short(house, bombs.send_a_far_too_large_file).startswith("HTTP/1.1 413")
