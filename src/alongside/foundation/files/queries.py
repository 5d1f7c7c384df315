from collections.abc import Sequence

from django.db.models import QuerySet

from alongside.foundation.programmes.models import Programme
from alongside.toolbox.references import Reference

from .models import Document, File, Version, Wanted
from .states import Format


def files(programme: Programme) -> QuerySet[File]:
    return File.objects.within(programme).order_by("-arrived_at", "pk")


def documents(programme: Programme) -> QuerySet[Document]:
    return Document.objects.within(programme).order_by("title", "pk")


def document_of(programme: Programme, about: Reference) -> Document | None:
    return documents(programme).filter(about_kind=about.kind, about_id=about.id).first()


def versions(document: Document) -> QuerySet[Version]:
    rows = Version.objects.within(document.programme_id).filter(document=document)
    return rows.select_related("file", "document").order_by("format", "language", "pk")


def best_for(versions: Sequence[Version], *, reads: str, language: str) -> Version | None:
    """The version a person gets first: their format in their language, then the nearest to it."""

    def distance(version: Version) -> tuple[bool, bool, bool]:
        return (
            version.format != reads,
            version.language != language,
            version.format != Format.PLAIN,
        )

    return min(versions, key=distance, default=None)


def wanted(document: Document) -> QuerySet[Wanted]:
    """What people asked for and nobody has made yet."""
    rows = Wanted.objects.within(document.programme_id).filter(document=document, made_at=None)
    return rows.order_by("asked_at", "pk")


def missing(versions: Sequence[Version], language: str) -> list[Format]:
    """The formats that a document does not have in this language."""
    there = {version.format for version in versions if version.language == language}
    return [kind for kind in Format if kind not in there]
