"""Hours and money: append-only moves from one pot to another, so that all pots sum to zero.

A correction is a counter-entry. A room keeps its own table by deriving from `Transfer`.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Protocol

from django.db import models
from django.db.models import CheckConstraint, F, Q


class Move(Protocol):
    out_of: str
    into: str
    amount: int


class Transfer(models.Model):
    """One move of an amount. It is never changed; a second one may take it back.

    Rooms derive from this and from ProgrammeRow: what is unique is so within the programme.
    """

    out_of = models.CharField(max_length=20)
    into = models.CharField(max_length=20)
    amount = models.PositiveIntegerField()  # minutes or pence, as the room says
    at = models.DateTimeField()
    reverses = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="reversals"
    )

    class Meta:
        abstract = True
        constraints = [
            CheckConstraint(condition=Q(amount__gt=0), name="%(class)s_moves_something"),
            CheckConstraint(condition=~Q(out_of=F("into")), name="%(class)s_goes_elsewhere"),
            models.UniqueConstraint(
                fields=["programme", "reverses"], name="%(class)s_reversed_once"
            ),
        ]


def balances(moves: Iterable[Move]) -> Counter[str]:
    """What stands in each pot. The values sum to zero, whatever the moves."""
    pots: Counter[str] = Counter()
    for move in moves:
        pots[move.out_of] -= move.amount
        pots[move.into] += move.amount
    return pots
