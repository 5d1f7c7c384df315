"""The closing review, what changed, the simple log, and reports written from the records."""

from .log import Line, log
from .reports import Item, Report, frameworks, item, report
from .reviews import (
    Asked,
    asked,
    impacts,
    matrix,
    notes,
    unreviewed,
)

__all__ = [
    "Asked",
    "Item",
    "Line",
    "Report",
    "asked",
    "frameworks",
    "impacts",
    "item",
    "log",
    "matrix",
    "notes",
    "report",
    "unreviewed",
]
