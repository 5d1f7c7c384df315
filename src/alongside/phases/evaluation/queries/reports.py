"""Reports written from the records. What the records do not know is shown as a gap."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from django.utils.translation import gettext as _

from alongside.foundation.projects.models import Project

from ..models import Note
from ..states import Framework
from .fills import FILLS, Records
from .reviews import notes


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a framework: what it asks, what the records say, what somebody added."""

    key: str
    number: str
    title: str
    asks: str
    lines: Sequence[str]
    note: str

    @property
    def is_gap(self) -> bool:
        return not self.lines and not self.note


@dataclass(frozen=True, slots=True)
class Report:
    name: str
    source: str
    checked_on: date
    items: Sequence[Item]

    @property
    def written(self) -> int:
        return sum(not item.is_gap for item in self.items)


@cache
def frameworks() -> dict[str, dict[str, Any]]:
    """Every framework, as its data file says."""
    folder = resources.files("alongside.phases.evaluation").joinpath("data/frameworks")
    return {
        key: tomllib.loads(folder.joinpath(f"{key}.toml").read_text("utf-8"))
        for key in Framework.values
    }


def report(project: Project, framework: str) -> Report:
    """The report of one project as the records stand now."""
    found = frameworks()[framework]
    records, added = Records(project), notes(project, framework)
    items = [_item(entry, records, added) for entry in found["item"]]
    return Report(_(found["name"]), found["source"], found["checked_on"], items)


def item(project: Project, framework: str, key: str) -> Item | None:
    """One item alone, without asking the records about all the others."""
    for entry in frameworks()[framework]["item"]:
        if entry["key"] == key:
            return _item(entry, Records(project), notes(project, framework))
    return None


def _item(entry: Mapping[str, Any], records: Records, added: Mapping[str, Note]) -> Item:
    return Item(
        key=entry["key"],
        number=entry.get("number", entry["key"]),
        title=_(entry["title"]),
        asks=_(entry["asks"]),
        lines=[line for name in entry["fills"] for line in FILLS[name](records) if line],
        note=added[entry["key"]].text if entry["key"] in added else "",
    )
