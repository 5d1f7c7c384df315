"""Who asked the database? Read from the stack, nearest first."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import alongside
import alongside_demo

if TYPE_CHECKING:
    from types import FrameType

HOUSE: Final = str(Path(alongside.__file__).parent)
DEMO: Final = str(Path(alongside_demo.__file__).parent)
TESTS: Final = str(Path(__file__).parent.parent)
HOOKS: Final = str(Path(__file__).parent)

# Where a request comes in: whoever stands behind this door passed it on and asked for nothing.
DOORS: Final = ("/django/core/handlers/", "/django/test/client.py")
# Libraries that keep their own rows, and write them when the product calls them.
KEEP_THEIR_OWN: Final = (
    "/allauth/",
    "/django/contrib/auth/",
    "/django/contrib/sessions/",
    "/django/core/cache/",
    "/django/db/migrations/",
)
GROUND: Final = f"{HOUSE}/toolbox/sqlite/"


def askers() -> list[str]:
    """Files of the product that led to this query; none when a test or a library asked."""
    found: list[str] = []
    frame: FrameType | None = sys._getframe(1)  # noqa: SLF001 -- inspect.stack() is far too slow
    while frame := (frame.f_back if frame else None):
        file = frame.f_code.co_filename
        if file.startswith(TESTS) and not file.startswith(f"{HOOKS}/askers"):
            if file.startswith(HOOKS) and not file.rpartition("/")[2].startswith("test_"):
                continue
            break
        if any(door in file for door in DOORS):
            break
        if not found and any(library in file for library in KEEP_THEIR_OWN):
            break
        if file.startswith((HOUSE, DEMO)) and not file.startswith(GROUND):
            found.append(file.removeprefix(f"{Path(HOUSE).parent}/"))
    return found
