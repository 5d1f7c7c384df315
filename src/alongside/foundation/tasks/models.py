from django.db import models
from django.db.models import CheckConstraint, Q

from alongside.foundation.people.models import Person
from alongside.foundation.programmes.models import ProgrammeRow
from alongside.toolbox.references import About


class Task(About, ProgrammeRow):
    """Something asked of somebody, by a day. Said by key, in the language of whoever reads it."""

    asked_of = models.ForeignKey(Person, models.PROTECT, related_name="+")
    for_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    key = models.CharField(max_length=60)  # the sentence
    words = models.JSONField(default=dict)
    due_on = models.DateField()
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=300, blank=True)
    once = models.CharField(max_length=120)  # the same thing is asked once

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "once"], name="the_same_is_asked_once"),
            CheckConstraint(
                condition=Q(done_at=None, done_by=None) | Q(done_at__isnull=False),
                name="done_by_comes_with_done_at",
            ),
        ]
        indexes = [
            models.Index(
                fields=["programme", "asked_of", "due_on"],
                condition=Q(done_at=None),
                name="tasks_still_to_do",
            )
        ]

    class Personal:
        outcome = "what came of it: seen by whoever was asked and by staff"
        words = "first names and titles in the sentence: seen by whoever was asked and by staff"

    def __str__(self) -> str:
        return self.key


class SetAside(About, ProgrammeRow):
    """A piece of advice somebody set aside, and why. The reason is kept and shown."""

    check_key = models.CharField(max_length=60)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "about_id", "check_key"], name="set_aside_once"
            )
        ]

    def __str__(self) -> str:
        return self.check_key
