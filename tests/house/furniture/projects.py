from alongside.foundation.people.models import House
from alongside.foundation.projects import actions
from alongside.foundation.projects.models import Project
from tests.house.roles import ELSEWHERE
from tests.house.world import FOREIGN, World

INSIDE = ("person", "young person", "supporter", "guardian", "facilitator", "coordinator")


def furnish(world: World) -> None:
    world.projects["going on"] = project = begin(world, "going on")
    for name in INSIDE:
        actions.add_member(
            by=House(), project=project, person=world.person(name), now=world.now,
            role=world.word(), what=world.word(), time=world.word(),
        )  # fmt: skip
    world.projects["just begun"] = begin(world, "just begun")
    world.projects[FOREIGN] = Project.objects.create(
        programme=world.other, title=world.mark("a project of Gull Point", ELSEWHERE),
        question=world.mark("a question of Gull Point", ELSEWHERE), owner=world.organisation,
        money_with=world.organisation, data_with=world.organisation, started_at=world.now,
    )  # fmt: skip


def begin(world: World, name: str) -> Project:
    return actions.start(
        by=world.hand("coordinator"), programme=world.programme, title=f"{world.word()} {name}",
        question=f"Why {world.word()}?", owner=world.organisation, now=world.now,
    )  # fmt: skip
