"""Several people at once, for so long, and what each of their requests took."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from .client import Visitor
from .report import percentile

Act = Callable[[Visitor, int], None]


@dataclass(slots=True)
class Load:
    """What came of it."""

    seconds: float
    took: list[float] = field(default_factory=list)
    troubles: Counter[str] = field(default_factory=Counter)
    turns: int = 0

    @property
    def a_second(self) -> float:
        return len(self.took) / self.seconds

    def at(self, part: int) -> float:
        return percentile(self.took, part)


def at_once(visitors: Sequence[Visitor], act: Act, *, seconds: float) -> Load:
    """Every visitor does it again and again, with a number of their own each time."""
    turns, stop = [0] * len(visitors), time.monotonic() + seconds

    def go(place: int) -> None:
        while time.monotonic() < stop:
            act(visitors[place], place + len(visitors) * turns[place])
            turns[place] += 1

    took = _timed(go, len(visitors))
    return _gathered(visitors, took, sum(turns))


def each_once(visitors: Sequence[Visitor], act: Act, *, times: int) -> Load:
    """Every visitor does it so many times, all of them at once."""

    def go(place: int) -> None:
        for turn in range(times):
            act(visitors[place], place + len(visitors) * turn)

    took = _timed(go, len(visitors))
    return _gathered(visitors, took, times * len(visitors))


def _timed(go: Callable[[int], None], people: int) -> float:
    failed: list[BaseException] = []

    def safely(place: int) -> None:
        try:
            go(place)
        except Exception as trouble:  # noqa: BLE001 -- raised again below, where it is heard
            failed.append(trouble)

    threads = [threading.Thread(target=safely, args=[place]) for place in range(people)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - start
    if failed:
        raise failed[0]
    return took


def _gathered(visitors: Sequence[Visitor], seconds: float, turns: int) -> Load:
    load = Load(seconds, turns=turns)
    for visitor in visitors:
        load.took += [took for _method, took in visitor.took]
        load.troubles.update(visitor.troubles)
    return load
