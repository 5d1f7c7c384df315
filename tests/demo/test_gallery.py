"""Every component in its states: filled, empty, too long, wrong, and the other way round."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

import alongside_demo
from tests.house.nets import plain, wire
from tests.house.nets.page import read
from tests.house.nets.valid import valid

PAGES = ["/", "/form/", "/form/?wrong", "/home/", "/confirm/"]
NOES = [f"/no/{status}/" for status in (400, 403, 404, 413, 429, 500, 503)]
LINKS_OUT = "which is not there"  # the gallery's links go nowhere


@pytest.fixture(autouse=True)
def gallery(settings: LazySettings) -> None:
    templates: list[dict[str, Any]] = deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [Path(alongside_demo.__file__).parent / "templates"]
    settings.TEMPLATES = templates
    settings.ROOT_URLCONF = "alongside_demo.gallery"


def show(address: str, **headers: str) -> Any:
    return Client().get(address, headers=headers)


@pytest.mark.parametrize("address", [*PAGES, *NOES])
def test_every_part_in_every_state_is_valid(address: str) -> None:
    found = valid(read(show(address).content.decode()))

    assert [said for said in found if LINKS_OUT not in said] == []


@pytest.mark.parametrize("address", [*PAGES, *NOES])
def test_every_part_keeps_to_the_policy(address: str) -> None:
    answer = show(address, **{"sec-fetch-site": "none"})

    assert wire.unsafe(answer, read(answer.content.decode())) == []


@pytest.mark.parametrize("address", ["/form/", "/home/", "/confirm/", *NOES])
def test_a_first_page_and_a_next_one_stay_light(address: str) -> None:
    first = show(address, **{"accept-encoding": "br", "sec-fetch-site": "none"})
    later = show(address, **{"accept-encoding": "br", "sec-fetch-site": "same-origin"})

    assert wire.too_heavy(first, limit=9_000) == []
    assert wire.too_heavy(later, limit=4_000) == []


@pytest.mark.parametrize("address", NOES)
def test_every_no_is_said_in_plain_words(address: str) -> None:
    page = read(show(address).content.decode())

    assert plain.too_hard(page, [], limit=plain.CO_RESEARCHERS) == []
    assert plain.unkind(page, []) == []


def test_what_people_typed_is_shown_as_they_typed_it_and_never_as_markup() -> None:
    words = show("/form/?wrong").content.decode()

    assert "<script" not in words
    assert "&lt;script&gt;alert(1)&lt;/script&gt; مرحبا 🦀" in words
    assert words.count("x" * 10_000) == 1
    assert "<title>Error: " in words
