from alongside.foundation.people.models import Hand
from alongside.foundation.people.states import How
from alongside.throughout.feedback import actions
from alongside.throughout.feedback.models import Contribution
from alongside.throughout.feedback.states import Kind, Outcome
from tests.house.roles import ELSEWHERE
from tests.house.world import FOREIGN, ORGANISERS, World

ONE = (
    "feedback:one feedback:answer feedback:set_down feedback:send_back feedback:told feedback:name"
)


def furnish(world: World) -> None:
    lead, now = world.hand("facilitator"), world.now
    for state in ("waiting", "answered", "not answered", "closed"):
        said = say(world, text=f"{world.word()} {state}")
        if state in {"answered", "not answered"}:
            actions.answer(
                by=lead, contribution=said, outcome=Outcome.DONE, why=world.word(), now=now,
                what_changed=world.word(),
            )  # fmt: skip
        if state == "not answered":
            actions.send_back(by=world.hand("person"), contribution=said, now=now)
        if state == "closed":
            actions.set_down(by=lead, contribution=said, why=world.word(), now=now)
        world.put(ONE, state, pk=said.pk)
    secret = world.mark("something said in private", "person", "supporter", *ORGANISERS)
    say(world, text=secret, private=True)
    helped = Hand(world.person("person"), world.person("facilitator"), How.PHONE)
    written = say(world, text=world.word(), by=helped)
    world.put(ONE, "written down by phone", pk=written.pk)
    other = actions.contribute(
        by=None, programme=world.other, kind=Kind.IDEA, now=now,
        text=world.mark("an idea in Gull Point", ELSEWHERE),
    )  # fmt: skip
    world.put(ONE, FOREIGN, pk=other.pk)


def say(world: World, *, text: str, by: Hand | None = None, private: bool = False) -> Contribution:
    hand = by or world.hand("person")
    return actions.contribute(
        by=hand, programme=world.programme, project=world.projects["going on"],
        kind=Kind.COMMENT, text=text, private=private, now=world.now,
    )  # fmt: skip
