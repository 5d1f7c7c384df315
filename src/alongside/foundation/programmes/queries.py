import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from django.db.models import QuerySet

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
    rows = Policy.objects.within(programme).filter(key=key)
    rows = rows.filter(partnership__in=[partnership]) | rows.filter(partnership=None)
    found = {row.partnership_id: row.value for row in rows}
    own = found.get(partnership.pk) if partnership else None
    return int(own if own is not None else found.get(None, defaults()[key].value))


def policies(programme: Programme, *keys: str) -> dict[str, int]:
    """What holds for several keys at once: one query. Partners' own are left out."""
    rows = Policy.objects.within(programme).filter(key__in=keys, partnership=None)
    found = {row.key: row.value for row in rows}
    return {key: found.get(key, defaults()[key].value) for key in keys}


def partnerships(programme: Programme) -> QuerySet[Partnership]:
    rows = Partnership.objects.within(programme).select_related("organisation")
    return rows.order_by("organisation__name", "pk")


def programmes() -> QuerySet[Programme]:
    return Programme.objects.order_by("name", "pk")


def organisations() -> QuerySet[Organisation]:
    return Organisation.objects.order_by("name", "pk")


def is_partner(programme: Programme, organisation: Organisation) -> bool:
    return Partnership.objects.within(programme).filter(organisation=organisation).exists()
