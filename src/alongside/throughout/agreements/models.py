from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from alongside.foundation.people.models import Person
from alongside.foundation.programmes.models import ProgrammeRow, WalledKey
from alongside.foundation.projects.models import Project
from alongside.toolbox.personal import Said

from .states import ClauseStanding, Says


class Clause(ProgrammeRow):
    """One thing the group wants to hold to, in somebody's words."""

    project = WalledKey(Project, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    standing = models.CharField(
        max_length=12, choices=ClauseStanding.choices, default=ClauseStanding.IN
    )
    instead_of = WalledKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    why_not = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["programme", "project", "number"],
                condition=Q(standing=ClauseStanding.IN),
                name="one_clause_in_each_place",
            ),
            CheckConstraint(condition=~Q(text=""), name="a_clause_says_something"),
            CheckConstraint(
                condition=~Q(standing=ClauseStanding.TAKEN_OUT) | ~Q(why_not=""),
                name="taken_out_with_a_reason",
            ),
        ]

    class Personal:
        proposed_by = "who proposed it: seen by members of the project"

    def __str__(self) -> str:
        return self.text[:80]


class Version(ProgrammeRow):
    """The words as everyone was asked about them. They never change."""

    project = WalledKey(Project, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    clauses = models.JSONField()  # a list of {"id", "text"}
    put_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    put_at = models.DateTimeField()
    review_on = models.DateField()
    went_on_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    went_on_why = models.TextField(blank=True)
    went_on_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["programme", "project", "number"], name="each_version_has_its_number"
            ),
            CheckConstraint(
                condition=Q(went_on_by=None) | (~Q(went_on_why="") & Q(went_on_at__isnull=False)),
                name="going_on_comes_with_its_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} ({self.number})"


class Word(ProgrammeRow):
    """What one person says to one version: yes, or what would need to change."""

    version = WalledKey(Version, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    says = models.CharField(max_length=8, choices=Says.choices)
    what = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["programme", "version", "person"], name="one_word_each_on_a_version"
            ),
            CheckConstraint(condition=Q(says=Says.AGREE) | ~Q(what=""), name="a_change_says_what"),
        ]

    class Personal:
        says = "whether they agree: seen by members of the project"
        what = Said("what would need to change: seen by members of the project")

    def __str__(self) -> str:
        return self.get_says_display()
