"""Every address of the house, as every kind of person, in every state it can be in."""

import pytest

from alongside.toolbox.doors import Opens

from .addresses import addresses
from .crawl import ASKS_MORE_ALTHOUGH, HIDDEN, MISSING, ONLY, Walk
from .nets import logs
from .nets.logs import Listener
from .nets.queries import MOST

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.sqlite,
    pytest.mark.xdist_group("house"),
]
SHOWN = 25


def nothing(walk: Walk, net: str) -> None:
    found = walk.report(net)
    more = f"\n… and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    assert not found, f"{len(found)} findings\n" + "\n".join(found[:SHOWN]) + more


def test_every_address_says_to_whom_it_opens_and_why() -> None:
    silent = [a.name for a in addresses() if a.is_ours and a.door is None]
    unsaid = [
        a.name
        for a in addresses()
        if a.is_ours and a.door and a.door.opens == Opens.ANYONE and len(a.door.why) < 10
    ]

    assert silent == []
    assert unsaid == []


def test_every_address_was_visited(walk: Walk, capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print(f"\n{walk.summary()}")  # noqa: T201 -- the count is meant to be read

    assert list(walk.unvisited.values()) == []
    assert {place.address for place in walk.answers} == {a.name for a in walk.addresses}


def test_every_door_opens_to_those_it_names_and_to_nobody_else(walk: Walk) -> None:
    nothing(walk, "answers")


def test_nobody_reads_what_is_not_theirs_to_read(walk: Walk) -> None:
    nothing(walk, "leaks")


def test_looking_changes_nothing(walk: Walk) -> None:
    nothing(walk, "writes")


def test_a_no_comes_with_a_sentence_and_a_way_on(walk: Walk) -> None:
    nothing(walk, "kind")


def test_no_form_breaks_whatever_is_typed_into_it(walk: Walk) -> None:
    nothing(walk, "forms")


def test_every_page_is_valid(walk: Walk) -> None:
    nothing(walk, "valid")


def test_every_page_can_be_read_by_the_people_it_is_for(walk: Walk) -> None:
    nothing(walk, "hard")


def test_every_sentence_is_short_and_kind(walk: Walk) -> None:
    nothing(walk, "unkind")


def test_every_sentence_can_be_translated(walk: Walk) -> None:
    nothing(walk, "untranslated")


def test_every_page_asks_the_database_few_questions(walk: Walk) -> None:
    nothing(walk, "queries")


@pytest.mark.skipif(ONLY != ("",), reason="a walk through one room meets not all of them")
def test_every_exception_is_still_needed(walk: Walk) -> None:
    asks_more = {name for name, count in walk.counts.items() if count > MOST}
    hidden = {
        (place.address, place.state)
        for place, status in walk.answers.items()
        if status == MISSING and place.method == "GET"
    }

    assert set(ASKS_MORE_ALTHOUGH) == asks_more
    assert set(HIDDEN) <= hidden


def test_no_list_asks_more_when_there_is_more(walk: Walk) -> None:
    nothing(walk, "grown")


def test_the_first_page_of_a_visit_fits_one_window(walk: Walk) -> None:
    nothing(walk, "first visit")


def test_the_next_pages_are_light(walk: Walk) -> None:
    nothing(walk, "next pages")


def test_every_page_is_sent_small(walk: Walk) -> None:
    nothing(walk, "uncompressed")


def test_every_answer_carries_the_strict_policy(walk: Walk) -> None:
    nothing(walk, "unsafe")


def test_no_log_line_of_the_walk_names_anybody(walk: Walk, listener: Listener) -> None:
    assert logs.personal(listener.lines, walk.personal) == []
