"""A small town to walk through: two programmes, every kind of person, and marked words.

Rooms put their things into it from `furniture/`, one file for each, by calling their actions:

    def furnish(world: World) -> None:
        walk = actions.offer(programme=world.programme, …, title=world.word())
        world.put("opportunities:one opportunities:edit", "open", pk=walk.pk)

`put` names the addresses, the state the thing is in, and the gaps it fills.
"""

import pkgutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from importlib import import_module
from typing import Final

from django.db import transaction
from django.utils.timezone import localtime, now

from alongside.foundation.memberships import actions as memberships
from alongside.foundation.memberships.states import Standing
from alongside.foundation.people import actions as people
from alongside.foundation.people.models import Hand, House, Person
from alongside.foundation.people.states import Channel, Format, Role
from alongside.foundation.programmes import actions as programmes
from alongside.foundation.programmes.models import Organisation, Partnership, Programme
from alongside.foundation.projects.models import Project
from alongside.toolbox.verdicts import NotAllowed

from . import furniture, roles
from .roles import VISITORS, Visitor

LONG_AGO: Final = date(2020, 1, 6)
FOREIGN: Final = "of the other programme"  # a state nobody may ever see
ORGANISERS: Final = ("facilitator", "coordinator", "project lead")
KEEPER: Final = "the facilitator of the other programme"
NEED: Final = "other"
STANDINGS: Final = {"somebody who left": Standing.LEFT, "somebody having a rest": Standing.PAUSED}
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
    projects: dict[str, Project] = field(default_factory=dict)
    marks: list[Mark] = field(default_factory=list)
    words: int = 0
    offered: dict[str, dict[str, dict[str, object]]] = field(default_factory=dict)
    personal: list[str] = field(default_factory=list)
    now: datetime = field(default_factory=now)

    @property
    def today(self) -> date:
        return localtime(self.now).date()

    def in_days(self, days: int) -> date:
        return self.today + timedelta(days=days)

    def on_day(self, days: int, hour: int = 10) -> datetime:
        day = localtime(self.now).replace(hour=hour, minute=0, second=0, microsecond=0)
        return day + timedelta(days=days)

    def person(self, visitor: Visitor | str) -> Person:
        return self.people[str(visitor)]

    def hand(self, who: Visitor | Person | str) -> Hand:
        return Hand.own(who if isinstance(who, Person) else self.person(who))

    def word(self) -> str:
        """Give a word found nowhere else."""
        self.words += 1
        return f"Zephyr{_letters(self.words)}"

    def behind_the_wall(self, what: str) -> str:
        """Plant a word in the other programme, for nobody of this one."""
        return self.mark(f"{what} of Gull Point", roles.ELSEWHERE)

    def mark(self, where: str, *readers: Visitor | str) -> str:
        """Plant a word only these may read, to see where it turns up."""
        word = self.word()
        self.marks.append(Mark(word, where, frozenset(map(str, readers))))
        return word

    def put(self, where: str, state: str, /, **gaps: object) -> None:
        """Say what fills the gaps of some addresses, and in which state it is.

        `where` names addresses ("library:one library:found"), or a gap they share ("project").
        """
        for each in where.split():
            self.offered.setdefault(each, {})[state] = gaps

    def forbidden(self, visitor: Visitor) -> dict[str, str]:
        """Give the planted words this visitor must never read, and where they were planted."""
        return {m.word: m.where for m in self.marks if visitor.name not in m.readers}


def _letters(number: int) -> str:
    """Spell a number without digits, so that a mark is one word: baca, bada."""
    return "".join("bcdfghklmn"[int(digit)] + "a" for digit in f"{number:03d}")


def build() -> World:
    """Fill the town. What it does here, people do elsewhere: by the rooms' own actions."""
    world = _town()
    for visitor in VISITORS:
        if visitor.signed_in:
            _arrive(world, visitor)
    _relations(world)
    _keeper(world)
    for each in _rooms():
        each(world)
    return world


def build_more(world: World) -> None:
    """Put as much again into every room, so that every list grows."""
    for each in _rooms():
        with suppress(NotAllowed), transaction.atomic():  # some things are there only once
            each(world)


def _rooms() -> list[Callable[[World], None]]:
    """Every room's furniture, the projects first: much else stands in one.

    What the rooms ask and tell on their way comes last.
    """
    found = (m.name for m in pkgutil.iter_modules(furniture.__path__))
    late = {"projects": -1, "tasks": 1, "notices": 1}
    names = sorted(found, key=lambda name: (late.get(name, 0), name))
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
    word, may_read = world.word(), (visitor, *HELPERS.get(visitor.name, ()), *ORGANISERS)
    person = people.write_down(
        first_name=word, email=f"{word.lower()}@people.example", now=world.now
    )
    hand = Hand.own(person)
    surname = world.mark(f"the surname of {visitor}", *may_read)
    street = world.mark(f"the street of {visitor}", *may_read)
    needs = world.mark(f"the needs of {visitor}", *may_read)
    phone = f"07700 900 {len(world.people) + 1:03d}"
    people.say_name(
        by=hand, first_name=word, full_name=f"{word} {surname}", born_on=None, now=world.now
    )
    people.change(by=hand, now=world.now, phone=phone, address=f"4 {street} Street")
    people.say_needs(
        by=hand, needs={NEED: needs}, reads=Format.PLAIN, how_i_work_best="", now=world.now
    )
    if visitor.name == "guardian":
        people.change(by=hand, now=world.now, channel=Channel.LETTER)
    person.refresh_from_db()
    if visitor.name == "operator":
        Person.objects.filter(pk=person.pk).update(is_operator=True)
    else:
        _join(
            world.other if visitor is roles.ELSEWHERE else world.programme,
            person,
            visitor,
            world.now,
        )
    world.people[visitor.name] = person
    world.personal += [person.email or "", phone, surname, street, needs, person.code, word]


def _join(programme: Programme, person: Person, visitor: Visitor, now: datetime) -> None:
    membership = memberships.join(
        by=House(), programme=programme, person=person, now=now, weekly_minutes=7 * 60,
        young=visitor.name == "young person", paid_professional=bool(visitor.holds),
    )  # fmt: skip
    for role in sorted(visitor.holds):
        memberships.give_role(by=House(), membership=membership, role=Role(role), now=now)
    if visitor.name in STANDINGS:
        memberships.set_standing(
            by=Hand.own(person), membership=membership, to=STANDINGS[visitor.name], now=now
        )


def _keeper(world: World) -> None:
    """Let somebody run the other programme, so that there is something behind the wall."""
    keeper = people.write_down(first_name=world.word(), now=world.now)
    part = memberships.join(by=House(), programme=world.other, person=keeper, now=world.now)
    memberships.give_role(by=House(), membership=part, role=Role.FACILITATOR, now=world.now)
    programmes.welcome(programme=world.other, organisation=world.organisation, since_on=LONG_AGO)
    world.people[KEEPER] = keeper


def _relations(world: World) -> None:
    for helped, (helper,) in HELPERS.items():
        memberships.name_supporter(
            by=world.hand(helped), programme=world.programme,
            supporter=world.person(helper), now=world.now,
        )  # fmt: skip
