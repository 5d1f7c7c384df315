"""How a lower room asks upwards: it names a question, higher rooms register their answers.

may_close: Question[[Project], Verdict] = Question("may this project close?")
may_close.answer(rules.has_told_everyone)      # in a higher room's apps.py
refusals = [no for no in may_close.ask(project) if not no]
"""

from collections.abc import Callable
from typing import Generic, ParamSpec, TypeVar

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


class Question(Generic[Asked, Answer]):
    """A question a lower room asks without knowing who answers. Answers come in a fixed order."""

    def __init__(self, words: str) -> None:
        self.words = words
        self._answers: dict[str, Callable[Asked, Answer]] = {}

    def answer(self, how: Callable[Asked, Answer]) -> None:
        """Register an answer; registering the same function again changes nothing."""
        self._answers[f"{how.__module__}.{how.__qualname__}"] = how

    def ask(self, *args: Asked.args, **kwargs: Asked.kwargs) -> list[Answer]:
        return [self._answers[name](*args, **kwargs) for name in sorted(self._answers)]
