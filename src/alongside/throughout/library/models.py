from django.db import models
from django.db.models import CheckConstraint, Q

from alongside.foundation.people.models import Person
from alongside.foundation.programmes.models import ProgrammeRow
from alongside.foundation.projects.phases import Phase

from .states import SHOWN, Audience, Form, Standing


class Resource(ProgrammeRow):
    """Something that may help: a guide, a film, a group. Listing it is no endorsement."""

    title = models.CharField(max_length=200)
    address = models.URLField(max_length=500, blank=True)
    summary = models.TextField()  # in our own words
    topic = models.CharField(max_length=120, blank=True)
    phases = models.JSONField(default=list)
    audiences = models.JSONField(default=list)
    for_whom = models.CharField(max_length=120, blank=True)  # as its makers say it
    form = models.CharField(max_length=12, choices=Form.choices)
    easy_read = models.BooleanField(default=False)
    reading_level = models.CharField(max_length=60, blank=True)
    length = models.CharField(max_length=60, blank=True)
    cost = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=60, blank=True)
    source = models.CharField(max_length=160, blank=True)
    standing = models.CharField(max_length=12, choices=Standing.choices, default=Standing.SUGGESTED)
    last_checked_on = models.DateField(null=True, blank=True)
    suggested_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    suggested_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    tags = models.CharField(max_length=300)  # " design guide running ": what the filters look for
    words = models.TextField()  # all its words in small letters: what the search looks through

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "title"], name="one_title_in_a_library"),
            CheckConstraint(condition=~Q(title=""), name="a_resource_has_a_title"),
        ]
        indexes = [
            models.Index(fields=["programme", "standing", "title"], name="the_library_in_order")
        ]

    class Personal:
        suggested_by = "who suggested it: seen by members"

    def __str__(self) -> str:
        return self.title

    @property
    def is_shown(self) -> bool:
        return self.standing in SHOWN

    @property
    def phase_names(self) -> list[str]:
        return [str(Phase(phase).label) for phase in self.phases]

    @property
    def audience_names(self) -> list[str]:
        return [str(Audience(audience).label) for audience in self.audiences]
