import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from uuid import UUID

from django.db.models import QuerySet

from alongside.toolbox.looks import once_a_look

from .models import Organisation, Partnership, Policy, Programme


@dataclass(frozen=True, slots=True)
class Default:
    value: int
    says: str
    checked_on: date
    source: str
    confirmed: bool


@cache
def defaults() -> dict[str, Default]:
    text = resources.files(__package__).joinpath("data/policies.toml").read_text("utf-8")
    return {key: Default(**entry) for key, entry in tomllib.loads(text).items()}


def policy(programme: Programme, key: str, partnership: Partnership | None = None) -> int:
    """What holds: the partner's own, else the programme's, else what the house came with."""
    found = _kept(programme)
    of_all = found.get((key, None), defaults()[key].value)
    return found.get((key, partnership.pk), of_all) if partnership else of_all


def policies(programme: Programme, *keys: str) -> dict[str, int]:
    """What holds for several keys at once: one query. Partners' own are left out."""
    found = _kept(programme)
    return {key: found.get((key, None), defaults()[key].value) for key in keys}


@once_a_look
def _kept(programme: Programme) -> dict[tuple[str, UUID | None], int]:
    """Every policy the programme and its partners set, by key and partner: they are few."""
    rows = Policy.objects.within(programme)
    return {(row.key, row.partnership_id): row.value for row in rows}


def partnerships(programme: Programme) -> QuerySet[Partnership]:
    rows = Partnership.objects.within(programme).select_related("organisation")
    return rows.order_by("organisation__name", "pk")


def programmes() -> QuerySet[Programme]:
    return Programme.objects.order_by("name", "pk")


def organisations() -> QuerySet[Organisation]:
    return Organisation.objects.order_by("name", "pk")


def is_partner(programme: Programme, organisation: Organisation) -> bool:
    return Partnership.objects.within(programme).filter(organisation=organisation).exists()
