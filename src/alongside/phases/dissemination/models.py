from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from alongside.foundation.people.models import Person
from alongside.foundation.programmes.models import ProgrammeRow, WalledKey
from alongside.foundation.projects.models import Project
from alongside.toolbox.ids import short_code
from alongside.toolbox.personal import Who
from alongside.toolbox.references import About

from .states import ADDRESSES, FOR_READERS_OF_REPORTS, NAMED, Kind, Licence, Naming, Standing


class Audience(About, ProgrammeRow):
    """Somebody a project shares with, why and how: decided together. About: the decision."""

    project = WalledKey(Project, models.PROTECT, related_name="+")
    who = models.CharField(max_length=160)
    why = models.CharField(max_length=300)
    way = models.CharField(max_length=300)
    decided_by = models.CharField(max_length=300, blank=True)
    decided_on = models.DateField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(about_id__isnull=False) | ~Q(decided_by=""),
                name="an_audience_is_decided_by_somebody",
            )
        ]
        indexes = [models.Index(fields=["programme", "project"], name="audiences_of_a_project")]

    def __str__(self) -> str:
        return self.who


class Output(ProgrammeRow):
    """Something that goes out to tell people what was found."""

    project = WalledKey(Project, models.PROTECT, related_name="+")
    code = models.CharField(max_length=6, default=short_code, editable=False)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    title = models.CharField(max_length=160)
    audience = WalledKey(Audience, models.PROTECT, null=True, blank=True, related_name="+")
    form_of = WalledKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    summary = models.TextField(blank=True)
    body = models.TextField(blank=True)
    free_copy = models.URLField(max_length=500, blank=True)
    other_copy = models.CharField(max_length=300, blank=True)  # how to get one that suits you
    picture = models.BooleanField(default=False)  # the one-page picture goes with it
    found = models.TextField(blank=True)  # the picture's lines: what we found
    changes = models.TextField(blank=True)  # and what changes
    given_at = models.CharField(max_length=160, blank=True)  # a talk: where
    given_on = models.DateField(null=True, blank=True)
    costs = models.CharField(max_length=200, blank=True)  # who pays for those who speak
    standing = models.CharField(max_length=12, choices=Standing.choices, default=Standing.DRAFT)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    shared_at = models.DateTimeField(null=True, blank=True)
    days_first = models.PositiveSmallIntegerField(default=0)  # as promised when it was shared
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    taken_back_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["programme", "code"], name="one_code_for_one_output"),
            CheckConstraint(
                condition=~Q(standing=Standing.PUBLISHED)
                | (
                    Q(published_at__isnull=False, published_by__isnull=False)
                    & Q(shared_at__isnull=False)
                    & ~Q(summary="")
                ),
                name="what_is_out_was_seen_first_and_has_a_summary",
            ),
        ]
        indexes = [
            models.Index(fields=["programme", "standing", "-published_at"], name="what_is_out"),
            models.Index(fields=["programme", "project"], name="outputs_of_a_project"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_out(self) -> bool:
        return self.standing == Standing.PUBLISHED

    @property
    def is_with_contributors(self) -> bool:
        return self.standing == Standing.SHARED

    @property
    def is_report(self) -> bool:
        return self.kind in FOR_READERS_OF_REPORTS

    @property
    def found_lines(self) -> list[str]:
        return _lines(self.found)

    @property
    def change_lines(self) -> list[str]:
        return _lines(self.changes)


class Credit(ProgrammeRow):
    """Thanks to one person on one output: what they did, and the name they wish."""

    output = WalledKey(Output, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    naming = models.CharField(max_length=8, choices=Naming.choices, blank=True)  # empty: not yet
    name_as_wished = models.CharField(max_length=120, blank=True)
    roles = models.JSONField(default=list)
    presents = models.BooleanField(default=False)
    lives_here = models.BooleanField(default=True)
    at = models.DateTimeField()
    chosen_at = models.DateTimeField(null=True, blank=True)
    gone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["programme", "output", "person"],
                condition=Q(gone_at=None),
                name="thanked_once_on_each",
            ),
            CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(name_as_wished=""),
                name="thanks_go_to_somebody",
            ),
        ]

    class Personal:
        person = "whom we thank: seen by members of the project"
        name_as_wished = Who("the name they wish on this: seen by all once it is out")

    def __str__(self) -> str:
        return self.name_as_wished or str(self.person)

    @property
    def shown_name(self) -> str:
        """The name everybody may read; none until the person has chosen."""
        return self.name_as_wished if self.naming in NAMED else ""


class Ownership(ProgrammeRow):
    """What was made, by whom, who owns it and what others may do: agreed before it is out."""

    output = WalledKey(Output, models.PROTECT, related_name="+")
    what = models.CharField(max_length=200)
    created_by = models.CharField(max_length=300)
    owners = models.CharField(max_length=300)
    licence = models.CharField(max_length=8, choices=Licence.choices)
    agreed_by = models.CharField(max_length=300)
    agreed_on = models.DateField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            CheckConstraint(
                condition=~Q(owners="") & ~Q(agreed_by="") & ~Q(created_by=""),
                name="ownership_names_maker_owner_and_who_agreed",
            )
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def licence_address(self) -> str:
        return ADDRESSES[Licence(self.licence)]


class Copy(ProgrammeRow):
    """The copy a contributor gets before everybody else, and whether they have seen it."""

    output = WalledKey(Output, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["programme", "output", "person"], name="one_first_copy_each")
        ]

    class Personal:
        seen_at = "whether they have seen it: seen by members of the project"

    def __str__(self) -> str:
        return f"{self.output} for {self.person}"


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
