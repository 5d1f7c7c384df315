"""Nothing personal in any line of any log."""

import logging
from collections.abc import Iterable
from typing import Final

SHORTEST: Final = 4


class Listener(logging.Handler):
    """Hears every line of the run. What is personal is told to it before or after."""

    def __init__(self) -> None:
        super().__init__(level=logging.DEBUG)
        self.setFormatter(logging.Formatter("%(name)s %(levelname)s %(message)s"))
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


def personal(lines: Iterable[str], values: Iterable[str]) -> list[str]:
    """Lines that name someone, with the value they gave away."""
    worth = {value.lower() for value in values if len(value) >= SHORTEST}
    return [
        f"a log line says “{value}”: {line[:160]}"
        for line in dict.fromkeys(lines)
        for value in sorted(worth)
        if value in line.lower()
    ]
