from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from alongside.foundation.programmes.models import Programme
from alongside.toolbox.registry import Question
from alongside.toolbox.verdicts import YES, Verdict

from .models import Forgetting, Hand, Person

# Memberships know who may write for whom; people only ask.
may_write_for: Question[[Person, Person, Programme], Verdict] = Question("may they write for them?")

# What holds somebody back from being forgotten, such as money we owe them.
before_forgetting: Question[[Person], Verdict] = Question("may we forget this person?")
was_asked: Question[[Forgetting, Hand, datetime], None] = Question(
    "who should know that somebody asked us to forget them?"
)
parting: Question[[Person, datetime], None] = Question("what ends when we forget somebody?")


def may_be_forgotten(person: Person) -> Verdict:
    """The first reason to wait, said so that they know what to do; or yes."""
    found = before_forgetting.ask(person)
    return next((verdict for verdict in found if not verdict), YES)


@dataclass(frozen=True, slots=True)
class Link:
    """A page about somebody, on a floor above, and what it is called."""

    words: str
    url: str


# Answered by memberships, one floor up: people know no programme's pages.
pages_about: Question[[Iterable[Programme]], list[Link]] = Question(
    "which other pages of these programmes are about whoever asks?"
)


def links_about(programmes: Iterable[Programme]) -> list[Link]:
    return [link for links in pages_about.ask(programmes) for link in links]
