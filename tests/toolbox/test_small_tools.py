import pytest
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from alongside.toolbox import sentences
from alongside.toolbox.ledger import balances
from alongside.toolbox.money import pounds
from alongside.toolbox.moves import ImpossibleMoveError, check_move
from alongside.toolbox.references import Reference, about_fields
from alongside.toolbox.registry import Question
from alongside.toolbox.verdicts import YES, NotAllowed, Verdict, insist


class Move:
    def __init__(self, out_of: str, into: str, amount: int) -> None:
        self.out_of, self.into, self.amount = out_of, into, amount


POTS = st.sampled_from(["free", "booked", "done", "approved"])


@given(st.lists(st.builds(Move, POTS, POTS, st.integers(1, 10_000))))
def test_whatever_moves_all_pots_together_hold_nothing(moves: list[Move]) -> None:
    assert sum(balances(moves).values()) == 0


def test_a_no_carries_its_sentence_and_the_first_no_counts() -> None:
    with pytest.raises(NotAllowed, match="It has closed"):
        insist(YES, Verdict("It has closed."), Verdict("You are late."))


def test_a_move_the_table_does_not_know_is_a_bug() -> None:
    moves = {"open": {"closed"}, "closed": set[str]()}

    check_move(moves, "open", "closed")
    with pytest.raises(ImpossibleMoveError, match="closed cannot become open"):
        check_move(moves, "closed", "open")


def test_a_question_is_answered_by_every_room_in_a_fixed_order() -> None:
    question: Question[[int], str] = Question("how many?")

    def zebra(number: int) -> str:
        return f"zebra {number}"

    def ant(number: int) -> str:
        return f"ant {number}"

    for answer in (zebra, ant, zebra):
        question.answer(answer)

    assert question.ask(3) == ["ant 3", "zebra 3"]


def test_a_sentence_is_registered_once_and_said_with_its_words() -> None:
    key = sentences.sentence("tests.came", gettext_lazy("%(who)s came."), "Tea is at %(when)s.")

    with pytest.raises(ValueError, match="twice"):
        sentences.sentence("tests.came", "Again.")

    assert sentences.say(key, {"who": "Jean", "when": "3"}) == "Jean came."
    assert sentences.say_more(key, {"who": "Jean", "when": "3"}) == "Tea is at 3."
    with pytest.raises(sentences.UnknownSentenceError):
        sentences.say("tests.never", {})


@pytest.mark.parametrize(
    ("pence", "said"),
    [(0, "£0.00"), (5, "£0.05"), (1560, "£15.60"), (123_456_789, "£1,234,567.89"), (-50, "-£0.50")],
)
def test_pence_are_said_as_pounds(pence: int, said: str) -> None:
    assert pounds(pence) == said


def test_what_a_thing_is_about_keeps_its_words_and_cuts_what_is_too_long() -> None:
    from alongside.toolbox.ids import uuid7

    about = Reference("feedback.contribution", uuid7(), "x" * 400)

    assert len(str(about_fields(about)["about_words"])) == 300
    assert about_fields(None)["about_id"] is None
    assert Reference("tests.unknown", uuid7(), "").address("marram-bay") == ""
