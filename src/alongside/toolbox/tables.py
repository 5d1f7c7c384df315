"""Tables for other programs: CSV that no spreadsheet takes for a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


def csv_of(head: Sequence[object], rows: Iterable[Sequence[object]]) -> bytes:
    """A CSV file as spreadsheets like it: with a mark that says it is UTF-8."""
    page = io.StringIO(newline="")
    writer = csv.writer(page, lineterminator="\r\n")
    for row in (head, *rows):
        writer.writerow([_harmless(str(cell)) for cell in row])
    return page.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet would work out gets a quotation mark before it."""
    return f"'{cell}" if cell.lstrip(" ").startswith(FORMULAS) else cell
