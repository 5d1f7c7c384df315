from collections.abc import Iterable
from dataclasses import dataclass

from alongside.foundation.programmes.models import Programme
from alongside.toolbox.registry import Question
from alongside.toolbox.verdicts import Verdict

from .models import Person

# Memberships know who may write for whom; people only ask.
may_write_for: Question[[Person, Person, Programme], Verdict] = Question("may they write for them?")


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
