from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from alongside.foundation.people.models import Person
from alongside.foundation.programmes.models import ProgrammeRow, WalledKey
from alongside.foundation.projects.models import Project
from alongside.toolbox.references import About

from .states import Found, Framework, Good, Reach


class Review(ProgrammeRow):
    """At the end: one question we set out with, whether we found out, and why or why not."""

    project = WalledKey(Project, models.PROTECT, related_name="+")
    question = models.CharField(max_length=300)  # as it was asked
    found = models.CharField(max_length=12, choices=Found.choices)
    why = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["programme", "project", "question"], name="one_review_a_question"
            ),
            CheckConstraint(condition=~Q(why=""), name="a_review_says_why"),
        ]

    def __str__(self) -> str:
        return self.question


class Impact(About, ProgrammeRow):
    """Something that changed because people took part: expected or not, good or bad."""

    project = WalledKey(Project, models.PROTECT, related_name="+")
    what = models.TextField()
    for_whom = models.CharField(max_length=200)
    reach = models.CharField(max_length=12, choices=Reach.choices)
    good = models.CharField(max_length=8, choices=Good.choices)
    expected = models.BooleanField()
    evidence = models.TextField()  # how we know
    happened_on = models.DateField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            CheckConstraint(
                condition=~Q(what="") & ~Q(evidence=""), name="an_impact_says_how_we_know"
            )
        ]
        indexes = [
            models.Index(fields=["programme", "project", "-happened_on"], name="impacts_in_order")
        ]

    class Personal:
        by = "who wrote it down: seen by members of the project"

    def __str__(self) -> str:
        said = " ".join(self.what.split())
        return said if len(said) <= 120 else f"{said[:120].rstrip()}…"  # noqa: PLR2004 -- a line


class Note(ProgrammeRow):
    """What a person adds to one item of a report, beside what the records say."""

    project = WalledKey(Project, models.PROTECT, related_name="+")
    framework = models.CharField(max_length=16, choices=Framework.choices)
    item = models.CharField(max_length=16)
    text = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["programme", "project", "framework", "item"], name="one_note_an_item"
            )
        ]

    def __str__(self) -> str:
        return f"{self.framework} {self.item}"
