from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from alongside.foundation.programmes.models import ProgrammeRow, WalledKey
from alongside.toolbox.references import About

from .states import Format


class File(About, ProgrammeRow):
    """Bytes that arrived, as they were checked on arrival. They never change.

    The room of the thing it is about says who may read it.
    """

    name = models.CharField(max_length=160)
    stored = models.CharField(max_length=200)
    kind = models.CharField(max_length=80)  # a media type from our list of signatures
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    brought_by_id = models.UUIDField(null=True)
    arrived_at = models.DateTimeField()

    class Personal:
        brought_by_id = "who brought it: seen by members of what it belongs to"

    def __str__(self) -> str:
        return self.name


class Document(About, ProgrammeRow):
    """One document of something, in the formats people read."""

    title = models.CharField(max_length=160)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.title


class Version(ProgrammeRow):
    """A document in one format and language."""

    document = WalledKey(Document, models.PROTECT, related_name="versions")
    format = models.CharField(max_length=12, choices=Format.choices)
    language = models.CharField(max_length=10, default="en-gb")
    file = WalledKey(File, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField(blank=True)
    checked_by = models.CharField(max_length=80, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["programme", "document", "format", "language"],
                name="one_version_a_format_and_language",
            ),
            CheckConstraint(
                condition=Q(file__isnull=False) | ~Q(text=""), name="a_version_has_something_in_it"
            ),
        ]

    class Personal:
        checked_by = "who read it through, as they wish to be named: seen by all readers"

    def __str__(self) -> str:
        return f"{self.document} ({self.format})"


class Wanted(ProgrammeRow):
    """Somebody asked for a document in another format. It stays until it is made."""

    document = WalledKey(Document, models.PROTECT, related_name="+")
    format = models.CharField(max_length=12, choices=Format.choices)
    language = models.CharField(max_length=10, default="en-gb")
    person_id = models.UUIDField()
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["programme", "document", "format", "language", "person_id"],
                name="asked_for_once",
            )
        ]

    class Personal:
        person_id = "who needs it: seen by them and by whoever makes it"

    def __str__(self) -> str:
        return f"{self.document} ({self.format})"
