from django.db import models
from django.db.models import UniqueConstraint

from alongside.foundation.programmes.models import ProgrammeRow, WalledKey
from alongside.toolbox.references import About


class Document(About, ProgrammeRow):
    """One document of something, in the formats people read."""

    title = models.CharField(max_length=160)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.title


class File(ProgrammeRow):
    """Bytes that arrived, as they were checked on arrival. They never change."""

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


class Version(ProgrammeRow):
    """A document in one format and language."""

    document = WalledKey(Document, models.PROTECT, related_name="versions")
    format = models.CharField(max_length=12)
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
            )
        ]

    class Personal:
        checked_by = "who read it through, as they wish to be named: seen by all readers"

    def __str__(self) -> str:
        return f"{self.document} ({self.format})"
