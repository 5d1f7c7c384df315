"""The stylesheet keeps its meaning when it is made small, and stays small."""

import re

import pytest

from alongside.toolbox.minify import minify
from alongside.toolbox.sheet import FOLDER, POLICY, SENT, STYLE, with_chosen_night

BUDGET = 6_000
GOAL = 4_900


@pytest.mark.parametrize(
    ("long", "short"),
    [
        ("a { color: red; }", "a{color:red}"),
        ("a, b > c , d { margin: 0 auto }", "a,b > c,d{margin:0 auto}"),
        ("/* gone */ a /* gone */ b { c: d }", "a b{c:d}"),
        ('a { content: "  ; } /* kept */ " }', 'a{content:"  ; } /* kept */ "}'),
        ("a { b: url( x y.png ) }", "a{b:url( x y.png )}"),
        ("a { width: calc(1px + 2px) }", "a{width:calc(1px + 2px)}"),
        ("a :is(b, c) { d: e }", "a :is(b,c){d:e}"),
        ("@media (min-width: 4rem) { a { b: c } }", "@media (min-width: 4rem){a{b:c}}"),
        (":root { --k: var(--p1); }", ":root{--k:var(--p1)}"),
        ("a::before { content: '\\'' }", "a::before{content:'\\''}"),
    ],
)
def test_minifying_drops_only_what_browsers_drop(long: str, short: str) -> None:
    assert minify(long) == short


def test_minifying_twice_changes_nothing_more() -> None:
    assert minify(STYLE.text) == STYLE.text


def words(css: str) -> list[str]:
    bare = re.sub(r"/\*.*?\*/", " ", css, flags=re.DOTALL)
    return [word for word in re.split(r"[\s{};:,]+", bare) if word]


def test_every_word_of_the_readable_sheet_is_in_the_small_one_in_order() -> None:
    source = (FOLDER / "alongside.css").read_text(encoding="utf-8")

    assert words(minify(source)) == words(source)


def test_the_night_people_choose_is_the_night_of_their_device() -> None:
    source = (FOLDER / "alongside.css").read_text(encoding="utf-8")

    whole = with_chosen_night(source)

    assert whole.count("--bg: #14171a") == 2
    assert ":root[data-theme=dark]" in whole


def test_a_sheet_without_a_night_is_refused() -> None:
    with pytest.raises(ValueError, match="no night"):
        with_chosen_night("a { b: c }")


def test_the_stylesheet_stays_light() -> None:
    assert len(STYLE.brotli) <= GOAL <= BUDGET


def test_what_is_sent_is_known_by_what_is_in_it() -> None:
    assert SENT[STYLE.address] is STYLE
    assert STYLE.digest.hex()[:12] in STYLE.address


def test_the_policy_lets_in_our_own_style_and_nothing_inline() -> None:
    allowed = " ".join(word for words in POLICY.values() for word in words)

    assert STYLE.csp_hash in POLICY["style-src"]
    assert "unsafe" not in allowed
    assert "*" not in allowed
