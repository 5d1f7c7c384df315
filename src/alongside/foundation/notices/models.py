from django.db import models
from django.db.models import CheckConstraint, Q

from alongside.foundation.people.models import Person
from alongside.foundation.people.states import Channel
from alongside.foundation.programmes.models import ProgrammeRow, WalledKey
from alongside.toolbox.references import About

from .states import Delivery


class Message(ProgrammeRow):
    """One thing that goes to one person: an email, a letter, a call. It carries notices."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    channel = models.CharField(max_length=12, choices=Channel.choices)
    delivery = models.CharField(max_length=8, choices=Delivery.choices, default=Delivery.WAITING)
    job = models.CharField(max_length=120)  # who took it: a second lease knows its own
    taken_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)
    told_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    asked = models.PositiveSmallIntegerField(default=0)  # how often somebody was asked to do it

    class Meta:
        constraints = [
            CheckConstraint(
                condition=~Q(delivery=Delivery.TOLD) | Q(told_at__isnull=False),
                name="told_at_a_moment",
            )
        ]
        indexes = [
            models.Index(fields=["programme", "delivery", "taken_at"], name="what_is_on_its_way"),
            models.Index(fields=["programme", "person", "taken_at"], name="what_went_to_a_person"),
        ]

    class Personal:
        channel = "how it went to them: seen by them and by staff"
        told_by = "who told them: seen by staff"

    def __str__(self) -> str:
        return self.get_channel_display()


class Notice(About, ProgrammeRow):
    """Something a person is told, by the means they chose."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    message = WalledKey(Message, models.PROTECT, null=True, blank=True, related_name="notices")
    key = models.CharField(max_length=60)  # the sentence
    words = models.JSONField(default=dict)
    said_at = models.DateTimeField()
    channel = models.CharField(max_length=12, choices=Channel.choices)  # in force when it was said
    delivery = models.CharField(max_length=8, choices=Delivery.choices, default=Delivery.WAITING)
    due_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["programme", "person", "-said_at"], name="what_a_person_was_told"),
            models.Index(fields=["programme", "delivery", "due_at"], name="what_is_to_be_told"),
            models.Index(fields=["programme", "message"], name="what_a_message_carries"),
        ]

    class Personal:
        words = "first names and titles in the sentence: seen by the person told and by staff"
        channel = "how they wanted to be told: seen by them and by staff"
        seen_at = "when they saw it here: seen by nobody, so that old news is not shown as new"

    def __str__(self) -> str:
        return self.key
