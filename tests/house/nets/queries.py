"""What a page asks of the database."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import connection
from django.test.utils import CaptureQueriesContext

MOST: Final = 12
HOUSEKEEPING: Final = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT", "BEGIN", "COMMIT")


@dataclass(slots=True)
class Asked:
    """The questions a page put to the database."""

    questions: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.questions)

    def repeated(self) -> list[str]:
        seen = [question for question in self.questions if self.questions.count(question) > 1]
        return list(dict.fromkeys(seen))


@contextmanager
def asked() -> Iterator[Asked]:
    found = Asked()
    with CaptureQueriesContext(connection) as captured:
        yield found
    found.questions = [
        query["sql"]
        for query in captured.captured_queries
        if not query["sql"].lstrip().upper().startswith(HOUSEKEEPING)
    ]


def too_many(found: Asked, *, limit: int = MOST) -> list[str]:
    if len(found) <= limit:
        return []
    twice = found.repeated()
    hint = f"; asked twice: {twice[0][:120]}" if twice else ""
    return [f"{len(found)} queries, not {limit}{hint}"]


def same_however_many(
    open_page: Callable[[], Any], add_rows: Callable[[int], Any], *, few: int = 3, many: int = 300
) -> None:
    """Insist that three rows and three hundred cost the same. For the tests of every room.

        same_however_many(lambda: client.get(address), lambda count: make_projects(count))

    `add_rows` is called with how many more rows to add.
    """
    add_rows(few)
    open_page()  # warms what is kept between requests
    with asked() as with_few:
        open_page()
    add_rows(many - few)
    with asked() as with_many:
        open_page()

    grown = set(with_many.repeated()) - set(with_few.repeated())
    assert len(with_many) == len(with_few), (
        f"{few} rows cost {len(with_few)} queries, {many} rows {len(with_many)}: "
        f"{sorted(grown)[:3]}"
    )
    assert not too_many(with_few)


WRITES: Final = re.compile(r'^\s*(INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
MAY_BE_WRITTEN: Final = ("django_session", "usersessions_", "account_", "cache", "django_cache")


def written(found: Asked) -> list[str]:
    """Say what looking at a page changed: nothing should, but the visit itself."""
    changed = (WRITES.match(question) for question in found.questions)
    tables = {match[2] for match in changed if match}
    return [f"looking wrote to {t}" for t in sorted(tables) if not t.startswith(MAY_BE_WRITTEN)]
