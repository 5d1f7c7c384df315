"""A mail server on this machine: it counts what it was given, and sometimes answers slowly."""

import asyncio
import email
import random
import re
import threading
import time
from collections import Counter
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from typing import Any, Final

from aiosmtpd.controller import Controller

CODE: Final = re.compile(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]+)\s*$", re.MULTILINE)
SLOWEST: Final = 0.15  # seconds between keeping a letter and saying so: time to be killed in


@dataclass(frozen=True, slots=True)
class Letter:
    to: str
    words: str


class Post:
    """What was given to the mail server, whether or not the giver heard its answer."""

    def __init__(self, port: int) -> None:
        self.letters: list[Letter] = []
        self._guard = threading.Lock()
        self.port = port
        self._server: Any = None  # aiosmtpd brings no types

    def open(self) -> None:
        self._server = Controller(self, hostname="127.0.0.1", port=self.port)
        self._server.start()

    def close(self) -> None:
        self._server.stop()

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 -- aiosmtpd's name
        letter = email.message_from_bytes(envelope.content, policy=policy.default)
        with self._guard:
            self.letters += [Letter(to, _words(letter)) for to in envelope.rcpt_tos]
        await asyncio.sleep(random.uniform(0, SLOWEST))  # noqa: S311 -- no secret
        return "250 Kept"

    def count(self, to: str, marks: set[str]) -> Counter[str]:
        """How often each mark stands in what went to this address."""
        with self._guard:
            mine = [letter.words for letter in self.letters if letter.to == to]
        return Counter(mark for words in mine for mark in marks if mark in words)

    def code_for(self, to: str, *, after: int, patience: float = 30) -> str:
        """The sign-in code in the newest letter to this address."""
        until = time.monotonic() + patience
        while time.monotonic() < until:
            with self._guard:
                new = [letter for letter in self.letters[after:] if letter.to == to]
            if new and (found := CODE.search(new[-1].words)):
                return found[1]
            time.sleep(0.05)
        raise TimeoutError(f"No code came to {to}.")


def _words(letter: EmailMessage) -> str:
    plain = letter.get_body(preferencelist=("plain",))
    return plain.get_content() if plain is not None else ""
