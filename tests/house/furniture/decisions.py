from datetime import timedelta

from alongside.foundation.people.models import Hand
from alongside.throughout.decisions import actions
from alongside.throughout.decisions.actions import Saying
from alongside.throughout.decisions.models import Decision, Option
from alongside.throughout.decisions.states import Choice, Kind, Method
from tests.house.roles import ELSEWHERE
from tests.house.world import FOREIGN, World

ONE = "decisions:one decisions:say decisions:decide"


def furnish(world: World) -> None:
    for state, kind in (
        ("open", Kind.SHARED),
        ("nobody has said", Kind.ADVISED),
        ("not shared", Kind.NOT_SHARED),
        ("decided", Kind.SHARED),
    ):
        decision = put(world, state, kind)
        if state in {"open", "decided"}:
            say(world, decision)
        if state == "decided":
            actions.decide(
                by=world.hand("facilitator"), decision=decision, reasons=world.word(),
                next_steps=world.word(), now=world.now, review_on=world.in_days(90),
            )  # fmt: skip
        world.put(ONE, state, pk=decision.pk)
    foreign = Decision.objects.create(
        programme=world.other, question=world.mark("a question of Gull Point", ELSEWHERE),
        kind=Kind.SHARED, why_this_kind="-", method=Method.CONSENT, opens_on=world.today,
        closes_on=world.today, asked_by=world.person(ELSEWHERE), asked_at=world.now,
    )  # fmt: skip
    world.put(ONE, FOREIGN, pk=foreign.pk)


def put(world: World, state: str, kind: Kind) -> Decision:
    return actions.put(
        by=world.hand("person"), programme=world.programme, question=f"{world.word()} {state}",
        kind=kind, why_this_kind=world.word(), options=[world.word(), world.word()],
        method=Method.THUMBS if state == "open" else Method.CONSENT, opens_on=world.today,
        closes_on=(world.now + timedelta(days=7)).date(), now=world.now,
        who_decides=world.word(), meaning={"money": world.word()},
    )  # fmt: skip


def say(world: World, decision: Decision) -> None:
    yes, worried = world.person("person"), world.person("supporter")
    first, second = (
        Option.objects.within(world.programme).filter(decision=decision).order_by("place")
    )
    for person, choice in ((yes, Choice.YES), (worried, Choice.WORRY)):
        worry = world.word() if choice == Choice.WORRY else ""
        actions.say(
            by=Hand.own(person), decision=decision, now=world.now,
            sayings={first: Saying(choice, worry), second: Saying(Choice.NO, world.word())},
        )  # fmt: skip
