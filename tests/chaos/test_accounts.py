"""The accounts of `make chaos` can say no: each kind of loss is told by its name."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from . import accounts
from .journal import Deed, Journal
from .mail import Letter, Post
from .town import email_of

SAID, ANSWERED, HOURS, FILE = (f"mark{number:032x}" for number in range(1, 5))
OFFER, TITLE = "an-offer", "Read with us, number 1."
Facts = dict[str, Any]  # Any: what JSON carries


def move(out_of: str, into: str, amount: int, **more: str) -> Facts:
    kept = {"who": "Amina", "week": "2030-06-03", "about": "", "mark": "", "kind": "activity"}
    return kept | more | {"out_of": out_of, "into": into, "amount": amount}


def notice(mark: str, **more: Any) -> Facts:
    return {"who": "Amina", "key": "x", "mark": mark, "delivery": "told", "asked": False} | more


def a_journal() -> Journal:
    deeds = [
        Deed("said", "Amina", SAID),
        Deed("answered", "Farah", ANSWERED, about=SAID),
        Deed("hours", "Amina", HOURS, amount=30),
        Deed("file", "Amina", FILE, digest="abc"),
        Deed("yes", "Amina", f"mark{9:032x}", about=OFFER),
    ]
    for deed in deeds:
        deed.acknowledged = "/there/"
    return Journal(deeds)


def the_facts() -> Facts:
    return {
        "said": {SAID: 1},
        "answered": {ANSWERED: 1},
        "files": {FILE: [["abc", "abc"]]},
        "hours": [
            move("programme", "free", 420),
            move("free", "done", 30, about="h", mark=HOURS),
            move("free", "booked", 75, about=OFFER),
        ],
        "answers": [
            {"who": "Amina", "offer": OFFER, "title": TITLE, "places": 1, "standing": "has_place"}
        ],
        "notices": [notice(ANSWERED), notice(TITLE)],
        "jobs": {"done": 2, "due": 0, "leased": 0, "given_up": [], "tried_again": 0},
        "trail": {"written": {"said 1": 1}, "expected": ["said 1"], "entries": 1, "sealed": 1},
        "unsound": [],
    }


def the_post() -> Post:
    post = Post(port=0)
    to = email_of("Amina")
    post.letters = [Letter(to, f"You asked. {ANSWERED}."), Letter(to, TITLE)]
    return post


def test_a_house_that_kept_its_word_is_told_so() -> None:
    found = accounts.settle(a_journal(), the_facts(), the_post())

    assert found.is_fine, found


LOSSES: dict[str, tuple[Callable[[Facts], object], str]] = {
    "words lost": (lambda f: f["said"].clear(), "lost"),
    "words twice": (lambda f: f["said"].update({SAID: 2}), "doubled"),
    "an answer lost": (lambda f: f["answered"].clear(), "lost"),
    "hours lost": (lambda f: f["hours"].pop(1), "lost"),
    "hours twice": (lambda f: f["hours"].append(f["hours"][1]), "doubled"),
    "other hours": (lambda f: f["hours"][1].update(amount=45), "wrong"),
    "a week opened twice": (lambda f: f["hours"].append(f["hours"][0]), "wrong"),
    "a place without its time": (lambda f: f["hours"].pop(2), "wrong"),
    "time booked twice": (lambda f: f["hours"].append(f["hours"][2]), "wrong"),
    "a file lost": (lambda f: f["files"].clear(), "lost"),
    "a file twice": (lambda f: f["files"][FILE].append(["abc", "abc"]), "doubled"),
    "a torn file": (lambda f: f["files"].update({FILE: [["abc", "xyz"]]}), "wrong"),
    "a yes lost": (lambda f: f["answers"][0].update(standing="no"), "lost"),
    "too many places": (lambda f: f["answers"][0].update(places=0), "wrong"),
    "a notice lost": (lambda f: f["notices"].pop(), "lost"),
    "a notice twice": (lambda f: f["notices"].append(notice(ANSWERED)), "doubled"),
    "a notice left lying": (lambda f: f["notices"][0].update(delivery="waiting"), "lost"),
    "nobody asked to tell": (lambda f: f["notices"][0].update(delivery="not_told"), "lost"),
    "a job given up": (lambda f: f["jobs"]["given_up"].append(["x", "Error"]), "wrong"),
    "an entry missing": (lambda f: f["trail"]["written"].clear(), "wrong"),
    "an entry twice": (lambda f: f["trail"]["written"].update({"said 1": 2}), "wrong"),
    "a damaged table": (lambda f: f["unsound"].append("row 3 missing from index"), "wrong"),
}


@pytest.mark.parametrize("loss", LOSSES)
def test_every_kind_of_loss_is_told_by_its_name(loss: str) -> None:
    facts = deepcopy(the_facts())
    spoil, kind = LOSSES[loss]
    spoil(facts)

    found = accounts.settle(a_journal(), facts, the_post())

    assert getattr(found, kind), found


def test_a_letter_sent_twice_or_never_is_told() -> None:
    twice, never = the_post(), the_post()
    twice.letters.append(twice.letters[0])
    never.letters.pop(0)

    assert accounts.settle(a_journal(), the_facts(), twice).doubled
    assert accounts.settle(a_journal(), the_facts(), never).lost


def test_what_was_never_acknowledged_may_be_missing_but_not_twice() -> None:
    journal, facts = a_journal(), the_facts()
    journal.deeds[0].acknowledged = ""
    facts["said"] = {}

    assert accounts.settle(journal, facts, the_post()).is_fine

    facts["said"] = {SAID: 2}
    assert accounts.settle(journal, facts, the_post()).doubled
