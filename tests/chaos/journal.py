"""What people asked for, and what they were told: kept outside the house, by the askers."""

import threading
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(slots=True)
class Deed:
    """One thing one person asked for. `mark` is a word found nowhere else."""

    kind: str  # said, answered, hours, file, yes
    who: str
    mark: str
    about: str = ""  # what it answers, or which opportunity
    amount: int = 0  # minutes
    digest: str = ""  # of a file's bytes
    sent: int = 0
    acknowledged: str = ""  # where the answer led


@dataclass(slots=True)
class Journal:
    deeds: list[Deed] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)  # answers other than "done", by heading
    unkind: list[str] = field(default_factory=list)  # answers that are no page of ours
    requests: int = 0
    no_answer: int = 0
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def begin(self, deed: Deed) -> None:
        with self._guard:
            self.deeds.append(deed)

    def count(self, *, answered: bool) -> None:
        with self._guard:
            self.requests += 1
            self.no_answer += not answered

    def saw(self, heading: str) -> None:
        with self._guard:
            self.seen[heading] += 1

    def was_unkind(self, words: str) -> None:
        with self._guard:
            self.unkind.append(words)

    @property
    def acknowledged(self) -> int:
        return sum(bool(deed.acknowledged) for deed in self.deeds)

    def as_json(self) -> list[dict[str, Any]]:
        return [asdict(deed) for deed in self.deeds]
