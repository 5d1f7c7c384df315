"""A small town to walk through: two programmes, every kind of person, and marked words.

Rooms put their things into it from `furniture/`, one file for each, by calling their actions:

    def furnish(world: World) -> None:
        walk = actions.offer(programme=world.programme, …, title=world.word())
        world.put("opportunity", "open", opportunity=walk.code)

`put` names the gap in the address, the state the thing is in, and all the gaps it fills.
"""

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from typing import Final

from django.utils.timezone import now

from alongside.foundation.memberships.models import HeldRole, Membership, Supporter
from alongside.foundation.memberships.states import Standing
from alongside.foundation.people.models import Hand, Person
from alongside.foundation.programmes import actions as programmes
from alongside.foundation.programmes.models import Organisation, Partnership, Programme

from . import furniture, roles
from .roles import VISITORS, Visitor

LONG_AGO: Final = date(2020, 1, 6)
FOREIGN: Final = "of the other programme"  # a state nobody may ever see
ORGANISERS: Final = ("facilitator", "coordinator", "project lead")
HELPERS: Final = {"person": ("supporter",), "young person": ("guardian",)}


@dataclass(slots=True)
class Mark:
    """A planted word, where it was planted, and who may read it."""

    word: str
    where: str
    readers: frozenset[str]


@dataclass(slots=True)
class World:
    programme: Programme
    other: Programme
    partnership: Partnership
    organisation: Organisation
    people: dict[str, Person] = field(default_factory=dict)
    marks: list[Mark] = field(default_factory=list)
    words: int = 0
    offered: dict[str, dict[str, dict[str, object]]] = field(default_factory=dict)
    personal: list[str] = field(default_factory=list)
    now: datetime = field(default_factory=now)

    @property
    def today(self) -> date:
        return self.now.astimezone(UTC).date()

    def in_days(self, days: int) -> date:
        return self.today + timedelta(days=days)

    def person(self, visitor: Visitor | str) -> Person:
        return self.people[str(visitor)]

    def hand(self, visitor: Visitor | str) -> Hand:
        return Hand.own(self.person(visitor))

    def word(self) -> str:
        """Give a word found nowhere else."""
        self.words += 1
        return f"Zephyr{_letters(self.words)}"

    def mark(self, where: str, *readers: Visitor | str) -> str:
        """Plant a word only these may read, to see where it turns up."""
        word = self.word()
        self.marks.append(Mark(word, where, frozenset(map(str, readers))))
        return word

    def put(self, gap: str, state: str, /, **gaps: object) -> None:
        """Say what fills a gap of an address, and in which state it is."""
        self.offered.setdefault(gap, {})[state] = gaps

    def forbidden(self, visitor: Visitor) -> dict[str, str]:
        """Give the planted words this visitor must never read, and where they were planted."""
        return {m.word: m.where for m in self.marks if visitor.name not in m.readers}


def _letters(number: int) -> str:
    """Spell a number without digits, so that a mark is one word: baca, bada."""
    return "".join("bcdfghklmn"[int(digit)] + "a" for digit in f"{number:03d}")


def build() -> World:
    world = _town()
    for visitor in VISITORS:
        if visitor.signed_in:
            _arrive(world, visitor)
    _relations(world)
    for each in _rooms():
        each(world)
    return world


def _rooms() -> list[Callable[[World], None]]:
    names = sorted(m.name for m in pkgutil.iter_modules(furniture.__path__))
    return [import_module(f"{furniture.__name__}.{name}").furnish for name in names]


def _town() -> World:
    home = programmes.start(
        slug="marram-bay", name="Marram Bay Researching Together", place="Marram Bay",
        started_on=LONG_AGO, help_name="Farah", help_phone="01632 960 144",
        help_text="07700 900 144", help_email="help@marram-bay.example",
    )  # fmt: skip
    other = programmes.start(
        slug="gull-point", name="Gull Point Together", place="Gull Point",
        started_on=LONG_AGO, help_name="Olu", help_phone="01632 960 155",
    )  # fmt: skip
    group = programmes.found(name="Pier Street Neighbours", user_led=True)
    partnership = programmes.welcome(programme=home, organisation=group, since_on=LONG_AGO)
    return World(home, other, partnership, group)


def _arrive(world: World, visitor: Visitor) -> None:
    number = len(world.people) + 1
    word, may_read = world.word(), (visitor, *HELPERS.get(visitor.name, ()), *ORGANISERS)
    person = Person(
        first_name=word,
        full_name=f"{word} {world.mark(f'the surname of {visitor}', *may_read)}",
        email=f"{word.lower()}@people.example",
        phone=f"07700 900 {number:03d}",
        address=f"{number} {world.mark(f'the street of {visitor}', *may_read)} Street",
        access_needs=world.mark(f"the needs of {visitor}", *may_read),
        joined_at=world.now,
    )
    person.set_unusable_password()
    person.is_operator = visitor.name == "operator"
    person.save()
    world.people[visitor.name] = person
    world.personal += [person.email or "", person.phone, person.address, person.full_name]
    world.personal += [person.access_needs, person.code, person.first_name]
    home = world.other if visitor is roles.ELSEWHERE else world.programme
    if visitor.name != "operator":
        _join(home, person, visitor)


def _join(programme: Programme, person: Person, visitor: Visitor) -> None:
    standing = {
        "somebody who left": Standing.LEFT,
        "somebody having a rest": Standing.PAUSED,
    }.get(visitor.name, Standing.ACTIVE)
    membership = Membership.objects.create(
        programme=programme, person=person, standing=standing, weekly_minutes=7 * 60,
        joined_on=LONG_AGO, young=visitor.name == "young person",
        paid_professional=bool(visitor.holds),
    )  # fmt: skip
    for role in sorted(visitor.holds):
        HeldRole.objects.create(
            programme=programme, membership=membership, role=role, from_on=LONG_AGO
        )


def _relations(world: World) -> None:
    for helped, (helper,) in HELPERS.items():
        Supporter.objects.create(
            programme=world.programme, supports=world.person(helped),
            supporter=world.person(helper), agreed_at=world.now,
        )  # fmt: skip
