from alongside.throughout.agreements import actions
from alongside.throughout.agreements.states import Says
from tests.house.world import FOREIGN, World

WHOLE = "agreements:agreement agreements:sheet agreements:propose agreements:put"
CLAUSE = "agreements:clause agreements:reword agreements:take_out"
VERSION = "agreements:version agreements:answer agreements:go_on"


def furnish(world: World) -> None:
    project, now = world.projects["going on"], world.now
    facilitator, person = world.hand("facilitator"), world.hand("person")
    for by in (facilitator, person):
        kept = actions.propose(by=by, project=project, text=world.word(), now=now)
    out = actions.propose(by=person, project=project, text=world.word(), now=now)
    actions.take_out(by=facilitator, clause=out, why=world.word(), now=now)
    version = actions.put_to_everyone(
        by=facilitator, project=project, review_on=world.in_days(90), now=now
    )
    actions.answer(by=person, version=version, says=Says.AGREE, now=now)
    actions.answer(by=facilitator, version=version, says=Says.CHANGE, what=world.word(), now=now)
    world.put(WHOLE, "asked", pk=project.pk)
    world.put(WHOLE, "empty", pk=world.projects["just begun"].pk)
    world.put(WHOLE, FOREIGN, pk=world.projects[FOREIGN].pk)
    world.put(CLAUSE, "in", pk=kept.pk)
    world.put(CLAUSE, "taken out", pk=out.pk)
    world.put(VERSION, "asked", pk=version.pk)
