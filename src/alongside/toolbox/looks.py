"""While somebody only looks at a page, the same question is asked of the database once.

Looking changes nothing, so an answer holds until the page is shown. The door asks what part
somebody has in the programme, then the view does, then a rule: they share one answer.

    @once_a_look
    def part_of(person, programme): ...

Outside a look (a form that was sent, a job, a command) every question is asked anew.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

_kept: ContextVar[dict[Any, Any] | None] = ContextVar("kept", default=None)


@contextmanager
def one_look() -> Iterator[None]:
    """Hold answers for as long as one page is looked at, and no longer."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def once_a_look(question: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """Share the answer within one look. It must not be something a reader would change."""

    @wraps(question)
    def ask(*args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        kept = _kept.get()
        if kept is None:
            return question(*args, **kwargs)
        key = (question, args, tuple(sorted(kwargs.items())))
        if key not in kept:
            kept[key] = question(*args, **kwargs)
        answer: Answer = kept[key]
        return answer

    return ask
