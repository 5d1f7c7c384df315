from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from alongside.foundation.files.models import File
from alongside.foundation.people.models import Person
from alongside.foundation.programmes.models import ProgrammeRow, WalledKey
from alongside.foundation.projects.models import Project
from alongside.toolbox.personal import Who

from .states import Kind, LineEnds, MayUse


class Source(ProgrammeRow):
    """Something a project learns from: its bytes as they came, who brought it, how and when."""

    project = WalledKey(Project, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    file = WalledKey(File, models.PROTECT, related_name="+")
    how_it_came = models.CharField(max_length=300)
    may_use = models.CharField(max_length=12, choices=MayUse.choices)
    permission = models.CharField(max_length=300, blank=True)
    kept_where = models.CharField(max_length=200, blank=True)  # a paper, in a cupboard
    about_people = models.BooleanField(default=False)  # private things: not before an approval
    brought_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    brought_at = models.DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["programme", "project", "number"], name="each_source_has_its_number"
            ),
            CheckConstraint(
                condition=Q(about_people=False), name="nothing_private_before_an_approval"
            ),
            CheckConstraint(
                condition=~Q(may_use=MayUse.PERMISSION) | ~Q(permission=""),
                name="a_permission_says_whose",
            ),
        ]

    class Personal:
        brought_by = "who brought it: seen by members of the project"

    def __str__(self) -> str:
        return self.title


class SourceText(ProgrammeRow):
    """The words of a source, to read and to mark. Never changed: new words are a new one.

    Places in it are counted in code points of `text`.
    """

    source = WalledKey(Source, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    line_ends = models.CharField(max_length=8, choices=LineEnds.choices)
    what_changed = models.CharField(max_length=300)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["programme", "source", "number"], name="each_text_has_its_number"
            ),
            CheckConstraint(condition=~Q(text=""), name="a_text_has_words"),
        ]

    class Personal:
        text = "what was written or said: seen by members of the project"
        made_by = "who wrote it down: seen by members of the project"

    def __str__(self) -> str:
        return f"{self.source} ({self.number})"


class Access(ProgrammeRow):
    """Somebody outside the project may read a source: why, and from when until when."""

    source = WalledKey(Source, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    why = models.CharField(max_length=300)
    from_on = models.DateField()
    until_on = models.DateField()
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(until_on__gte=F("from_on")), name="access_ends_after_it_starts"
            ),
            CheckConstraint(condition=~Q(why=""), name="access_has_a_reason"),
        ]

    class Personal:
        person = "who may read it: seen by members of the project"
        why = Who("why they may: seen by members of the project")

    def __str__(self) -> str:
        return f"{self.person}: {self.source}"
