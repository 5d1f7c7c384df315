from alongside.phases.design.questions import actions
from alongside.phases.design.questions.states import Source
from alongside.throughout.feedback import actions as feedback
from alongside.throughout.feedback.models import Contribution
from alongside.throughout.feedback.states import Kind
from tests.house.world import FOREIGN, World


def furnish(world: World) -> None:
    by, now, project = world.hand("coordinator"), world.now, world.projects["going on"]
    idea, used = offer(world), offer(world)
    actions.turn_into_project(
        by=by, idea=used, title=world.word(), question=f"Why {world.word()}?",
        owner=world.organisation, now=now,
    )  # fmt: skip
    actions.ask(
        by=by, project=project, text=f"What about {world.word()}?", source=Source.GROUP,
        credit=world.word(), asked_on=world.today, now=now,
    )  # fmt: skip
    world.put("questions:turn", "an idea", pk=idea.pk)
    world.put("questions:turn", "an idea that became a project", pk=used.pk)
    for state in ("going on", "just begun", FOREIGN):
        world.put("questions", state, pk=world.projects[state].pk)


def offer(world: World) -> Contribution:
    """Somebody without an account has an idea, and says how to reach them."""
    contact = world.mark("how to reach a stranger", "facilitator", "coordinator", "project lead")
    return feedback.contribute(
        by=None, programme=world.programme, kind=Kind.IDEA, text=f"{world.word()} for all",
        name_as_wished=world.word(), contact=contact, now=world.now,
    )  # fmt: skip
