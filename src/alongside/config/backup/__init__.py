"""Backups: everything a house keeps, in one sealed file, and the way back from it."""

from typing import Final

NOTE: Final = "backup"  # beside the keys: when the last one was made
