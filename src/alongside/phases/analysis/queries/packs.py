"""Packs, what is in them, and marks as far as somebody may see them."""

from dataclasses import dataclass, field
from itertools import pairwise
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.algorithms.agreement import NOTHING, Overlap, overlap, places
from alongside.algorithms.passages import over
from alongside.algorithms.sentences import Span, sentences
from alongside.foundation.people.models import Person
from alongside.foundation.programmes.models import Programme
from alongside.foundation.projects.models import Project

from ..models import Code, Coding, Pack, PackCode, Part, Reader, Settling
from ..states import PackStanding, Round

SEEN_BY_ALL = (PackStanding.TOGETHER, PackStanding.DONE)


@dataclass(frozen=True, slots=True)
class Line:
    """A numbered sentence, with the marks in it that this reader may see."""

    number: int
    span: Span
    words: str
    marks: list[Coding]

    @property
    def pieces(self) -> list[tuple[str, bool]]:
        """The sentence cut at the edges of marks: each piece, and whether it is marked."""
        edges = {self.span.start, self.span.end}
        for mark in self.marks:
            edges |= {max(mark.start, self.span.start), min(mark.end, self.span.end)}
        out = []
        for start, end in pairwise(sorted(edges)):
            words = self.words[start - self.span.start : end - self.span.start]
            out.append((words, any(m.start < end and m.end > start for m in self.marks)))
        return out

    @property
    def names(self) -> list[str]:
        """What it was marked with, each once."""
        return list(dict.fromkeys(mark.code.name for mark in self.marks))


@dataclass(frozen=True, slots=True)
class Place:
    """A piece of text at least one person marked: everybody's marks side by side."""

    number: int
    part: Part
    span: Span
    words: str
    marks: list[Coding]
    outcome: Settling | None = None
    result: list[Coding] = field(default_factory=list)

    @property
    def codes(self) -> list[Code]:
        """The names people gave, each once."""
        return list({mark.code_id: mark.code for mark in self.marks}.values())

    @property
    def by_person(self) -> list[tuple[Person, list[Coding]]]:
        """Each person's marks here, first names in order."""
        found: dict[UUID, tuple[Person, list[Coding]]] = {}
        for mark in self.marks:
            found.setdefault(mark.person_id, (mark.person, []))[1].append(mark)
        return sorted(found.values(), key=lambda pair: pair[0].first_name)

    @property
    def is_alike(self) -> bool:
        """Everyone who marked it gave the same one name to the same letters."""
        return len({(mark.code_id, mark.start, mark.end) for mark in self.marks}) == 1


@dataclass(frozen=True, slots=True)
class CodeOverlap:
    code: Code
    overlap: Overlap


def packs(programme: Programme | UUID) -> QuerySet[Pack]:
    rows = Pack.objects.within(programme)
    rows = rows.select_related("project__programme", "project__owner", "made_by")
    return rows.order_by("made_at", "pk")


def packs_of(project: Project) -> QuerySet[Pack]:
    return packs(project.programme_id).filter(project=project)


def parts(programme: Programme | UUID) -> QuerySet[Part]:
    rows = Part.objects.within(programme).select_related(
        "pack__project__programme", "pack__project__owner", "text__source"
    )
    return rows.order_by("text__source__number", "pk")


def parts_of(pack: Pack) -> QuerySet[Part]:
    return parts(pack.programme_id).filter(pack=pack)


def codes(project: Project) -> QuerySet[Code]:
    return Code.objects.within(project.programme_id).filter(project=project).order_by("name", "pk")


def codes_of(pack: Pack) -> list[Code]:
    rows = PackCode.objects.within(pack.programme_id).filter(pack=pack).select_related("code")
    return [row.code for row in rows.order_by("code__name", "pk")]


def readers_of(pack: Pack) -> QuerySet[Reader]:
    rows = Reader.objects.within(pack.programme_id).filter(pack=pack).select_related("person")
    return rows.order_by("person__first_name", "pk")


def _marks(programme: Programme | UUID) -> QuerySet[Coding]:
    rows = Coding.objects.within(programme).filter(taken_back_at=None)
    rows = rows.select_related("code", "person", "text__source", "pack", "settling")
    return rows.order_by("text__source__number", "start", "end", "pk")


def marks_seen_by(person: Person, programme: Programme | UUID) -> QuerySet[Coding]:
    """The one way to marks: while people read apart, each sees their own and nobody else's.

    It makes no difference what role they hold.
    """
    open_ = Q(pack__standing__in=SEEN_BY_ALL)
    return _marks(programme).filter(open_ | Q(person=person))


def mark(person: Person, programme: Programme | UUID, pk: UUID) -> Coding | None:
    return marks_seen_by(person, programme).filter(pk=pk).first()


def settled(project: Project) -> QuerySet[Coding]:
    """The marks people stand by after talking: what themes and findings are made of."""
    rows = _marks(project.programme_id).filter(pack__project=project, round=Round.TOGETHER)
    return rows.filter(pack__standing__in=SEEN_BY_ALL)


def lines(part: Part, marks: list[Coding]) -> list[Line]:
    """The sentences of a part, each with the marks that touch it."""
    out = []
    for number, span in enumerate(sentences(part.text.text), 1):
        if part.first <= number <= part.last:
            here = [mark for mark in marks if mark.start < span.end and mark.end > span.start]
            out.append(Line(number, span, span.of(part.text.text), here))
    return out


def span_of(part: Part, first: int, last: int) -> Span:
    """The letters from one sentence to another."""
    return over(sentences(part.text.text), first, last)


def places_of(pack: Pack, person: Person) -> list[Place]:
    """Everything that was marked apart, place by place, with what came of talking about it."""
    seen = list(marks_seen_by(person, pack.programme_id).filter(pack=pack))
    rows = Settling.objects.within(pack.programme_id).filter(pack=pack, replaced_at=None)
    outcomes = {(row.text_id, row.start, row.end): row for row in rows.select_related("by")}
    out: list[Place] = []
    for part in parts_of(pack):
        apart = [m for m in seen if m.text_id == part.text_id and m.round == Round.APART]
        for place in places([Span(mark.start, mark.end) for mark in apart]):
            span = place.span
            outcome = outcomes.get((part.text_id, span.start, span.end))
            result = [m for m in seen if outcome and m.settling_id == outcome.pk]
            marks = [apart[n] for n in place.marks]
            words = span.of(part.text.text)
            out.append(Place(len(out) + 1, part, span, words, marks, outcome, result))
    return out


def overlaps(pack: Pack, person: Person) -> list[CodeOverlap]:
    """For each code, how far the letters people marked alone are the same letters."""
    seen = marks_seen_by(person, pack.programme_id).filter(pack=pack, round=Round.APART)
    people = [str(reader.person_id) for reader in readers_of(pack)]
    found: dict[UUID, CodeOverlap] = {}
    by_text: dict[tuple[UUID, UUID], list[Coding]] = {}
    for each in seen:
        by_text.setdefault((each.code_id, each.text_id), []).append(each)
    for (code_id, _text), marks in by_text.items():
        spans: dict[str, list[Span]] = {name: [] for name in people}
        for one in marks:
            spans.setdefault(str(one.person_id), []).append(Span(one.start, one.end))
        before = found[code_id].overlap if code_id in found else NOTHING
        found[code_id] = CodeOverlap(marks[0].code, before + overlap(spans))
    return sorted(found.values(), key=lambda row: row.code.name.casefold())


def history(pack: Pack, place: Place) -> QuerySet[Settling]:
    """What was made of a place before."""
    rows = Settling.objects.within(pack.programme_id).filter(
        pack=pack, text=place.part.text, start=place.span.start, end=place.span.end
    )
    return rows.exclude(replaced_at=None).select_related("by").order_by("at", "pk")
