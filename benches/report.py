"""A table of figures with its command and what it does not show, as Markdown."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import quantiles
from typing import Final

HUNDREDTHS: Final = 100


@dataclass(slots=True)
class Table:
    """One table: its first columns are words, the others figures."""

    name: str
    title: str
    columns: Sequence[str]
    says: str = ""  # what was done
    not_shown: Sequence[str] = ()
    rows: list[Sequence[str]] = field(default_factory=list)
    words: int = 1  # how many of the columns hold words
    left_out: str = ""  # why there are no figures
    quick: bool = False

    @property
    def command(self) -> str:
        return f"python -m benches {self.name}{' --quick' if self.quick else ''}"

    def __str__(self) -> str:
        parts = [f"## {self.title}", f"`{self.command}`", self.says]
        if self.left_out:
            parts.append(f"**Not measured: {self.left_out}.**")
        if self.rows:
            parts.append("\n".join([_line(self.columns), self._marks(), *map(_line, self.rows)]))
        parts.append("\n".join(["What it does not show:", *(f"- {one}" for one in self.not_shown)]))
        return "\n\n".join(part for part in parts if part)

    def _marks(self) -> str:
        return _line(["---"] * self.words + ["---:"] * (len(self.columns) - self.words))


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def percentile(values: Sequence[float], part: int) -> float:
    """The value below which so many hundredths lie."""
    if len(values) < 2:
        return values[0]
    return quantiles(values, n=HUNDREDTHS, method="inclusive")[part - 1]


def ms(seconds: float) -> str:
    return f"{seconds * 1000:,.0f}"


def whole(number: float) -> str:
    return f"{number:,.0f}"


def tenth(number: float) -> str:
    return f"{number:,.1f}"
