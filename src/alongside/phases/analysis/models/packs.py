"""Passages put together to be read, and the marks people make in them."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from alongside.foundation.people.models import Person
from alongside.foundation.programmes.models import ProgrammeRow, WalledKey
from alongside.foundation.projects.models import Project
from alongside.phases.collection.models import SourceText
from alongside.toolbox.personal import Said

from ..states import PackStanding, Round, Settled


class Code(ProgrammeRow):
    """A short name for something that comes up, and what it means in plain words."""

    project = WalledKey(Project, models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    plain = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["programme", "project", "name"], name="one_code_for_a_name")
        ]

    class Personal:
        made_by = "who named it: seen by members of the project"

    def __str__(self) -> str:
        return self.name


class Pack(ProgrammeRow):
    """Passages, a few codes and some readers: read apart first, then together."""

    project = WalledKey(Project, models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    look_for = models.TextField(blank=True)
    minutes = models.PositiveSmallIntegerField(default=45)
    until_on = models.DateField()
    standing = models.CharField(
        max_length=8, choices=PackStanding.choices, default=PackStanding.DRAFT
    )
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Personal:
        made_by = "who put it together: seen by members of the project"

    def __str__(self) -> str:
        return self.title


class Part(ProgrammeRow):
    """Which sentences of which text are in a pack."""

    pack = WalledKey(Pack, models.PROTECT, related_name="parts")
    text = WalledKey(SourceText, models.PROTECT, related_name="+")
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["programme", "pack", "text"], name="each_text_once_in_a_pack"),
            CheckConstraint(
                condition=Q(first__gte=1, last__gte=F("first")), name="a_part_has_a_sentence"
            ),
        ]

    def __str__(self) -> str:
        return str(self.text)


class PackCode(ProgrammeRow):
    """A code that readers of a pack may use."""

    pack = WalledKey(Pack, models.PROTECT, related_name="codes")
    code = WalledKey(Code, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            UniqueConstraint(fields=["programme", "pack", "code"], name="each_code_once_in_a_pack")
        ]

    def __str__(self) -> str:
        return str(self.code)


class Reader(ProgrammeRow):
    """Somebody who reads a pack, first alone."""

    pack = WalledKey(Pack, models.PROTECT, related_name="readers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["programme", "pack", "person"], name="reads_a_pack_once")
        ]

    def __str__(self) -> str:
        return str(self.person)


class Settling(ProgrammeRow):
    """What people made of one place when they looked at it together, and why. Kept for ever."""

    pack = WalledKey(Pack, models.PROTECT, related_name="+")
    text = WalledKey(SourceText, models.PROTECT, related_name="+")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    how = models.CharField(max_length=12, choices=Settled.choices)
    why = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(end__gt=F("start")), name="a_settled_place_has_letters"),
            CheckConstraint(condition=~Q(why=""), name="settled_with_a_reason"),
            UniqueConstraint(
                fields=["programme", "pack", "text", "start", "end"],
                condition=Q(replaced_at=None),
                name="one_outcome_stands_for_a_place",
            ),
        ]

    class Personal:
        by = "who wrote it down: seen by members of the project"

    def __str__(self) -> str:
        return self.get_how_display()


class Coding(ProgrammeRow):
    """A mark: these letters of this text, this code, this person, in this round.

    `chosen` repeats the letters, so that it can always be checked that the place is right.
    """

    pack = WalledKey(Pack, models.PROTECT, related_name="+")
    text = WalledKey(SourceText, models.PROTECT, related_name="+")
    start = models.PositiveIntegerField()  # code points, from 0
    end = models.PositiveIntegerField()  # not included
    chosen = models.TextField()
    code = WalledKey(Code, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    round = models.CharField(max_length=8, choices=Round.choices)
    note = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    settling = WalledKey(Settling, models.PROTECT, null=True, blank=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(end__gt=F("start")), name="a_mark_has_letters"),
            CheckConstraint(
                condition=Q(round=Round.APART, settling=None)
                | Q(round=Round.TOGETHER, settling__isnull=False),
                name="marked_together_comes_from_talking",
            ),
            UniqueConstraint(
                fields=["programme", "pack", "person", "text", "start", "end", "code", "round"],
                condition=Q(taken_back_at=None),
                name="the_same_is_marked_once",
            ),
        ]
        indexes = [
            models.Index(fields=["programme", "pack", "text", "start"], name="marks_in_a_text")
        ]

    class Personal:
        chosen = "words people said or wrote: seen by members of the project"
        person = "who marked it: seen by them alone, then by members when all are done"
        note = Said("what they thought: seen like the mark")

    def __str__(self) -> str:
        said = " ".join(self.chosen.split())
        return said if len(said) <= 80 else f"{said[:80].rstrip()}…"  # noqa: PLR2004 -- a line
