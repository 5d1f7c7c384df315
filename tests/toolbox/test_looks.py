"""While a page is looked at, a question is asked once; anywhere else it is asked anew."""

import pytest

from alongside.toolbox.looks import once_a_look, one_look


class Question:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, person: str, *, where: str = "here") -> str:
        self.asked += 1
        return f"{person} {where} {self.asked}"


def test_one_look_asks_once() -> None:
    question = Question()
    ask = once_a_look(question.__call__)

    with one_look():
        said = [ask("Amina"), ask("Amina"), ask("Amina")]

    assert said == ["Amina here 1"] * 3


def test_another_question_is_another_question() -> None:
    question = Question()
    ask = once_a_look(question.__call__)

    with one_look():
        said = {ask("Amina"), ask("Bryn"), ask("Amina", where="there")}

    assert len(said) == question.asked == 3


def test_the_next_look_asks_anew() -> None:
    question = Question()
    ask = once_a_look(question.__call__)

    for _time in range(2):
        with one_look():
            ask("Amina")

    assert question.asked == 2


@pytest.mark.parametrize("times", [1, 4])
def test_where_nobody_only_looks_everything_is_asked_anew(times: int) -> None:
    question = Question()
    ask = once_a_look(question.__call__)

    for _time in range(times):
        ask("Amina")

    assert question.asked == times


def test_a_page_that_breaks_ends_its_look() -> None:
    question = Question()
    ask = once_a_look(question.__call__)

    with pytest.raises(ValueError, match="broken"), one_look():
        ask("Amina")
        raise ValueError("broken")
    ask("Amina")

    assert question.asked == 2
