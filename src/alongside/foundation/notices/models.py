from django.db import models

from alongside.foundation.people.models import Person
from alongside.foundation.people.states import Channel
from alongside.foundation.programmes.models import ProgrammeRow
from alongside.toolbox.references import About

from .states import Delivery


class Notice(About, ProgrammeRow):
    """Something a person is told, by the means they chose when it was said."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    key = models.CharField(max_length=60)  # the sentence
    words = models.JSONField(default=dict)
    said_at = models.DateTimeField()
    channel = models.CharField(max_length=12, choices=Channel.choices)
    delivery = models.CharField(max_length=8, choices=Delivery.choices, default=Delivery.WAITING)
    due_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["programme", "person", "-said_at"], name="what_a_person_was_told"),
            models.Index(fields=["programme", "delivery", "due_at"], name="what_is_to_be_told"),
        ]

    class Personal:
        words = "first names and titles in the sentence: seen by the person told and by staff"
        channel = "how they wanted to be told: seen by them and by staff"
        seen_at = "when they saw it here: seen by nobody, so that old news is not shown as new"

    def __str__(self) -> str:
        return self.key
