from alongside.throughout.payments import actions
from alongside.throughout.payments.states import Kind
from tests.house.roles import ELSEWHERE
from tests.house.world import FOREIGN, World


def furnish(world: World) -> None:
    by, finance, now = world.hand("person"), world.hand("finance"), world.now
    for state in ("claimed", "agreed", "paid"):
        note = world.mark(
            f"a note on money, {state}", "person", "supporter", "finance", "facilitator",
            "coordinator", "project lead",
        )  # fmt: skip
        payment = actions.claim_expense(
            by=by, programme=world.programme, kind=Kind.TRAVEL, pence=480 + world.words, note=note,
            now=now,
        )  # fmt: skip
        if state != "claimed":
            actions.approve(by=world.hand("coordinator"), payment=payment, now=now)
        if state == "paid":
            payment.refresh_from_db()
            actions.mark_paid(by=finance, payment=payment, now=now)
        world.put("payments", state, pk=payment.pk)
    other = actions.claim_expense(
        by=world.hand(ELSEWHERE), programme=world.other, kind=Kind.TRAVEL, pence=900 + world.words,
        now=now,
        note=world.behind_the_wall("a claim"),
    )  # fmt: skip
    world.put("payments", FOREIGN, pk=other.pk)
