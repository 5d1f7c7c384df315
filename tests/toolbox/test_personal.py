import base64
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.toolbox import keys, personal
from alongside.toolbox.references import Reference, about_fields


@given(words=st.text(), short=st.booleans())
def test_own_words_come_back_as_they_were_and_do_not_show(*, words: str, short: bool) -> None:
    kept = personal.own(uuid4(), words, most=personal.MOST if short else None)

    if not short or len(words.encode()) <= personal.MOST:
        assert personal.plain(kept) == words
    assert bool(kept) == bool(words)
    assert len(words) < 4 or words not in kept


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=500))
def test_however_long_they_are_a_reference_holds_them(words: str) -> None:
    about = Reference("people.person", uuid4(), personal.own(uuid4(), words, most=personal.MOST))

    kept = about_fields(about)["about_words"]

    assert kept == about.words
    begins = about.said.removesuffix(personal.GONE)
    assert words.startswith(begins)


@pytest.mark.parametrize("typed", ["⁂", "⁂⁂", "⁂ three stars", "⁂" + "A" * 90, "⁂é", "plain", ""])
def test_other_words_are_left_as_they_are(typed: str) -> None:
    assert personal.plain(typed) == typed


def test_words_moved_to_somebody_else_do_not_open() -> None:
    one, two = uuid4(), uuid4()
    kept = personal.own(one, "Jean")
    keys.key_for(two, create=True)
    held = bytearray(base64.urlsafe_b64decode(kept[1:] + "=" * (-len(kept[1:]) % 4)))
    held[1:17] = two.bytes
    moved = personal.MARK + base64.urlsafe_b64encode(held).decode()

    assert "Jean" not in personal.plain(moved)


def test_when_the_key_is_gone_they_say_so_and_nobody_makes_a_new_one() -> None:
    owner = uuid4()
    name, words = personal.name(owner, "Jean"), personal.own(owner, "My idea")

    keys.destroy(owner)

    assert (personal.plain(name), personal.plain(words)) == ("Somebody who left", "…")
    with pytest.raises(keys.KeyGoneError):
        keys.key_for(owner, create=True)
    assert personal.own(owner, "Somebody") == "Somebody"  # nothing is left to hide


def test_a_key_that_was_never_made_can_be_destroyed() -> None:
    owner = uuid4()
    keys.destroy(owner)
    assert keys.gone(owner)
    with pytest.raises(keys.KeyGoneError):
        keys.key_for(owner, create=True)
