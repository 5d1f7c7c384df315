from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from alongside.foundation.notices.actions import tell
from alongside.foundation.people.models import Hand, Person
from alongside.foundation.programmes.models import Programme
from alongside.foundation.programmes.queries import policy
from alongside.foundation.trail.actions import record
from alongside.toolbox.money import pounds
from alongside.toolbox.moves import check_move
from alongside.toolbox.personal import called
from alongside.toolbox.references import Reference, about_fields
from alongside.toolbox.sentences import sentence
from alongside.toolbox.verdicts import insist

from . import rules
from .models import MoneyMove, Payment, PayWish
from .states import MOVES, POT_OF, Kind, Pot, Standing, Way

OWES = sentence("payments.owes", _("%(who)s wrote down money that is owed for “%(what)s”."))
CLAIMED = sentence("payments.claimed", _("%(who)s asked for money back: “%(what)s”."))
APPROVED = sentence("payments.approved", _("%(who)s said yes to money for “%(what)s”."))
PAID = sentence("payments.paid", _("%(who)s marked “%(what)s” as paid."))
TOOK_LESS = sentence("payments.took_less", _("%(who)s asked for less money for “%(what)s”."))
CHOSE_WAY = sentence("payments.chose_way", _("%(who)s chose how to be thanked."))
YOU_ARE_OWED = sentence(
    "payments.you_are_owed",
    _("We owe you %(amount)s for “%(what)s”."),
    _("You need do nothing. You can ask for less, or for nothing, on your money page."),
)
YOU_ARE_PAID = sentence(
    "payments.you_are_paid",
    _("We paid you %(amount)s for “%(what)s”."),
    _("If it does not reach you in three working days, ask us."),
)


@transaction.atomic
def owe(
    *,
    by: Hand,
    person: Person,
    programme: Programme,
    for_what: Reference,
    pence: int,
    due_on: date,
    now: datetime,
) -> Payment | None:
    """Owe a person thanks for a thing, exactly once, whatever is sent again. Nothing is no debt."""
    if pence <= 0:
        return None
    once = f"thanks {person.pk} {for_what.id}"
    payment, is_new = Payment.objects.get_or_create(
        programme=programme,
        once=once,
        defaults={
            "person": person,
            "kind": Kind.THANKS,
            "pence": pence,
            "asked_at": now,
            "due_on": due_on,
            "written_by": by.writer,
            **about_fields(for_what),
        },
    )
    if is_new:
        _pour(payment, out_of=Pot.POOL, into=Pot.CLAIMED, pence=pence, by=by, now=now)
        _record(OWES, by, payment, now)
        words = {"amount": pounds(pence), "what": called(payment)}
        tell(person, YOU_ARE_OWED, programme=programme, now=now, about=payment.ref(), words=words)
    return payment


@transaction.atomic
def claim_expense(
    *,
    by: Hand,
    programme: Programme,
    kind: Kind,
    pence: int,
    now: datetime,
    for_what: Reference | None = None,
    note: str = "",
) -> Payment:
    """Ask for money back. An amount and a kind are enough; staff may write it for a person."""
    once = f"{kind} {by.person.pk} {for_what.id if for_what else ''} {pence} {localdate(now)}"
    Person.objects.select_for_update().get(pk=by.person.pk)  # a double tap waits, then is told
    same = Payment.objects.within(programme).filter(once=once).first()
    insist(rules.may_claim(same))
    payment = Payment.objects.create(
        programme=programme,
        person=by.person,
        kind=kind,
        pence=pence,
        note=note,
        asked_at=now,
        due_on=localdate(now) + timedelta(days=policy(programme, "pay_days")),
        written_by=by.writer,
        once=once,
        **about_fields(for_what),
    )
    _pour(payment, out_of=Pot.POOL, into=Pot.CLAIMED, pence=pence, by=by, now=now)
    _record(CLAIMED, by, payment, now)
    return payment


@transaction.atomic
def approve(*, by: Hand, payment: Payment, now: datetime) -> None:
    """Say yes to a payment; a second pair of eyes, never one's own."""
    held = _hold(payment)
    insist(rules.may_approve(by.person, held))
    _move(held, to=Standing.APPROVED, by=by, now=now)
    _record(APPROVED, by, held, now)


@transaction.atomic
def mark_paid(*, by: Hand, payment: Payment, now: datetime) -> None:
    """The money has gone. It cannot go twice: the rule, the moves and the database all say no."""
    held = _hold(payment)
    insist(rules.may_mark_paid(by.person, held))
    held.paid_at = now
    _move(held, to=Standing.PAID, by=by, now=now)
    _record(PAID, by, held, now)
    words = {"amount": pounds(held.pence), "what": called(held)}
    tell(
        held.person, YOU_ARE_PAID, programme=held.programme, now=now, about=held.ref(), words=words
    )


@transaction.atomic
def take_less(*, by: Hand, payment: Payment, pence: int, now: datetime) -> None:
    """The person asks for less, or for nothing. A counter-entry gives the rest back."""
    held = _hold(payment)
    insist(rules.may_take_less(by.person, held, pence=pence))
    if pence == 0:
        _move(held, to=Standing.LET_GO, by=by, now=now)
    else:
        pot = POT_OF[Standing(held.standing)]
        _pour(held, out_of=pot, into=Pot.POOL, pence=held.pence - pence, by=by, now=now)
        held.pence = pence
        held.save(update_fields=["pence"])
    _record(TOOK_LESS, by, held, now)


@transaction.atomic
def choose_way(*, by: Hand, programme: Programme, way: Way, now: datetime) -> None:
    wish, _new = PayWish.objects.update_or_create(
        {"way": way, "chosen_at": now}, programme=programme, person=by.person
    )
    record(CHOSE_WAY, by=by, about=wish.ref(), programme_id=programme.pk, now=now)


def _hold(payment: Payment) -> Payment:
    rows = Payment.objects.within(payment.programme_id).select_for_update(of=("self",))
    return rows.select_related("person", "programme").get(pk=payment.pk)


def _move(held: Payment, *, to: Standing, by: Hand, now: datetime) -> None:
    """Every change of standing passes here, and the money goes with it."""
    start = Standing(held.standing)
    check_move(MOVES, start, to)
    _pour(held, out_of=POT_OF[start], into=POT_OF[to], pence=held.pence, by=by, now=now)
    held.standing = to
    held.save(update_fields=["standing", "paid_at"])


def _pour(payment: Payment, *, out_of: Pot, into: Pot, pence: int, by: Hand, now: datetime) -> None:
    MoneyMove.objects.create(
        programme_id=payment.programme_id,
        payment=payment,
        out_of=out_of,
        into=into,
        amount=pence,
        at=now,
        written_by=by.writer,
    )


def _record(key: str, by: Hand, payment: Payment, now: datetime) -> None:
    record(
        key,
        by=by,
        about=payment.ref(),
        programme_id=payment.programme_id,
        now=now,
        concerns=[payment.person_id],
    )
