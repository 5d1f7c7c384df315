from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from alongside.foundation.people.models import Person
from alongside.foundation.programmes.models import ProgrammeRow, WalledKey
from alongside.toolbox.ledger import Transfer
from alongside.toolbox.personal import Said
from alongside.toolbox.references import About

from .states import Kind, Pot, Standing, Way


class Payment(About, ProgrammeRow):
    """Money one person is owed for one thing. Its moves are in the ledger, not here."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    pence = models.PositiveIntegerField()
    standing = models.CharField(max_length=8, choices=Standing.choices, default=Standing.CLAIMED)
    note = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    paid_at = models.DateTimeField(null=True, blank=True)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    once = models.CharField(max_length=200)  # the same is owed once, whatever is sent again

    class Meta:
        constraints = [
            UniqueConstraint(fields=["programme", "once"], name="the_same_is_owed_once"),
            CheckConstraint(
                condition=Q(standing=Standing.LET_GO) | Q(pence__gt=0), name="owes_something"
            ),
            CheckConstraint(
                condition=Q(standing=Standing.PAID, paid_at__isnull=False)
                | (~Q(standing=Standing.PAID) & Q(paid_at=None)),
                name="paid_says_when",
            ),
        ]
        indexes = [
            models.Index(fields=["programme", "standing", "asked_at"], name="what_is_owed_first"),
            models.Index(fields=["programme", "person", "-asked_at"], name="money_of_a_person"),
        ]

    class Personal:
        pence = "how much they are owed: seen by them and by staff who pay"
        note = Said("what it was for, in their words: seen by them and by staff who pay")

    def __str__(self) -> str:
        return self.about_said or self.note or self.get_kind_display()


class MoneyMove(Transfer, ProgrammeRow):
    """Pence of one payment that went from one pot to another."""

    payment = WalledKey(Payment, models.PROTECT, related_name="+")
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta(Transfer.Meta):
        constraints = [
            *Transfer.Meta.constraints,
            UniqueConstraint(
                fields=["programme", "payment", "into"],
                condition=~Q(into=Pot.POOL),
                name="money_arrives_in_a_pot_once",
            ),
        ]

    class Personal:
        amount = "how much moved: seen by them and by staff who pay"

    def __str__(self) -> str:
        return f"{self.amount} pence, {self.out_of} to {self.into}"


class PayWish(ProgrammeRow):
    """How a person likes to be thanked. They can change it when they like."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    way = models.CharField(max_length=8, choices=Way.choices)
    chosen_at = models.DateTimeField()

    class Meta:
        constraints = [UniqueConstraint(fields=["programme", "person"], name="one_wish_each")]

    class Personal:
        way = "how they like to be thanked: seen by them and by staff who pay"

    def __str__(self) -> str:
        return self.get_way_display()
