"""How a line of the log looks: when, how bad, where, what; one line each, whatever is in it."""

import logging
import time
from typing import Any, Final

# Letters that would end the line, or steer the screen of whoever reads it.
STEERING: Final = {
    code: f"\\x{code:02x}" for code in [*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029]
}


class OneLine(logging.Formatter):
    """Nobody writes a second line into the log by what they send."""

    converter = staticmethod(time.gmtime)
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def format(self, record: logging.LogRecord) -> str:
        """What went wrong in the program takes more lines; each of those is marked as such."""
        trouble, record.exc_info, record.exc_text = record.exc_info, None, None
        line = super().format(record).translate(STEERING)
        record.exc_info = trouble
        if not trouble:
            return line
        steps = self.formatException(trouble).split("\n")
        return "\n| ".join([line, *(step.translate(STEERING) for step in steps)])


LINES: Final[dict[str, Any]] = {  # Any: as Python's own logging has it
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "one line": {
            "()": "alongside.config.logs.OneLine",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"standard error": {"class": "logging.StreamHandler", "formatter": "one line"}},
    "root": {"handlers": ["standard error"], "level": "WARNING"},
    "loggers": {"alongside": {"level": "INFO"}},
}
