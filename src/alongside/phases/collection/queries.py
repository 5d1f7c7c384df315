import io
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.core.files.storage import default_storage
from django.db.models import F, QuerySet, Value
from django.utils.translation import gettext_lazy as _
from docx import Document as WordDocument

from alongside.algorithms.sentences import Span, sentences
from alongside.foundation.files.models import File
from alongside.foundation.programmes.models import Programme
from alongside.foundation.projects.models import Project
from alongside.foundation.projects.phases import Phase
from alongside.foundation.projects.rules import Counting, by_a_resident, counting
from alongside.toolbox.arrivals import DOCX, TEXT

from .models import Access, Source, SourceText
from .states import LineEnds

PAGE: Final = 25  # sentences


@dataclass(frozen=True, slots=True)
class Numbered:
    """One sentence of a text, with the number people call it by."""

    number: int
    span: Span
    words: str


@dataclass(frozen=True, slots=True)
class Normal:
    """Words with every line ending the same way, and how the lines ended before."""

    text: str
    line_ends: LineEnds


def source_rows(programme: Programme | UUID) -> QuerySet[Source]:
    rows = Source.objects.within(programme).select_related("file", "brought_by", "project")
    return rows.order_by("number", "pk")


def sources(project: Project) -> QuerySet[Source]:
    """The project's evidence, in the order it came."""
    return source_rows(project.programme_id).filter(project=project)


def texts(programme: Programme | UUID) -> QuerySet[SourceText]:
    rows = SourceText.objects.within(programme).select_related("source__project", "made_by")
    return rows.order_by("source", "number")


def text_of(source: Source) -> SourceText | None:
    """The newest words of a source."""
    return texts(source.programme_id).filter(source=source).last()


def texts_of(project: Project) -> list[SourceText]:
    """The newest words of every source of a project."""
    rows = texts(project.programme_id).filter(source__project=project)
    newest = {text.source_id: text for text in rows}
    return sorted(newest.values(), key=lambda text: text.source.number)


def numbered(text: str) -> list[Numbered]:
    """Every sentence with its number, counted from 1."""
    return [Numbered(n, span, span.of(text)) for n, span in enumerate(sentences(text), 1)]


def access(project: Project) -> QuerySet[Access]:
    """Who outside the project may read what, why, and until when: every member can see this."""
    rows = Access.objects.within(project.programme_id).filter(source__project=project)
    rows = rows.select_related("source", "person", "given_by")
    return rows.order_by("source__number", "-until_on", "pk")


def has_access(person_id: UUID, source: Source, *, today: date) -> bool:
    rows = Access.objects.within(source.programme_id).filter(source=source, person_id=person_id)
    return rows.filter(from_on__lte=today, until_on__gte=today).exists()


def normal(text: str) -> Normal:
    """The same words, each line ending in one newline. Nothing else is changed."""
    windows, old = text.count("\r\n"), text.count("\r")
    plain = text.count("\n") - windows
    old -= windows
    kinds = [
        kind
        for kind, count in ((LineEnds.CRLF, windows), (LineEnds.CR, old), (LineEnds.LF, plain))
        if count
    ]
    ends = kinds[0] if len(kinds) == 1 else LineEnds.MIXED if kinds else LineEnds.LF
    return Normal(text.replace("\r\n", "\n").replace("\r", "\n"), ends)


def words_in(file: File) -> str:
    """The words we can read in a file; none where somebody has to write them down."""
    if file.kind in TEXT.values():
        with default_storage.open(file.stored, "rb") as kept:
            return str(kept.read().decode("utf-8-sig"))
    if file.kind == DOCX:
        with default_storage.open(file.stored, "rb") as kept:
            try:
                document = WordDocument(io.BytesIO(kept.read()))
            except (KeyError, ValueError):
                return ""
        return "\n".join(paragraph.text for paragraph in document.paragraphs).strip()
    return ""


def evidence(programme: Programme | UUID, project_ids: Collection[UUID]) -> list[Counting]:
    """What residents brought, of all that was brought."""
    return [
        counting(
            "collection.sources",
            _("Things brought to learn from"),
            Source.objects.within(programme).filter(project__in=project_ids),
            project=F("project_id"),
            phase=Value(Phase.COLLECTION),
            theirs=by_a_resident(programme, project="project", person="brought_by"),
            who=F("brought_by__first_name"),
            at=F("brought_at"),
        )
    ]
