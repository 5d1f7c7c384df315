from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import QuerySet
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation.notices.models import Notice
from alongside.foundation.people.models import Hand, Person
from alongside.foundation.people.states import How, Role
from alongside.throughout.payments import actions, queries
from alongside.throughout.payments.models import MoneyMove, Payment
from alongside.throughout.payments.states import Kind, Pot, Standing, Way
from alongside.toolbox.ids import uuid7
from alongside.toolbox.references import Reference
from alongside.toolbox.verdicts import NotAllowed
from tests.factories import NOON, TODAY, ProgrammeFactory, facilitator, member

pytestmark = pytest.mark.django_db


class Till:
    """A programme with somebody who agrees, somebody who pays, and Amina."""

    def __init__(self) -> None:
        self.programme = ProgrammeFactory.create()
        self.farah = facilitator(self.programme)
        self.denise = member(self.programme, Role.FINANCE)
        self.amina = member(self.programme)
        self.walk = Reference("gatherings.gathering", uuid7(), "Bus stop walk")

    def owe(self, pence: int = 3120, person: Person | None = None) -> Payment | None:
        return actions.owe(
            by=Hand.own(self.farah),
            person=person or self.amina,
            programme=self.programme,
            for_what=self.walk,
            pence=pence,
            due_on=TODAY + timedelta(days=30),
            now=NOON,
        )

    def owed(self) -> Payment:
        payment = self.owe()
        assert payment is not None
        return payment

    def claim(self, pence: int = 360, by: Hand | None = None) -> Payment:
        return actions.claim_expense(
            by=by or Hand.own(self.amina),
            programme=self.programme,
            kind=Kind.TRAVEL,
            pence=pence,
            now=NOON,
        )

    def approve(self, payment: Payment, by: Person | None = None) -> None:
        actions.approve(by=Hand.own(by or self.farah), payment=payment, now=NOON)

    def pay(self, payment: Payment, by: Person | None = None) -> None:
        later = NOON + timedelta(days=4)
        actions.mark_paid(by=Hand.own(by or self.denise), payment=payment, now=later)


def test_what_is_owed_for_a_thing_is_owed_once_and_the_person_hears_of_it() -> None:
    till = Till()

    first, second = till.owe(), till.owe(pence=9999)

    assert first == second
    assert [row.pence for row in queries.owed_to(till.amina, till.programme)] == [3120]
    assert Notice.objects.within(till.programme).filter(person=till.amina).count() == 1


def test_nothing_owed_is_no_debt() -> None:
    till = Till()

    assert till.owe(pence=0) is None
    assert not Payment.objects.within(till.programme).exists()


def test_money_goes_from_asked_to_agreed_to_paid() -> None:
    till = Till()
    payment = till.owed()

    till.approve(payment)
    till.pay(payment)

    pots = queries.pots(till.programme, till.amina)
    assert {pot: pence for pot, pence in pots.items() if pence} == {Pot.POOL: -3120, Pot.PAID: 3120}
    assert queries.owed_to(till.amina, till.programme) == []
    assert queries.usual_days_to_pay(till.programme) == 4


def test_nothing_is_paid_twice() -> None:
    till = Till()
    payment = till.owed()
    till.approve(payment)
    till.pay(payment)

    with pytest.raises(NotAllowed, match="Nothing is paid twice"):
        till.pay(payment)
    with pytest.raises(IntegrityError), transaction.atomic():
        MoneyMove.objects.create(
            programme=till.programme, payment=payment, out_of=Pot.APPROVED, into=Pot.PAID,
            amount=1, at=NOON, written_by=till.denise,
        )  # fmt: skip


def test_the_database_itself_keeps_every_move() -> None:
    till = Till()
    till.owed()
    moves = MoneyMove.objects.within(till.programme)

    with pytest.raises(DatabaseError), transaction.atomic():
        actions_update(moves)
    with pytest.raises(DatabaseError), transaction.atomic():
        moves.delete()


def actions_update(moves: QuerySet[MoneyMove]) -> None:
    moves.update(amount=1)


@pytest.mark.requirement("R133")
def test_a_claim_needs_an_amount_and_a_kind_and_no_more() -> None:
    till = Till()

    payment = till.claim()

    assert (payment.pence, payment.kind, payment.note) == (360, Kind.TRAVEL, "")


@pytest.mark.requirement("R133")
def test_a_facilitator_writes_a_claim_for_somebody_and_it_is_marked() -> None:
    till = Till()

    payment = till.claim(by=Hand(till.amina, till.farah, How.PAPER))

    assert (payment.person, payment.written_by) == (till.amina, till.farah)


def test_the_same_claim_on_the_same_day_is_a_double_tap() -> None:
    till = Till()
    till.claim()

    with pytest.raises(NotAllowed, match="asked for this already"):
        till.claim()

    till.claim(pence=410)  # the way back
    assert Payment.objects.within(till.programme).count() == 2


@pytest.mark.parametrize(
    ("who", "says"),
    [("amina", "A facilitator can say yes"), ("farah", ""), ("denise", "")],
)
def test_who_may_agree(who: str, says: str) -> None:
    till = Till()
    payment = till.owed()

    if says:
        with pytest.raises(NotAllowed, match=says):
            till.approve(payment, by=getattr(till, who))
    else:
        till.approve(payment, by=getattr(till, who))
        payment.refresh_from_db()
        assert payment.standing == Standing.APPROVED


def test_nobody_agrees_to_or_pays_their_own() -> None:
    till = Till()
    own = till.claim(by=Hand.own(till.farah))
    paying = till.claim(by=Hand.own(till.denise))
    till.approve(paying)

    with pytest.raises(NotAllowed, match="Ask somebody else to say yes"):
        till.approve(own)
    with pytest.raises(NotAllowed, match="Ask somebody else to pay it"):
        till.pay(paying)
    with pytest.raises(NotAllowed, match="Nobody has said yes"):
        till.pay(own)
    with pytest.raises(NotAllowed, match="looks after the money"):
        till.pay(paying, by=till.farah)


@pytest.mark.requirement("R129")
def test_a_person_may_take_less_or_nothing_and_nobody_else_decides_it() -> None:
    till = Till()
    payment = till.owed()

    with pytest.raises(NotAllowed, match="Only the person"):
        actions.take_less(by=Hand.own(till.farah), payment=payment, pence=0, now=NOON)
    with pytest.raises(NotAllowed, match="Write less"):
        actions.take_less(by=Hand.own(till.amina), payment=payment, pence=3120, now=NOON)
    actions.take_less(by=Hand.own(till.amina), payment=payment, pence=1000, now=NOON)
    less = queries.pots(till.programme)[Pot.CLAIMED]
    actions.take_less(by=Hand.own(till.amina), payment=payment, pence=0, now=NOON)

    assert less == 1000
    assert queries.owed_to(till.amina, till.programme) == []
    assert not +queries.pots(till.programme)
    with pytest.raises(NotAllowed, match="settled already"):
        actions.take_less(by=Hand.own(till.amina), payment=payment, pence=0, now=NOON)
    with pytest.raises(NotAllowed, match="looked at this already"):
        till.approve(payment)


@pytest.mark.requirement("R129")
def test_a_person_chooses_how_to_be_thanked_and_may_change_it() -> None:
    till = Till()

    for way in (Way.CHARITY, Way.VOUCHER):
        actions.choose_way(by=Hand.own(till.amina), programme=till.programme, way=way, now=NOON)

    assert queries.way_of(till.amina, till.programme) == Way.VOUCHER
    assert queries.way_of(till.farah, till.programme) == Way.ASK


@given(st.lists(st.tuples(st.integers(0, 2), st.sampled_from("oacpln")), max_size=14))
def test_all_pots_sum_to_zero_and_nothing_is_paid_twice(steps: list[tuple[int, str]]) -> None:
    till = Till()
    people = [till.amina, *(member(till.programme) for _ in range(2))]
    paid: dict[object, int] = {}
    for who, step in steps:
        attempt(till, people[who], step, paid)

        pots = queries.pots(till.programme)
        rows = list(Payment.objects.within(till.programme))
        assert sum(pots.values()) == 0
        for pot, standing in (
            (Pot.CLAIMED, Standing.CLAIMED),
            (Pot.APPROVED, Standing.APPROVED),
            (Pot.PAID, Standing.PAID),
        ):
            assert pots[pot] == sum(row.pence for row in rows if row.standing == standing)
        assert all(count == 1 for count in paid.values())
        assert len({(row.person_id, row.about_id) for row in rows if row.about_id}) == sum(
            row.about_id is not None for row in rows
        )


def attempt(till: Till, person: Person, step: str, paid: dict[object, int]) -> None:
    """One step of anything that can happen, retried at once: the second must change nothing."""
    for _ in range(2):
        try:
            if step == "o":
                till.owe(person=person)
            elif step == "c":
                till.claim(by=Hand.own(person))
            else:
                on_the_oldest(till, person, step, paid)
        except NotAllowed:
            pass


def on_the_oldest(till: Till, person: Person, step: str, paid: dict[object, int]) -> None:
    payment = queries.of_person(person, till.programme).last()
    if payment is None:
        return
    if step == "a":
        till.approve(payment)
    elif step == "p":
        till.pay(payment)
        paid[payment.pk] = paid.get(payment.pk, 0) + 1
    else:
        pence = payment.pence - 1 if step == "l" else 0
        actions.take_less(by=Hand.own(person), payment=payment, pence=pence, now=NOON)


@pytest.mark.postgresql
def test_two_people_who_pay_at_the_same_moment_pay_once(
    at_once: Callable[..., list[object]],
) -> None:
    till = Till()
    other = member(till.programme, Role.FINANCE)
    payment = till.owed()
    till.approve(payment)

    answers = at_once([lambda: till.pay(payment), lambda: till.pay(payment, by=other)])

    assert sorted(type(answer).__name__ for answer in answers) == ["NoneType", "NotAllowed"]
    assert queries.pots(till.programme)[Pot.PAID] == 3120


@pytest.mark.postgresql
def test_owing_at_the_same_moment_owes_once(at_once: Callable[..., list[object]]) -> None:
    till = Till()

    at_once([till.owe, till.owe, till.owe])

    assert queries.pots(till.programme)[Pot.CLAIMED] == 3120
