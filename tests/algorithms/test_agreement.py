from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from alongside.algorithms.agreement import NOTHING, Overlap, joined, overlap, places
from alongside.algorithms.sentences import Span

LETTERS = 40
spans = st.tuples(st.integers(0, LETTERS), st.integers(0, LETTERS)).map(
    lambda ends: Span(min(ends), max(ends) + 1)
)
one_reader = st.lists(spans, max_size=5)
readers = st.lists(one_reader, min_size=1, max_size=4).map(
    lambda lists: {f"reader {number}": marked for number, marked in enumerate(lists)}
)


def letters(marked: list[Span]) -> set[int]:
    return {at for span in marked for at in range(span.start, span.end)}


@given(readers)
def test_it_counts_what_counting_letter_by_letter_counts(marks: dict[str, list[Span]]) -> None:
    sets = [letters(marked) for marked in marks.values()]
    how_many = [sum(at in one for one in sets) for at in range(LETTERS + 2)]

    assert overlap(marks) == Overlap(
        anyone=sum(n > 0 for n in how_many),
        two_or_more=sum(n > 1 for n in how_many),
        everyone=sum(n == len(sets) for n in how_many),
        readers=len(sets),
    )


@given(one_reader, st.integers(2, 4))
def test_people_who_marked_the_same_agree_wholly(marked: list[Span], people: int) -> None:
    found = overlap({str(number): marked for number in range(people)})

    assert found.share_of_everyone == found.share_of_two_or_more == 1


@given(readers)
def test_shares_stay_between_none_and_all_and_in_order(marks: dict[str, list[Span]]) -> None:
    found = overlap(marks)

    assert 0 <= found.share_of_everyone <= 1
    assert len(marks) == 1 or found.share_of_everyone <= found.share_of_two_or_more <= 1


@given(readers, st.integers(1, 1000))
def test_where_in_the_text_it_was_makes_no_difference(
    marks: dict[str, list[Span]], shift: int
) -> None:
    moved = {who: [Span(s.start + shift, s.end + shift) for s in m] for who, m in marks.items()}

    assert overlap(moved) == overlap(marks)


@given(readers)
def test_who_is_named_first_makes_no_difference(marks: dict[str, list[Span]]) -> None:
    assert overlap(dict(reversed(list(marks.items())))) == overlap(marks)


@given(readers)
def test_marking_in_two_pieces_is_marking_once(marks: dict[str, list[Span]]) -> None:
    assert overlap({who: joined(marked) for who, marked in marks.items()}) == overlap(marks)


def test_two_who_share_half() -> None:
    found = overlap({"Amina": [Span(0, 10)], "Bea": [Span(5, 15)]})

    assert (found.anyone, found.everyone) == (15, 5)


def test_nothing_marked_is_no_difference() -> None:
    assert overlap({}) == NOTHING
    assert NOTHING.share_of_everyone == NOTHING.share_of_two_or_more == 1


@given(readers, readers)
def test_texts_add_up(one: dict[str, list[Span]], other: dict[str, list[Span]]) -> None:
    total = overlap(one) + overlap(other)

    assert total.anyone == overlap(one).anyone + overlap(other).anyone
    assert total.everyone == overlap(one).everyone + overlap(other).everyone
    assert total.two_or_more == overlap(one).two_or_more + overlap(other).two_or_more


@given(one_reader)
def test_each_mark_is_in_one_place_and_places_do_not_share_letters(marked: list[Span]) -> None:
    found = places(marked)

    assert sorted(n for place in found for n in place.marks) == list(range(len(marked)))
    for place in found:
        assert letters([place.span]) == letters([marked[n] for n in place.marks])
    for before, after in pairwise(found):
        assert before.span.end <= after.span.start
