"""What can be asked of a house, by name."""

from collections.abc import Callable
from typing import Any, Final

from . import crowd, filling, looking, visitors

KNOWN: Final[dict[str, Callable[..., Any]]] = {  # Any: what JSON takes
    "count": looking.count,
    "crowd": crowd.crowd,
    "fill": filling.fill,
    "look": looking.look,
    "pages": visitors.ten_pages,
    "sessions": visitors.sessions,
    "slowest": looking.slowest,
}
