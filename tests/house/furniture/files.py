from alongside.foundation.files import actions
from tests.house.world import World


def furnish(world: World) -> None:
    by, now, project = world.hand("facilitator"), world.now, world.projects["going on"]
    file = actions.receive(
        by=by, programme=world.programme, name="notes.txt", content=b"What we said.\n", now=now,
        about=project.ref(),
    )  # fmt: skip
    paper = actions.begin_document(
        programme=world.programme, title=world.word(), about=project.ref(), now=now
    )
    actions.add_version(by=by, document=paper, format="plain", now=now, file=file)
    world.put("files:file", "brought by a facilitator", pk=file.pk)
    world.put("files:document files:mine files:ask files:add", "in one format", pk=paper.pk)
