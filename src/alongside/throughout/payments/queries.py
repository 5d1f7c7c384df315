from collections import Counter
from dataclasses import dataclass
from datetime import date
from statistics import median
from uuid import UUID

from django.db.models import QuerySet, Sum
from django.utils.timezone import localdate

from alongside.foundation.people.models import Person
from alongside.foundation.programmes.models import Programme
from alongside.toolbox.ledger import balances

from .models import MoneyMove, Payment, PayWish
from .states import OWED, Standing, Way


def payments(programme: Programme | UUID) -> QuerySet[Payment]:
    return Payment.objects.within(programme).select_related("person", "written_by")


def of_person(person: Person, programme: Programme) -> QuerySet[Payment]:
    """Everything one person was ever owed here, newest first."""
    return payments(programme).filter(person=person).order_by("-asked_at", "-pk")


@dataclass(frozen=True, slots=True)
class Owed:
    """What one person is owed for one thing, ready to say."""

    words: str
    pence: int
    due_on: date
    agreed: bool
    payment: Payment


def owed_to(person: Person, programme: Programme) -> list[Owed]:
    """What this person is owed and has not been paid, soonest first: one query."""
    rows = payments(programme).filter(person=person, standing__in=OWED)
    return [
        Owed(str(row), row.pence, row.due_on, row.standing == Standing.APPROVED, row)
        for row in rows.order_by("due_on", "pk")
    ]


def claims(programme: Programme) -> QuerySet[Payment]:
    """What waits for somebody's yes, oldest first."""
    return payments(programme).filter(standing=Standing.CLAIMED).order_by("asked_at", "pk")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A payment on the money page, with how long it has waited."""

    payment: Payment
    days: int
    late_days: int
    way: str  # how the person likes to be thanked


def waiting(programme: Programme, standing: Standing, *, today: date) -> list[Waiting]:
    """What stands here, oldest first, with the days it has waited: two queries."""
    rows = payments(programme).filter(standing=standing).order_by("asked_at", "pk")
    liked = ways(programme)
    return [
        Waiting(
            payment=row,
            days=(today - localdate(row.asked_at)).days,
            late_days=max(0, (today - row.due_on).days),
            way=liked.get(row.person_id, ""),
        )
        for row in rows
    ]


def to_approve(programme: Programme, *, today: date) -> list[Waiting]:
    return waiting(programme, Standing.CLAIMED, today=today)


def to_pay(programme: Programme, *, today: date) -> list[Waiting]:
    return waiting(programme, Standing.APPROVED, today=today)


def usual_days_to_pay(programme: Programme) -> int | None:
    """How long the last thirty payments took, the middle one; nothing before the first."""
    rows = payments(programme).filter(standing=Standing.PAID).order_by("-paid_at", "-pk")[:30]
    took = [(row.paid_at - row.asked_at).days for row in rows if row.paid_at]
    return round(median(took)) if took else None


def pots(programme: Programme, person: Person | None = None) -> Counter[str]:
    """What stands in each pot; all of them sum to zero."""
    moves = MoneyMove.objects.within(programme)
    if person is not None:
        moves = moves.filter(payment__person=person)
    return balances(moves)


def total_owed(programme: Programme) -> int:
    rows = Payment.objects.within(programme).filter(standing__in=OWED)
    return rows.aggregate(pence=Sum("pence"))["pence"] or 0


def way_of(person: Person, programme: Programme) -> str:
    wish = PayWish.objects.within(programme).filter(person=person).first()
    return wish.way if wish else Way.ASK


def ways(programme: Programme) -> dict[UUID, str]:
    """How each person likes to be thanked, in words, by the person's id: one query."""
    return {wish.person_id: wish.get_way_display() for wish in PayWish.objects.within(programme)}
