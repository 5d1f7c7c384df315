from typing import Any

from alongside.phases.dissemination import actions, queries
from alongside.phases.dissemination.models import Output
from alongside.phases.dissemination.states import Kind, Licence, Naming
from tests.house.roles import ELSEWHERE
from tests.house.world import FOREIGN, World

PROJECT = "dissemination:project dissemination:audience dissemination:begin"
OUT = "dissemination:one dissemination:poster dissemination:poster_pdf"
WORK = (
    "dissemination:work dissemination:change dissemination:picture dissemination:own "
    "dissemination:thank dissemination:name dissemination:share dissemination:seen "
    "dissemination:publish dissemination:take_back dissemination:release dissemination:begin_again "
    "dissemination:set_aside"
)
STATES = ("being made", "with those who had a part", "out", "taken back")


def furnish(world: World) -> None:
    project, by = world.projects["going on"], world.hand("facilitator")
    for state in ("going on", "just begun", FOREIGN):
        world.put(PROJECT, state, pk=world.projects[state].pk)
    actions.plan_audience(
        by=by, project=project, who=world.word(), why=world.word(), way=world.word(),
        decided_by=world.word(), decided_on=world.today, now=world.now,
    )  # fmt: skip
    for reached, state in enumerate(STATES):
        output = _bring(world, state, reached)
        world.put(WORK, state, pk=output.pk, key="names")
        if state == "out":
            world.put(OUT, state, pk=output.pk)
    foreign = Output.objects.create(
        programme=world.other, project=world.projects[FOREIGN], kind=Kind.FILM,
        title=world.mark("a film of Gull Point", ELSEWHERE), picture=True,
        made_by=world.person(ELSEWHERE), made_at=world.now,
    )  # fmt: skip
    world.put(f"{WORK} {OUT}", FOREIGN, pk=foreign.pk, key="names")


def _bring(world: World, state: str, reached: int) -> Output:
    by, now = world.hand("facilitator"), world.now
    written: dict[str, Any] = {name: world.word() for name in ("summary", "body", "found")}
    output = actions.begin(
        by=by, project=world.projects["going on"], kind=Kind.FILM, picture=True,
        title=f"{world.word()} {state}", now=now, **written,
    )  # fmt: skip
    credit = actions.thank(
        by=by, output=output, person=world.person("person"), roles=["chairing"], now=now
    )
    name = world.word()
    actions.choose_name(
        by=world.hand("person"), credit=credit, naming=Naming.OTHER, name=name, now=now
    )
    actions.agree_ownership(
        by=by, output=output, what=world.word(), created_by=world.word(), owners=world.word(),
        licence=Licence.BY, agreed_by=world.word(), agreed_on=world.today, now=now,
    )  # fmt: skip
    if reached >= 1:
        actions.share(by=by, output=output, now=now)
    if state == "out":
        for person in world.people.values():
            if person.pk in {copy.person_id for copy in queries.copies(output)}:
                actions.say_seen(by=by.own(person), output=output, now=now)
        actions.publish(by=by, output=output, now=now)
    if state == "taken back":
        actions.take_back(by=by, output=output, why=world.word(), now=now)
    return output
