import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.foundation.programmes.queries import defaults
from alongside.foundation.trail.models import Entry
from alongside.toolbox import sentences
from alongside.toolbox.undo import undo_of

from .models import Forgetting, Person

# The four categories of the Accessible Information Standard, in plain words, and one more.
NEEDS = {
    "contact": gettext_lazy("How to reach you"),
    "format": gettext_lazy("How papers should be"),
    "person": gettext_lazy("Somebody to help you hear, speak or read"),
    "support": gettext_lazy("What helps you follow and join in"),
    "more": gettext_lazy("Anything else that helps"),
}


def needs(person: Person) -> dict[str, str]:
    """What a person needs, in their own words, by category."""
    return dict(json.loads(person.access_needs)) if person.access_needs else {}


def needs_said(person: Person) -> list[tuple[str, str]]:
    said = needs(person)
    return [(str(label), said[key]) for key, label in NEEDS.items() if key in said]


def born_on(person: Person) -> date | None:
    return date.fromisoformat(person.born_on_sealed) if person.born_on_sealed else None


def first_names(ids: Iterable[UUID]) -> dict[UUID, str]:
    return dict(Person.objects.filter(pk__in=set(ids)).values_list("pk", "first_name"))


def days_to_wait() -> int:
    """Days between asking to be forgotten and being forgotten."""
    return defaults()["forget_days"].value


def forgetting(person: Person) -> Forgetting | None:
    """What they asked for, unless they changed their mind."""
    return Forgetting.objects.filter(person=person, taken_back_at=None).first()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the trail, in a plain sentence."""

    id: UUID
    at: datetime
    says: str
    can_be_undone: bool


def lines(entries: Iterable[Entry]) -> list[Line]:
    """Entries in plain sentences; one query for everybody's names."""
    rows = list(entries)
    ids = {person for row in rows for person in (row.person_id, row.writer_id) if person}
    names = first_names(ids)
    return [Line(row.pk, row.at, _say(row, names), undo_of(row.key) is not None) for row in rows]


def _say(row: Entry, names: dict[UUID, str]) -> str:
    who = names.get(row.person_id, "") if row.person_id else ""
    words = {"who": who or _("Somebody"), "what": row.about_words, **row.words}
    said = sentences.say(row.key, words)
    if row.on_behalf and row.writer_id:
        writer = names.get(row.writer_id, _("Somebody"))
        said = _("%(said)s %(writer)s wrote it down.") % {"said": said, "writer": writer}
    return said
