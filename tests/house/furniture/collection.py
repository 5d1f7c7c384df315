from alongside.foundation.people.models import Hand
from alongside.foundation.projects.models import Project
from alongside.phases.collection import actions
from alongside.phases.collection.models import Source
from alongside.phases.collection.states import Kind, MayUse
from tests.house.world import FOREIGN, World

REGISTER = "collection:register collection:bring"
SOURCE = "collection:source collection:words collection:give_access"


def furnish(world: World) -> None:
    project = world.projects["going on"]
    source = bring(world, project, world.hand("person"))
    access = actions.give_access(
        by=world.hand("facilitator"), source=source, person=world.person("person"),
        why=world.word(), until_on=world.in_days(30), now=world.now,
    )  # fmt: skip
    world.put(REGISTER, "with a source", pk=project.pk)
    world.put(REGISTER, "empty", pk=world.projects["just begun"].pk)
    world.put(REGISTER, FOREIGN, pk=world.projects[FOREIGN].pk)
    world.put(SOURCE, "with words", pk=source.pk)
    world.put("collection:end_access", "given", pk=access.pk)


def bring(world: World, project: Project, by: Hand) -> Source:
    return actions.bring_in(
        by=by, project=project, title=world.word(), kind=Kind.TRANSCRIPT,
        how_it_came=world.word(), may_use=MayUse.OURS, kept_where=world.word(),
        name="said.txt", now=world.now,
        content=f"We wait in the dark. {world.word()} said.\r\nNobody asked us. Ask.".encode(),
    )  # fmt: skip
