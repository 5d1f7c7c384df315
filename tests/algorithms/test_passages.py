import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.algorithms.passages import find_words, over, runs
from alongside.algorithms.sentences import Span


@given(st.sets(st.integers(1, 60)))
def test_runs_hold_the_same_numbers_and_do_not_touch(numbers: set[int]) -> None:
    found = runs(numbers)

    assert {n for first, last in found for n in range(first, last + 1)} == numbers
    for before, after in pairwise(found):
        assert after[0] > before[1] + 1


@given(st.text(max_size=20), st.text("ab 🙂é\n", max_size=20), st.text(max_size=20))
def test_words_that_are_there_are_found_however_they_are_spaced(
    before: str, words: str, after: str
) -> None:
    text = before + words + after
    found = find_words(text, Span(0, len(text)), "  ".join(words.split()))

    if words.split():
        assert found is not None
        assert found.of(text).split() == words.split()
    else:
        assert found is None


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_letters_spelt_in_two_ways_are_found(form: str) -> None:
    text = unicodedata.normalize(form, "at the café, today")  # type: ignore[arg-type]

    found = find_words(text, Span(0, len(text)), "café, today")

    assert found is not None
    assert unicodedata.normalize("NFC", found.of(text)) == "café, today"


def test_words_outside_what_was_chosen_are_not_found() -> None:
    assert find_words("one two three", Span(0, 7), "three") is None
    assert over([Span(0, 3), Span(4, 7)], 1, 2) == Span(0, 7)
