"""Words that must not cross a wall: each is planted where only some may read it."""

from collections.abc import Mapping


def leaks(text: str, marks: Mapping[str, str]) -> list[str]:
    """Say which planted words stand in a text; `marks` maps each to where it was planted."""
    return [f"says “{mark}”, planted in {where}" for mark, where in marks.items() if mark in text]
