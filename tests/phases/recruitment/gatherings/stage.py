"""A workshop in Marram Bay, brought as far as a test needs it."""

from datetime import datetime, timedelta
from typing import Any

from alongside.foundation.people.models import Hand, Person
from alongside.foundation.projects.states import Level
from alongside.phases.recruitment.gatherings import actions, queries
from alongside.phases.recruitment.gatherings.models import Gathering, Invitation
from alongside.phases.recruitment.gatherings.states import Answer, Expenses, Item
from tests.factories import NOON, ProgrammeFactory, ProjectFactory, facilitator, member

STARTS = NOON + timedelta(days=21)
LATER = STARTS + timedelta(minutes=5)


class Stage:
    """One facilitator, three people who live here, one gathering."""

    def __init__(self, *, now: datetime = NOON, **plan: Any) -> None:
        self.now = now
        self.programme = ProgrammeFactory.create()
        self.farah = facilitator(self.programme)
        self.people = [member(self.programme) for _ in range(3)]
        self.project = ProjectFactory.create(programme=self.programme)
        self.gathering = self.plan(**plan)

    @property
    def hand(self) -> Hand:
        return Hand.own(self.farah)

    def plan(self, **changes: Any) -> Gathering:
        told: dict[str, Any] = {
            "title": "Survey workshop",
            "purpose": "Try the survey.",
            "level": Level.WORKING_WITH,
            "why_level": "The questions are open.",
            "what_we_ask": "Answer the survey and say what was hard.",
            "place": "Pier Street Library",
            "starts_at": STARTS,
            "ends_at": STARTS + timedelta(hours=2),
            "project": self.project,
        }
        return actions.plan(
            by=self.hand, programme=self.programme, now=self.now, **(told | changes)
        )

    def again(self) -> Gathering:
        return queries.gatherings(self.programme).get(pk=self.gathering.pk)

    def invitation(self, person: Person) -> Invitation:
        found = queries.invitation_of(person, self.gathering)
        assert found is not None
        return found

    def listed(self, *people: Person) -> "Stage":
        actions.choose_people(
            by=self.hand,
            gathering=self.gathering,
            people=people or self.people,
            why_here="Uses the bus",
            now=self.now,
        )
        return self

    def invited(self) -> "Stage":
        self.listed()
        actions.invite(by=self.hand, gathering=self.gathering, now=self.now)
        return self

    def answers(self, person: Person, *needs: str, says: Answer = Answer.COMING) -> None:
        actions.answer(
            by=Hand.own(person),
            invitation=self.invitation(person),
            says=says,
            needs=needs,
            now=self.now,
        )

    def ready(self) -> "Stage":
        self.invited()
        for person in self.people:
            self.answers(person)
        actions.get_ready(by=self.hand, gathering=self.gathering, now=self.now)
        return self

    def opened(self) -> "Stage":
        self.ready()
        actions.open_(by=self.hand, gathering=self.gathering, now=LATER)
        return self

    def here(self, *people: Person) -> "Stage":
        ids = [self.invitation(person).pk for person in people]
        actions.mark_here(by=self.hand, gathering=self.gathering, here=ids, now=LATER)
        return self

    def marked(self, mark: Expenses = Expenses.KNOWS_HOW) -> "Stage":
        marks = {one: mark for one in queries.invited(self.gathering) if one.came}
        actions.mark_expenses(by=self.hand, gathering=self.gathering, marks=marks, now=LATER)
        return self

    def closed(self, *here: Person, now: datetime = LATER) -> "Stage":
        self.opened().here(*(here or self.people)).marked()
        actions.close(by=self.hand, gathering=self.gathering, now=now)
        return self

    def item(self, by: Person, kind: Item = Item.CHAT, **more: Any) -> Any:
        told: dict[str, Any] = {"title": "The evening bus", "minutes": 20} | more
        return actions.add_item(
            by=Hand.own(by), gathering=self.gathering, kind=kind, now=self.now, **told
        )
