"""Nets whose findings are not all mended yet: they are counted and said, and do not stop the house.

Listed for people in docs/underway.md. A net leaves this list when it finds nothing more; the list
only gets shorter.
"""

from typing import Final

import pytest

UNDERWAY: Final = frozenset(
    {
        "browser",
    }
)


def still_under_way(net: str, found: int) -> None:
    """Count what a net of the list found; any other net fails for one finding."""
    if net in UNDERWAY and found:
        pytest.xfail(f"{found} findings of the net “{net}” are under way: docs/underway.md")
