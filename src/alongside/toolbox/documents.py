"""Documents that people can work on: DOCX with real styles, headings and header rows."""

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

UNWRITABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Table:
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it. A gap is said as such."""

    heading: str
    level: int = 1
    intro: str = ""
    points: Sequence[str] = ()
    text: str = ""
    gap: str = ""
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    title: str
    author: str
    language: str
    made_at: datetime
    lead: str = ""
    sections: Sequence[Section] = field(default_factory=tuple)


def docx_of(paper: Paper) -> bytes:
    """The document as a file."""
    made = docx.Document()
    core = made.core_properties
    core.title, core.author, core.language = (
        _plain(paper.title),
        _plain(paper.author),
        paper.language,
    )
    core.created = core.modified = paper.made_at.replace(tzinfo=None)
    core.comments = ""
    _speak(made, paper.language)
    made.add_heading(_plain(paper.title), level=0)
    if paper.lead:
        made.add_paragraph(_plain(paper.lead))
    for section in paper.sections:
        _add(made, section)
    page = io.BytesIO()
    made.save(page)
    return page.getvalue()


def _add(made: Document, section: Section) -> None:
    made.add_heading(_plain(section.heading), level=section.level)
    if section.intro:
        made.add_paragraph(_plain(section.intro), style="Intense Quote")
    for point in section.points:
        made.add_paragraph(_plain(point), style="List Bullet")
    for part in filter(None, section.text.split("\n")):
        made.add_paragraph(_plain(part))
    if section.gap:
        made.add_paragraph().add_run(_plain(section.gap)).italic = True
    if section.table:
        _table(made, section.table)


def _table(made: Document, content: Table) -> None:
    grid = made.add_table(rows=1, cols=len(content.head), style="Table Grid")
    _fill(grid.rows[0].cells, content.head)
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    grid.rows[0]._tr.get_or_add_trPr().append(repeated)  # noqa: SLF001 -- python-docx has no word for it
    for row in content.rows:
        _fill(grid.add_row().cells, row)


def _fill(cells: Iterable[object], words: Sequence[str]) -> None:
    for cell, said in zip(cells, words, strict=True):
        cell.text = _plain(said)  # type: ignore[attr-defined]  # -- a cell has a text


def _speak(made: Document, language: str) -> None:
    """Say the language, so that screen readers speak it."""
    wanted = made.styles.element.find(f".//{qn('w:lang')}")
    if wanted is not None:
        wanted.set(qn("w:val"), language)


def _plain(words: str) -> str:
    """Letters that a document cannot hold are left out."""
    return UNWRITABLE.sub("", words)
