"""Fills an empty house: the demo's town first, by the product's own actions; then the country."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.db import connection
from django.utils.timezone import now as clock

from alongside.foundation.people.models import Person
from alongside.foundation.programmes.models import Programme
from alongside.foundation.projects.models import Project
from alongside_demo import town as demo

from . import country, town

QUICKLY: Final = (
    "PRAGMA journal_mode = OFF",  # the next connection goes back to what the house wants
    "PRAGMA synchronous = OFF",
    "PRAGMA cache_size = -2000000",  # kibibytes
    "PRAGMA foreign_keys = OFF",
    "PRAGMA temp_store = MEMORY",
)
AS_ALWAYS: Final = ("PRAGMA foreign_keys = ON",)
SLUG: Final = "marram-bay"


def fill(people: str) -> dict[str, Any]:  # Any: what JSON takes
    """So many people more than the demo's own; says how many rows of each kind there are."""
    now = clock()
    demo.fill()
    with _quickly():
        here = Programme.objects.get(slug=SLUG)
        model = Project.objects.within(here).order_by("started_at", "pk")[0]
        projects = town.bring_projects(here, model, now)
        others = country.places(int(people), now)
        land = country.Country(int(people), here, others, projects, now)
        rows = country.fill(land)
        staff, person = (Person.objects.get(first_name=who) for who in ("Farah", "Amina"))
        town.furnish(land, projects, staff)
        town.live_long(land, person, staff)
    return rows


@contextmanager
def _quickly() -> Iterator[None]:
    """Nothing of it has to survive a power cut, and indexes are made once, at the end."""
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            yield
            cursor.execute("ANALYZE")  # as PostgreSQL does by itself, a minute later
            return
        for command in QUICKLY:
            cursor.execute(command)
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql NOT NULL")
        indexes = cursor.fetchall()
        for name, _sql in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        yield
        for _name, sql in indexes:
            cursor.execute(sql)
        for command in AS_ALWAYS:
            cursor.execute(command)
        cursor.execute("PRAGMA foreign_key_check")
        if loose := cursor.fetchall():
            raise AssertionError(f"{len(loose)} rows belong to nothing")
