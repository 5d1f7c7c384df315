from alongside.throughout.decisions import actions
from alongside.throughout.decisions.models import Decision
from alongside.throughout.decisions.states import Choice, Kind, Method, Who
from tests.house.world import FOREIGN, KEEPER, World


def furnish(world: World) -> None:
    for state in ("open", "decided"):
        decision = put(world, "going on", f"{world.word()}?")
        sayings = {
            option: actions.Saying(Choice.WORRY, world.word())
            for option in decision.options.all()[:1]
        }
        actions.say(by=world.hand("person"), decision=decision, sayings=sayings, now=world.now)
        if state == "decided":
            actions.decide(
                by=world.hand("coordinator"), decision=decision, reasons=world.word(),
                next_steps=world.word(), review_on=world.in_days(60), now=world.now,
            )  # fmt: skip
        world.put("decisions", state, pk=decision.pk)
    other = put(world, FOREIGN, world.behind_the_wall("a decision"))
    world.put("decisions", FOREIGN, pk=other.pk)


def put(world: World, project: str, question: str) -> Decision:
    foreign = project == FOREIGN
    return actions.put(
        by=world.hand(KEEPER if foreign else "coordinator"),
        programme=world.other if foreign else world.programme,
        project=world.projects[project], question=question, kind=Kind.SHARED,
        why_this_kind=world.word(), options=[world.word(), world.word()],
        method=Method.CONSENT, opens_on=world.today, closes_on=world.in_days(7),
        who_decides=world.word(), who=Who.PROGRAMME, now=world.now,
    )  # fmt: skip
