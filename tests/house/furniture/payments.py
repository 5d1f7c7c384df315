from alongside.throughout.payments import actions
from alongside.throughout.payments.models import Payment
from alongside.throughout.payments.states import Kind, Way
from tests.house.roles import ELSEWHERE
from tests.house.world import FOREIGN, ORGANISERS, World

ONE = "payments:one payments:less"


def furnish(world: World) -> None:
    readers = ("person", "supporter", "finance", *ORGANISERS)
    for pence, state in enumerate(("asked for", "agreed", "paid", "not wanted"), start=310):
        payment = actions.claim_expense(
            by=world.hand("person"), programme=world.programme, kind=Kind.TRAVEL, pence=pence,
            note=world.mark(f"a claim, {state}", *readers), now=world.now,
        )  # fmt: skip
        bring(world, payment, state)
        world.put(ONE, state, pk=payment.pk)
    actions.choose_way(
        by=world.hand("person"), programme=world.programme, way=Way.VOUCHER, now=world.now
    )
    foreign = actions.claim_expense(
        by=world.hand(ELSEWHERE), programme=world.other, kind=Kind.FOOD, pence=100,
        note=world.mark("a claim in Gull Point", ELSEWHERE), now=world.now,
    )  # fmt: skip
    world.put(ONE, FOREIGN, pk=foreign.pk)


def bring(world: World, payment: Payment, state: str) -> None:
    if state in {"agreed", "paid"}:
        actions.approve(by=world.hand("facilitator"), payment=payment, now=world.now)
    if state == "paid":
        actions.mark_paid(by=world.hand("finance"), payment=payment, now=world.now)
    if state == "not wanted":
        actions.take_less(by=world.hand("person"), payment=payment, pence=0, now=world.now)
