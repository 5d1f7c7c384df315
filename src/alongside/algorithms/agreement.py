"""How far people who marked the same text apart marked the same letters with the same code.

What it is: of the letters that anybody marked with a code, how many everybody marked, and how many
at least two did. What it is not: a score of people, a test of truth, or a number corrected for
chance. Few letters say little. Look at the passages first; a difference is something to talk about.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from .sentences import Span

Reader = str
Marks = Mapping[Reader, Collection[Span]]  # what each reader marked with one code in one text


@dataclass(frozen=True, slots=True)
class Overlap:
    """For one code: letters marked by anyone, by two or more, and by every reader."""

    anyone: int
    two_or_more: int
    everyone: int
    readers: int

    @property
    def share_of_everyone(self) -> float:
        """0 to 1; 1 where nobody marked anything, for then nobody differs."""
        return self.everyone / self.anyone if self.anyone else 1.0

    @property
    def share_of_two_or_more(self) -> float:
        return self.two_or_more / self.anyone if self.anyone else 1.0

    def __add__(self, other: "Overlap") -> "Overlap":
        """The same code over one more text, read by the same people."""
        return Overlap(
            self.anyone + other.anyone,
            self.two_or_more + other.two_or_more,
            self.everyone + other.everyone,
            max(self.readers, other.readers),
        )


NOTHING = Overlap(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Place:
    """A piece of text that at least one person marked, grown to all marks that touch it."""

    span: Span
    marks: tuple[int, ...]  # which of the marks, by their position in what was given


def overlap(marks: Marks) -> Overlap:
    """Count letters by how many readers marked them. A reader who marked nothing still counts."""
    edges: list[tuple[int, int]] = []
    for spans in marks.values():
        for span in joined(spans):
            edges += [(span.start, 1), (span.end, -1)]
    readers = len(marks)
    counted = [0] * (readers + 1)
    depth = last = 0
    for at, change in sorted(edges):
        counted[depth] += at - last if depth else 0
        depth, last = depth + change, at
    return Overlap(
        anyone=sum(counted[1:]),
        two_or_more=sum(counted[2:]),
        everyone=counted[readers] if readers else 0,
        readers=readers,
    )


def joined(spans: Collection[Span]) -> list[Span]:
    """The same letters as spans that do not touch."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        elif span.end > span.start:
            out.append(span)
    return out


def places(spans: Collection[Span]) -> list[Place]:
    """Marks that share letters, gathered, in the order of the text: what to talk about together."""
    order = sorted(enumerate(spans), key=lambda numbered: numbered[1])
    out: list[Place] = []
    for number, span in order:
        last = out[-1] if out else None
        if last and span.start < last.span.end:
            grown = Span(last.span.start, max(last.span.end, span.end))
            out[-1] = Place(grown, (*last.marks, number))
        else:
            out.append(Place(span, (number,)))
    return out
