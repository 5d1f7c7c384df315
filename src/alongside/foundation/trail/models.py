from typing import Protocol
from uuid import UUID

from django.db import models

from alongside.toolbox.ids import uuid7
from alongside.toolbox.references import About

NOWHERE = UUID(int=0)  # the programme of what people keep about themselves: none


class Signature(Protocol):
    """Whose act it is, whose hand wrote it down, and how it came: see people's Hand."""

    @property
    def person_id(self) -> UUID | None: ...
    @property
    def writer_id(self) -> UUID | None: ...
    @property
    def how(self) -> str: ...


class Entry(About):
    """One thing somebody did. Ids and words only; never changed, never deleted."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme_id = models.UUIDField(default=NOWHERE)
    at = models.DateTimeField()
    person_id = models.UUIDField(null=True)  # whose act it is; nobody's: the house's own
    writer_id = models.UUIDField(null=True)  # who wrote it down
    how = models.CharField(max_length=12, blank=True)
    key = models.CharField(max_length=60)  # the sentence
    words = models.JSONField(default=dict)
    answers = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["programme_id", "about_id", "at"], name="what_happened_to_it"),
            models.Index(fields=["programme_id", "person_id", "at"], name="what_a_person_did"),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def on_behalf(self) -> bool:
        return self.person_id != self.writer_id


class Concern(models.Model):
    """A person an entry concerns: they may read it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme_id = models.UUIDField(default=NOWHERE)
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")
    person_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme_id", "entry", "person_id"], name="concerned_once"
            )
        ]
        indexes = [models.Index(fields=["person_id", "entry"], name="what_concerns_a_person")]

    def __str__(self) -> str:
        return f"{self.person_id}"


class Seal(models.Model):
    """One link of the chain that holds the trail together: number, entry, what it said.

    Keyed with a key outside the database, so that whoever can write there cannot seal anew.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    entry_id = models.UUIDField(unique=True)  # no key to the entry: the seal outlives it
    digest = models.BinaryField(max_length=32)  # what the entry said
    seal = models.BinaryField(max_length=32)  # and that it came after the one before
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.number)
