from django.db import models
from django.db.models import Q, UniqueConstraint

from alongside.foundation.people.models import Person
from alongside.foundation.programmes.models import ProgrammeRow
from alongside.toolbox.ledger import Transfer
from alongside.toolbox.references import About

from .states import Kind, Pot


class HoursMove(Transfer, About, ProgrammeRow):
    """Minutes of one person's week that went from one pot to another."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    week = models.DateField()  # its Monday
    on_day = models.DateField(null=True, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.ACTIVITY)
    written_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta(Transfer.Meta):
        constraints = [
            *Transfer.Meta.constraints,
            UniqueConstraint(
                fields=["programme", "person", "week"],
                condition=Q(out_of=Pot.PROGRAMME, into=Pot.FREE, reverses=None),
                name="a_week_is_opened_once",
            ),
        ]
        indexes = [
            models.Index(fields=["programme", "person", "week"], name="hours_of_a_week"),
            models.Index(fields=["programme", "about_id", "person"], name="hours_for_a_thing"),
        ]

    class Personal:
        amount = "how long they gave: seen by them and by organisers"

    def __str__(self) -> str:
        return f"{self.amount} minutes, {self.out_of} to {self.into}"
