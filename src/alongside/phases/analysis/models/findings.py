"""Themes, findings, what people say to them, and recommendations."""

from typing import ClassVar

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from alongside.foundation.people.models import Person
from alongside.foundation.people.states import How
from alongside.foundation.programmes.models import ProgrammeRow, WalledKey
from alongside.foundation.projects.models import Project
from alongside.phases.collection.models import SourceText
from alongside.toolbox.ids import short_code
from alongside.toolbox.personal import Said, Who
from alongside.toolbox.sealed import SealedText

from ..states import SAID_YES, Consent, FindingStanding, Reply, Stance, ThemeStanding
from .packs import Code, Coding


class Theme(ProgrammeRow):
    """Something that runs through what people said: codes and passages that belong together."""

    project = WalledKey(Project, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    words = models.TextField(blank=True)
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    standing = models.CharField(
        max_length=8, choices=ThemeStanding.choices, default=ThemeStanding.IN_USE
    )

    class Personal:
        proposed_by = "who proposed it: seen by members of the project"

    def __str__(self) -> str:
        return self.name


class Merge(ProgrammeRow):
    """One theme went into another: who did it, why, and whether it was undone."""

    theme = WalledKey(Theme, models.PROTECT, related_name="+")
    into = WalledKey(Theme, models.PROTECT, related_name="+")
    why = models.CharField(max_length=300)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            CheckConstraint(condition=~Q(why=""), name="a_merge_has_a_reason"),
            CheckConstraint(condition=~Q(theme=F("into")), name="a_theme_goes_into_another"),
            UniqueConstraint(
                fields=["programme", "theme"],
                condition=Q(undone_at=None),
                name="a_theme_goes_into_one_other",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.theme} → {self.into}"


class ThemePart(ProgrammeRow):
    """A code or a passage that a theme gathers."""

    theme = WalledKey(Theme, models.PROTECT, related_name="parts")
    code = WalledKey(Code, models.PROTECT, null=True, blank=True, related_name="+")
    coding = WalledKey(Coding, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    taken_out_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(code=None, coding__isnull=False) | Q(code__isnull=False, coding=None),
                name="a_theme_gathers_a_code_or_a_passage",
            ),
            UniqueConstraint(
                fields=["programme", "theme", "code"],
                condition=Q(taken_out_at=None, code__isnull=False),
                name="a_code_once_in_a_theme",
            ),
            UniqueConstraint(
                fields=["programme", "theme", "coding"],
                condition=Q(taken_out_at=None, coding__isnull=False),
                name="a_passage_once_in_a_theme",
            ),
        ]

    def __str__(self) -> str:
        return str(self.code or self.coding)


class Finding(ProgrammeRow):
    """Something we found, in a sentence, with what it means and who sees it otherwise."""

    project = WalledKey(Project, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    statement = models.CharField(max_length=300)
    meaning = models.TextField(blank=True)
    minority_view = models.TextField(blank=True)
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    standing = models.CharField(
        max_length=8, choices=FindingStanding.choices, default=FindingStanding.DRAFT
    )
    final_at = models.DateTimeField(null=True, blank=True)
    final_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    unchecked_why = models.CharField(max_length=300, blank=True)  # final without asking everyone

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["programme", "project", "number"], name="each_finding_has_its_number"
            ),
            CheckConstraint(
                condition=~Q(standing=FindingStanding.FINAL)
                | Q(final_at__isnull=False, final_by__isnull=False),
                name="a_final_finding_says_who_and_when",
            ),
        ]

    class Personal:
        proposed_by = "who proposed it: seen by members of the project"
        minority_view = "how some see it otherwise: seen with the finding"

    def __str__(self) -> str:
        return self.statement


class FindingTheme(ProgrammeRow):
    """A theme a finding stands on."""

    finding = WalledKey(Finding, models.PROTECT, related_name="themes")
    theme = WalledKey(Theme, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["programme", "finding", "theme"], name="a_theme_once_in_a_finding"
            )
        ]

    def __str__(self) -> str:
        return str(self.theme)


class Quote(ProgrammeRow):
    """A passage a finding stands on, who said it, and whether and how they wish to be quoted."""

    finding = WalledKey(Finding, models.PROTECT, related_name="quotes")
    text = WalledKey(SourceText, models.PROTECT, related_name="+")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    chosen = models.TextField()
    said_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    said_by_words = models.CharField(max_length=120, blank=True)  # somebody without an account
    contact = SealedText()
    consent = models.CharField(max_length=12, choices=Consent.choices, default=Consent.NOT_ASKED)
    name_as_wished = models.CharField(max_length=80, blank=True)
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    taken_out_at = models.DateTimeField(null=True, blank=True)
    taken_out_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(end__gt=F("start")), name="a_quote_has_letters"),
            CheckConstraint(
                condition=~Q(consent=Consent.WITH_NAME) | ~Q(name_as_wished=""),
                name="a_name_is_the_one_they_wish",
            ),
            UniqueConstraint(
                fields=["programme", "finding", "text", "start", "end"],
                condition=Q(taken_out_at=None),
                name="a_passage_once_in_a_finding",
            ),
        ]

    OWNER: ClassVar = "said_by_id"

    class Personal:
        chosen = Said("words people said or wrote: seen by members; outside only with their yes")
        said_by = "who said it: seen by members of the project"
        said_by_words = Who("who said it: seen by members of the project")
        contact = Who("how to reach them without an account: sealed, seen by whoever asks them")
        consent = "whether they may be quoted: seen by members of the project"
        name_as_wished = Who("the name they wish beside it: seen by all, where they said yes")

    def __str__(self) -> str:
        said = " ".join(self.chosen.split())
        return said if len(said) <= 80 else f"{said[:80].rstrip()}…"  # noqa: PLR2004 -- a line

    @property
    def said_by_name(self) -> str:
        """Who said it, for people of the project."""
        if self.said_by is not None:
            return self.said_by.first_name
        return self.said_by_words or str(self.text.source)

    @property
    def may_be_shown(self) -> bool:
        """Outside the project, words are shown with a yes only."""
        return self.taken_out_at is None and self.consent in SAID_YES

    @property
    def attribution(self) -> str:
        """The name to put beside the words: theirs as they wish, or where it is from, or none."""
        if self.consent == Consent.WITH_NAME:
            return self.name_as_wished
        return str(self.text.source) if self.consent == Consent.PUBLISHED else ""


class Standpoint(ProgrammeRow):
    """How one person sees a finding. Differing ones stand side by side, with no rank."""

    finding = WalledKey(Finding, models.PROTECT, related_name="standpoints")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    stance = models.CharField(max_length=12, choices=Stance.choices)
    words = models.TextField(blank=True)
    name_as_wished = models.CharField(max_length=80, blank=True)  # empty: no name, please
    at = models.DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["programme", "finding", "person"], name="one_standpoint_each"),
            CheckConstraint(
                condition=Q(stance=Stance.AGREES) | ~Q(words=""), name="another_way_says_which"
            ),
        ]

    class Personal:
        person = "who sees it so: seen with the name they wish"
        words = Said("how they see it: seen by members of the project")
        name_as_wished = Who("the name they wish beside it: seen by members of the project")

    def __str__(self) -> str:
        return self.get_stance_display()


class CheckBack(ProgrammeRow):
    """Somebody quoted is asked whether their words, and what we think they show, are right."""

    quote = WalledKey(Quote, models.PROTECT, related_name="asked")
    code = models.CharField(max_length=6, default=short_code, editable=False)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    reply = models.CharField(max_length=16, choices=Reply.choices, blank=True)
    words = models.TextField(blank=True)
    how = models.CharField(max_length=8, choices=How.choices, blank=True)
    written_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    replied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["programme", "quote"], name="asked_once_about_a_quote"),
            CheckConstraint(
                condition=Q(reply="", replied_at=None)
                | Q(~Q(reply=""), replied_at__isnull=False, written_by__isnull=False),
                name="a_reply_has_its_time_and_its_hand",
            ),
        ]

    OWNER: ClassVar = "quote__said_by_id"

    class Personal:
        words = Said("what they say to how we used their words: seen by members of the project")

    def __str__(self) -> str:
        return str(self.quote)


class Recommendation(ProgrammeRow):
    """What should be done because of what we found, and who it is for."""

    project = WalledKey(Project, models.PROTECT, related_name="+")
    text = models.CharField(max_length=400)
    for_whom = models.CharField(max_length=160)
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()

    class Meta:
        constraints = [
            CheckConstraint(
                condition=~Q(text="") & ~Q(for_whom=""), name="a_recommendation_is_for_somebody"
            )
        ]

    class Personal:
        proposed_by = "who proposed it: seen by members of the project"

    def __str__(self) -> str:
        return self.text


class RecommendationFinding(ProgrammeRow):
    """A finding a recommendation follows from."""

    recommendation = WalledKey(Recommendation, models.PROTECT, related_name="findings")
    finding = WalledKey(Finding, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["programme", "recommendation", "finding"],
                name="follows_from_a_finding_once",
            )
        ]

    def __str__(self) -> str:
        return str(self.finding)
