import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.algorithms import readability
from alongside.algorithms.readability import Reading, hard_words, measure, syllables

BY_EAR = {
    1: "the be you eye use used names themes whole while more here field tried moved learned hour",
    2: "table people houses wishes wanted makes-up research payment voucher quiet saying buying "
    "doing agreed social special million union client diet equal language guidance create trial "
    "lion carried little cycle centre acre rhythm safely useful homeless movement patient address",
    3: "researcher decision question-sheet gathering evidence agreement idea area library together "
    "involvement summary recognised serious previous usual opinion period audience created piano "
    "easier earlier employee guardian committee religious studying supplier passages management",
    4: "community analysis information priority experience recipient variety society cooperate",
    5: "opportunity organisation facilitator dissemination evaluation individual association",
}


@pytest.mark.parametrize(
    ("word", "heard"),
    [(w, n) for n, line in BY_EAR.items() for w in line.split() if "-" not in w],
)
def test_syllables_are_counted_as_they_are_heard(word: str, heard: int) -> None:
    assert syllables(word) == heard


def test_the_formulas_give_the_published_numbers() -> None:
    reading = Reading(sentences=2, words=12, syllables=15)

    assert reading.ease == pytest.approx(94.995)
    assert reading.grade == pytest.approx(1.5)


def test_a_text_is_counted_and_then_measured() -> None:
    reading = measure("The boats come in at dawn. We meet them on the little pier today.")

    assert (reading.sentences, reading.words, reading.syllables) == (2, 14, 16)
    assert reading.grade < 3


def test_long_words_and_long_sentences_read_harder() -> None:
    plain = measure("You have three hours left. You can rest.")
    stiff = measure("Your remaining organisational allocation necessitates consideration.")

    assert plain.grade < 3
    assert stiff.grade > 12
    assert plain.ease > 80
    assert stiff.ease < 20


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It costs £4.80 at 9.30. Pay later.", 2),
        ("Dr. Lee and Mrs. Ode came. They stayed.", 2),
        ("My week\nWhat we ask of you\n\nNext week", 3),
        ("Who? Me! Yes…  No.", 4),
        ("“Come in.” She did.", 2),
        ("هل يمكنك أن تأتي؟ نعم.", 2),
        ("…", 0),
        ("", 0),
    ],
)
def test_a_sentence_ends_where_a_reader_would_stop(text: str, count: int) -> None:
    assert len(readability.sentences(text)) == count


def test_a_number_a_time_and_an_amount_are_one_word_each() -> None:
    assert readability.words("Pay £62.40 at 9:30 for 2 people\u2019s fares") == [
        "Pay", "£62.40", "at", "9:30", "for", "2", "people\u2019s", "fares",
    ]  # fmt: skip


def test_hard_words_are_long_and_rare_and_never_names() -> None:
    text = (
        "Understanding dissemination takes time. We met Featherstonehaugh on Wednesday. "
        "The methodology and the Methodology were unclear. Photographs helped everybody."
    )

    assert hard_words(text) == ["dissemination", "methodology"]


def test_nothing_to_read_is_easy_to_read() -> None:
    assert measure("  ") == Reading(0, 0, 0)
    assert (measure("").ease, measure("").grade) == (100.0, 0.0)


@given(st.text())
def test_any_text_at_all_can_be_measured(text: str) -> None:
    reading = measure(text)

    assert reading.syllables >= reading.words >= reading.sentences >= 0
    assert isinstance(reading.grade, float)
    assert isinstance(reading.ease, float)
    assert len(hard_words(text)) <= reading.words


@given(st.text(min_size=1))
def test_every_word_is_heard_at_least_once(word: str) -> None:
    assert syllables(word) >= 1


@given(st.integers(1, 200), st.integers(1, 400), st.integers(0, 2000))
def test_cutting_a_sentence_in_two_never_reads_harder(
    sentences: int, words: int, extra: int
) -> None:
    before = Reading(sentences, words, words + extra)
    after = Reading(sentences + 1, words, words + extra)

    assert after.grade < before.grade
    assert after.ease > before.ease
