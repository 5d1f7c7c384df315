from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.algorithms.sentences import LONGEST, sentences

written = st.lists(
    st.sampled_from(
        [
            "We met.",
            "did it",
            "🙂",
            "مرحبا.",
            "e.g.",
            "Dr.",
            "\n",
            "\n\n",
            " ",
            "• one",
            "2. Two?",
            "x" * 700,
        ]
    ),
    max_size=20,
).map(" ".join)


def said(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text)]


@given(st.one_of(written, st.text()))
def test_every_letter_is_in_one_sentence_and_in_order(text: str) -> None:
    found = sentences(text)

    assert "".join("".join(span.of(text).split()) for span in found) == "".join(text.split())
    for before, after in pairwise(found):
        assert before.end <= after.start
    assert all(span.of(text).strip() == span.of(text) != "" for span in found)
    assert all(span.end - span.start <= LONGEST for span in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("  \n ", []),
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Ask Dr. Khan, e.g. on Monday.", ["Ask Dr. Khan, e.g. on Monday."]),
        ("It cost 3.50 a week.", ["It cost 3.50 a week."]),
        ("A heading\n\nThen words.", ["A heading", "Then words."]),
        ("members of the \n\npublic work together.", ["members of the \n\npublic work together."]),
        ("We bring: \n• tea\n• cake", ["We bring:", "• tea", "• cake"]),
        ("“Come in.” She did.", ["“Come in.”", "She did."]),
        ("نعم. لا؟ ربما", ["نعم.", "لا؟", "ربما"]),
    ],
)
def test_where_sentences_end(text: str, expected: list[str]) -> None:
    assert said(text) == expected
