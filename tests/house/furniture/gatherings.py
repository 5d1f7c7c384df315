from datetime import timedelta
from typing import Any

from alongside.foundation.people.models import Person
from alongside.foundation.projects.states import Level
from alongside.phases.recruitment.gatherings import actions, queries
from alongside.phases.recruitment.gatherings.models import CatchingUp, Gathering
from alongside.phases.recruitment.gatherings.states import Answer, Duty, Expenses, Item, Met
from tests.house.world import FOREIGN, KEEPER, World

COMING = ("person", "supporter")
LATE = "somebody new, in no project"
STATES = ("planned", "invited", "ready", "open", "closed", "followed up", "called off")


def furnish(world: World) -> None:
    for state in STATES:
        _Stage(world, state).put()
    other = plan(world, FOREIGN, world.behind_the_wall("a gathering"))
    gaps = dict.fromkeys(("need", "item", "helper", "catching_up"), other.pk)
    world.put("gatherings", FOREIGN, pk=other.pk, key="nothing", **gaps)


def plan(world: World, project: str, title: str) -> Gathering:
    foreign = project == FOREIGN
    return actions.plan(
        by=world.hand(KEEPER if foreign else "facilitator"),
        programme=world.other if foreign else world.programme,
        project=world.projects[project], title=title, purpose=world.word(),
        level=Level.WORKING_WITH, why_level=world.word(), what_we_ask=world.word(),
        place=world.word(), starts_at=world.now + timedelta(minutes=1),
        ends_at=world.now + timedelta(hours=2), now=world.now,
    )  # fmt: skip


class _Stage:
    """One gathering, brought as far as its state."""

    def __init__(self, world: World, state: str) -> None:
        self.world, self.state, self.by = world, state, world.hand("facilitator")
        self.it = plan(world, "going on", world.word())
        self.later = world.now + timedelta(minutes=5)
        self.first: dict[str, Any] = {"by": self.by, "gathering": self.it, "now": world.now}
        self.then: dict[str, Any] = {"by": self.by, "gathering": self.it, "now": self.later}

    def put(self) -> None:
        people = [self.world.person(name) for name in (*COMING, LATE)]
        actions.choose_people(people=people, why_here=self.world.word(), **self.first)
        gaps = {"item": self._agenda(), "helper": self._helper()}
        self._call(people, gaps)
        self.world.put("gatherings", self.state, pk=self.it.pk, key="nothing", **gaps)

    def _agenda(self) -> object:
        for _each in range(2):
            item = actions.add_item(
                kind=Item.CHECK_IN, title=self.world.word(), minutes=10, **self.first
            )
        return item.pk

    def _helper(self) -> object:
        actions.take_on(who=self.world.person("person"), duty=Duty.CHAIR, **self.first)
        return queries.helpers(self.it)[0].pk

    def _call(self, people: list[Person], gaps: dict[str, object]) -> None:
        if self.state == "planned":
            return
        actions.invite(**self.first)
        for person in people:
            self._answer(person, gaps)
        if self.state == "called off":
            actions.call_off(**self.first)
        elif self.state != "invited":
            self._hold(gaps)

    def _answer(self, person: Person, gaps: dict[str, object]) -> None:
        one = queries.invitation_of(person, self.it)
        assert one
        needs = []
        if person == self.world.person("person"):
            needs = [self.world.mark("a need for a gathering", *COMING, "facilitator",
                                     "coordinator", "project lead")]  # fmt: skip
        actions.answer(
            by=self.world.hand(person), invitation=one, says=Answer.COMING, needs=needs,
            now=self.world.now,
        )  # fmt: skip
        for need in queries.needs(self.it):
            gaps["need"] = need.pk
            if self.state != "invited" and not need.answer:
                actions.answer_need(by=self.by, need=need, answer=Met.MET, now=self.world.now)

    def _hold(self, gaps: dict[str, object]) -> None:
        actions.get_ready(**self.first)
        if self.state == "ready":
            return
        actions.open_(**self.then)
        here = [queries.invitation_of(self.world.person(name), self.it) for name in COMING]
        actions.mark_here(here=[one.pk for one in here if one], **self.then)
        if self.state == "open":
            return
        came = [one for one in queries.invited(self.it) if one.came]
        actions.mark_expenses(marks=dict.fromkeys(came, Expenses.KNOWS_HOW), **self.then)
        actions.close(**self.then)
        missed = CatchingUp.objects.within(self.world.programme).filter(
            invitation__gathering=self.it
        )
        gaps["catching_up"] = missed.get().pk
        if self.state == "followed up":
            actions.follow_up(what_came_of_it=self.world.word(), **self.then)
