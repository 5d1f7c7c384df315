"""A country of invented people: one town with a tenth of them, the rest in places of 500.

Each has a part in a place, something they said, a notice and its message, an entry of the trail;
every second one has a week of hours, opened and done. They come by turns, as in life: what belongs
to one place does not lie together.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from itertools import count
from typing import Any, Final

from django.utils.timezone import localdate

from alongside.foundation.memberships.models import Membership
from alongside.foundation.notices.models import Message, Notice
from alongside.foundation.notices.states import Delivery
from alongside.foundation.people.models import Person
from alongside.foundation.people.states import Channel
from alongside.foundation.programmes.models import Programme
from alongside.foundation.trail.models import Concern, Entry
from alongside.phases.recruitment.opportunities.actions.places import YOU_WAIT
from alongside.throughout.feedback.models import Answer, Contribution
from alongside.throughout.feedback.states import Kind, Outcome, Standing
from alongside.throughout.hours.actions import DONE, OWN
from alongside.throughout.hours.models import HoursMove
from alongside.throughout.hours.queries import monday
from alongside.throughout.hours.states import Pot
from alongside.toolbox.ids import CODE_LENGTH, CODE_LETTERS, earliest_uuid7

from .pour import pour

PLACE: Final = 500  # people of an ordinary place
IN_TOWN: Final = 10  # every tenth person is of the town that is looked at
SILENT: Final = 20  # every twentieth thing said still waits for an answer
BY_HAND: Final = 100  # every hundredth message waits for somebody to pass it on
PAST: Final = 400  # days over which all of it happened
NAMES: Final = ("Alun", "Bea", "Cerys", "Dilip", "Esme", "Femi", "Gita", "Huw", "Iris", "Joss")
OUTCOMES: Final = (Outcome.DONE, Outcome.PARTLY, Outcome.NOT)


def codes(taken: Collection[str]) -> Iterator[str]:
    """Short codes in turn, without those that somebody has."""
    for number in count(1):
        left, letters = number * 7919, []
        for _ in range(CODE_LENGTH):
            left, letter = divmod(left, len(CODE_LETTERS))
            letters.append(CODE_LETTERS[letter])
        if (code := "".join(letters)) not in taken:
            yield code


@dataclass(frozen=True)
class Country:
    """Who lives where, by number: nothing of it has to be kept in mind."""

    people: int
    town: Programme
    others: list[Programme]
    projects: list[str]  # of the town
    now: datetime

    def id(self, kind: int, number: int) -> str:
        """An id as those of the house, older than any of today, in the order people came."""
        return f"{self._first + (kind << 64) + number:032x}"

    @cached_property
    def _first(self) -> int:
        return earliest_uuid7(self.now - timedelta(days=PAST)).int

    def lives_in_town(self, number: int) -> bool:
        return number % IN_TOWN == 0

    def place(self, number: int) -> str:
        if self.lives_in_town(number):
            return self.town.pk.hex
        turn = number // IN_TOWN * (IN_TOWN - 1) + number % IN_TOWN
        return self.others[turn % len(self.others)].pk.hex

    def project(self, number: int) -> str | None:
        if not self.lives_in_town(number):
            return None
        return self.projects[number // IN_TOWN % len(self.projects)]

    def ago(self, number: int) -> timedelta:
        return timedelta(days=PAST * (number % 997) / 997)


PERSON, PART, OPENED, SPENT, SAID, ANSWER, MESSAGE, NOTICE, ENTRY, CONCERN = range(1, 11)


def fill(country: Country) -> dict[str, int]:
    """Everybody and what is theirs; says how many rows of each."""
    kinds = (_people, _parts, _hours, _said, _answers, _messages, _notices, _trail, _concerns)
    return {kind.__name__.strip("_"): kind(country) for kind in kinds}


def places(people: int, now: datetime) -> list[Programme]:
    """The other places."""
    wanted = max(1, round(people * (IN_TOWN - 1) / IN_TOWN / PLACE))
    return Programme.objects.bulk_create(
        Programme(
            slug=f"place-{number}",
            name=f"Place {number} Together",
            place=f"Place {number}",
            help_name="Bea",
            help_phone="01632 960 100",
            started_on=localdate(now) - timedelta(days=PAST),
        )
        for number in range(wanted)
    )


def _people(here: Country) -> int:
    free = codes(set(Person.objects.values_list("code", flat=True)))
    rows = (
        (here.id(PERSON, n), next(free), NAMES[n % len(NAMES)], f"person{n}@example.org")
        for n in range(here.people)
    )
    varying = ("id", "code", "first_name", "email")
    return pour(Person, varying, rows, password="!", joined_at=here.now - timedelta(days=PAST))  # noqa: S106 -- no password


def _parts(here: Country) -> int:
    rows = (
        (here.id(PART, n), here.place(n), here.id(PERSON, n), 420 if n % 2 == 0 else 0)
        for n in range(here.people)
    )
    varying = ("id", "programme_id", "person_id", "weekly_minutes")
    return pour(Membership, varying, rows, joined_on=localdate(here.now - timedelta(days=PAST)))


def _hours(here: Country) -> int:
    """A week opened with seven hours, of which 90 minutes are done: what was taken is put."""
    this_week = monday(localdate(here.now))
    owners = range(0, here.people, 2)

    def week(n: int) -> Any:
        return this_week - timedelta(weeks=1 + n // 2 % 52)

    opened = (
        (here.id(OPENED, n), here.place(n), here.id(PERSON, n), week(n), here.now - here.ago(n))
        for n in owners
    )
    spent = (
        (
            here.id(SPENT, n),
            here.place(n),
            here.id(PERSON, n),
            week(n),
            here.now - here.ago(n),
            week(n),
            here.id(SPENT, n),
        )
        for n in owners
    )
    varying = ("id", "programme_id", "person_id", "week", "at")
    same: dict[str, Any] = {"out_of": Pot.PROGRAMME, "into": Pot.FREE, "amount": 420}  # Any: fields
    done = pour(HoursMove, varying, opened, **same)
    same = {"out_of": Pot.FREE, "into": Pot.DONE, "amount": 90, "about_kind": OWN}
    same["about_words"] = "Asked people at the bus stop"
    return done + pour(HoursMove, (*varying, "on_day", "about_id"), spent, **same)


def _said(here: Country) -> int:
    """What people said; in town it belongs to a project, and every tenth has no account."""
    free = codes(set(Contribution.objects.within(here.town).values_list("code", flat=True)))
    rows = (
        (
            here.id(SAID, n),
            here.place(n),
            next(free),
            None if n % (10 * IN_TOWN) == 0 else here.id(PERSON, n),
            here.project(n),
            Standing.WAITING if _is_silent(n) else Standing.ANSWERED,
            here.now - here.ago(n),
            localdate(here.now + timedelta(days=14) - (here.ago(n) % timedelta(days=20))),
        )
        for n in range(here.people)
    )
    varying = (
        "id", "programme_id", "code", "person_id", "project_id", "standing", "said_at", "due_on",
    )  # fmt: skip
    said = "The last bus goes before the film ends. Ask people what would help."
    return pour(Contribution, varying, rows, kind=Kind.SUGGESTION, text=said)


def _is_silent(number: int) -> bool:
    return number // IN_TOWN % SILENT == 0


def _answers(here: Country) -> int:
    by_whom = here.id(PERSON, 0)
    rows = (
        (
            here.id(ANSWER, n),
            here.place(n),
            here.id(SAID, n),
            OUTCOMES[n // IN_TOWN % len(OUTCOMES)],
            here.now - here.ago(n) / 2,
            here.now - here.ago(n) / 2,
        )
        for n in range(here.people)
        if not _is_silent(n)
    )
    varying = ("id", "programme_id", "contribution_id", "outcome", "at", "told_at")
    what = {"why": "Four others said so too.", "what_changed": "There is a question about it now."}
    return pour(Answer, varying, rows, by_id=by_whom, **what)


def _messages(here: Country) -> int:
    rows = (
        (
            here.id(MESSAGE, n),
            here.place(n),
            here.id(PERSON, n),
            Delivery.BY_HAND if _by_hand(n) else Delivery.TOLD,
            f"{n}",
            here.now - here.ago(n),
            None if _by_hand(n) else here.now - here.ago(n),
        )
        for n in range(here.people)
    )
    varying = ("id", "programme_id", "person_id", "delivery", "job", "taken_at", "told_at")
    return pour(Message, varying, rows, channel=Channel.EMAIL)


def _by_hand(number: int) -> bool:
    return number // IN_TOWN % BY_HAND == 1


def _notices(here: Country) -> int:
    rows = (
        (
            here.id(NOTICE, n),
            here.place(n),
            here.id(PERSON, n),
            here.id(MESSAGE, n),
            Delivery.BY_HAND if _by_hand(n) else Delivery.TOLD,
            here.now - here.ago(n),
            here.now - here.ago(n),
            None if _by_hand(n) else here.now - here.ago(n),
        )
        for n in range(here.people)
    )
    varying = (
        "id", "programme_id", "person_id", "message_id", "delivery", "said_at", "due_at", "seen_at",
    )  # fmt: skip
    words = {"what": "Walk round the bus stops"}
    return pour(Notice, varying, rows, key=YOU_WAIT, words=words, channel=Channel.EMAIL)


def _trail(here: Country) -> int:
    rows = (
        (
            here.id(ENTRY, n),
            here.place(n),
            here.now - here.ago(n),
            here.id(PERSON, n),
            here.id(PERSON, n),
            here.id(SPENT, n),
        )
        for n in range(here.people)
    )
    varying = ("id", "programme_id", "at", "person_id", "writer_id", "about_id")
    about = {"about_kind": OWN, "about_words": "Asked people at the bus stop"}
    return pour(Entry, varying, rows, key=DONE, **about)


def _concerns(here: Country) -> int:
    rows = (
        (here.id(CONCERN, n), here.place(n), here.id(ENTRY, n), here.id(PERSON, n))
        for n in range(here.people)
    )
    return pour(Concern, ("id", "programme_id", "entry_id", "person_id"), rows)
