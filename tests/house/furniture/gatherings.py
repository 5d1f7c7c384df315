from datetime import timedelta

from alongside.foundation.people.models import Hand
from alongside.foundation.projects.states import Level
from alongside.phases.recruitment.gatherings import actions, queries
from alongside.phases.recruitment.gatherings.models import Gathering
from alongside.phases.recruitment.gatherings.states import (
    Answer,
    Duty,
    Expenses,
    Item,
    Met,
)
from tests.house.roles import ELSEWHERE
from tests.house.world import FOREIGN, ORGANISERS, World

STATES = ("planned", "asked", "ready", "going on", "over", "followed up", "called off")
ONE = (
    "gatherings:detail gatherings:sheet gatherings:organise gatherings:change gatherings:more "
    "gatherings:helpers gatherings:people gatherings:reasons gatherings:invite gatherings:answer "
    "gatherings:needs gatherings:ready gatherings:call_off gatherings:agenda gatherings:notes "
    "gatherings:day gatherings:open gatherings:here gatherings:expenses gatherings:close "
    "gatherings:claim gatherings:follow_up gatherings:aside"
)
INVITED = ("person", "supporter", "somebody having a rest")


def furnish(world: World) -> None:
    for reached, state in enumerate(STATES[:-1]):
        Furnished(world, state).bring(reached)
    off = Furnished(world, "called off")
    off.bring(1)
    actions.call_off(by=off.lead, gathering=off.gathering, now=world.now)
    foreign = Gathering.objects.create(
        programme=world.other, title=world.mark("a gathering of Gull Point", ELSEWHERE),
        purpose=world.mark("its purpose", ELSEWHERE), starts_at=world.now,
        ends_at=world.now + timedelta(hours=1), planned_by=world.person(ELSEWHERE),
        planned_at=world.now,
    )  # fmt: skip
    world.put(ONE, FOREIGN, pk=foreign.pk, key="notice")


class Furnished:
    """One gathering, brought through its states."""

    def __init__(self, world: World, state: str) -> None:
        self.world, self.state, self.lead = world, state, world.hand("facilitator")
        self.gathering = actions.plan(
            by=self.lead, programme=world.programme, title=f"{world.word()} {state}",
            purpose=world.word(), level=Level.WORKING_WITH, why_level=world.word(),
            what_we_ask=world.word(), place=world.word(), pay_pence=1560, now=world.now,
            starts_at=world.now + timedelta(minutes=20), ends_at=world.now + timedelta(hours=2),
            support=world.word(), other_ways=world.word(),
        )  # fmt: skip
        world.put(ONE, state, pk=self.gathering.pk, key="notice")

    def bring(self, reached: int) -> None:
        self._plan()
        for step in (self._invite, self._ready, self._open, self._close, self._follow_up)[:reached]:
            step()

    def _plan(self) -> None:
        world, now = self.world, self.world.now
        actions.choose_people(
            by=self.lead, gathering=self.gathering, why_here=world.word(), now=now,
            people=[world.person(name) for name in INVITED],
        )  # fmt: skip
        helper = self._help(Duty.NOTES)
        world.put("gatherings:step_down", self.state, pk=self.gathering.pk, helper=helper)
        item = actions.add_item(
            by=world.hand("person"), gathering=self.gathering, kind=Item.CHAT,
            title=world.word(), minutes=20, now=now,
        )  # fmt: skip
        names = "gatherings:item gatherings:earlier gatherings:drop"
        world.put(names, self.state, pk=self.gathering.pk, item=item.pk)

    def _help(self, duty: Duty) -> object:
        who = self.world.person("person")
        actions.take_on(
            by=self.lead, gathering=self.gathering, who=who, duty=duty, now=self.world.now
        )
        return queries.helpers(self.gathering).get(person=who, duty=duty).pk

    def _invite(self) -> None:
        world = self.world
        actions.invite(by=self.lead, gathering=self.gathering, now=world.now)
        secret = world.mark(f"a need, {self.state}", "person", "supporter", *ORGANISERS)
        for name in INVITED:
            person = world.person(name)
            mine = queries.invitation_of(person, self.gathering)
            assert mine is not None
            needs = [secret] if name == "person" else []
            says = Answer.MAYBE if name == "supporter" else Answer.COMING
            actions.answer(
                by=Hand.own(person), invitation=mine, says=says, needs=needs, now=world.now
            )
        need = queries.needs(self.gathering).get()
        world.put("gatherings:need", self.state, pk=self.gathering.pk, need=need.pk)

    def _ready(self) -> None:
        world = self.world
        need = queries.needs(self.gathering).get()
        why = world.mark(f"why not, {self.state}", "person", "supporter", *ORGANISERS)
        actions.answer_need(
            by=self.lead, need=need, answer=Met.PARTLY, why=why, instead=why, now=world.now
        )
        actions.get_ready(by=self.lead, gathering=self.gathering, now=world.now)

    def _open(self) -> None:
        actions.open_(by=self.lead, gathering=self.gathering, now=self.world.now)
        here = queries.invitation_of(self.world.person("person"), self.gathering)
        assert here is not None
        actions.mark_here(
            by=self.lead, gathering=self.gathering, here=[here.pk], now=self.world.now
        )

    def _close(self) -> None:
        marks = dict.fromkeys(queries.invited(self.gathering).filter(came=True), Expenses.KNOWS_HOW)
        now = self.world.now
        actions.mark_expenses(by=self.lead, gathering=self.gathering, marks=marks, now=now)
        notes = {item: self.world.word() for item in queries.agenda(self.gathering)}
        actions.write_notes(by=self.lead, gathering=self.gathering, notes=notes, now=now)
        actions.close(by=self.lead, gathering=self.gathering, now=now)
        missed = queries.my_catching_up(self.world.person("supporter"), self.gathering)
        assert missed is not None
        self.world.put(
            "gatherings:caught_up", self.state, pk=self.gathering.pk, catching_up=missed.pk
        )

    def _follow_up(self) -> None:
        actions.follow_up(
            by=self.lead, gathering=self.gathering, what_came_of_it=self.world.word(),
            now=self.world.now,
        )  # fmt: skip
