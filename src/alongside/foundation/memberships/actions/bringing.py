"""Bringing people in as they were written down, one by one or many at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from alongside.foundation.people.actions import write_down
from alongside.foundation.people.models import Hand, Person
from alongside.foundation.people.states import Channel
from alongside.foundation.programmes.models import Partnership, Programme
from alongside.toolbox.verdicts import insist

from .. import queries, rules
from ..models import Cohort, Membership
from .inviting import ask_in
from .joining import join


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody to welcome, as they were written down. An email is not needed."""

    first_name: str
    email: str = ""
    phone: str = ""


@transaction.atomic
def bring(
    *,
    by: Hand,
    programme: Programme,
    newcomer: Newcomer,
    now: datetime,
    cohort: Cohort | None = None,
    partnership: Partnership | None = None,
    paid_professional: bool = False,
) -> Membership | None:
    """Welcome somebody new to the house; whoever has an account is asked, and says so or not."""
    partnership = partnership or (cohort.partnership if cohort else None)
    insist(rules.may_bring(by.person, programme, partnership))
    known = queries.person_of(newcomer.email)
    if known:
        ask_in(
            by=by,
            programme=programme,
            person=known,
            cohort=cohort,
            partnership=partnership,
            paid_professional=paid_professional,
            now=now,
        )
        return None
    person = _write_down(newcomer, now)
    return join(
        by=by,
        programme=programme,
        person=person,
        cohort=cohort,
        partnership=partnership,
        paid_professional=paid_professional,
        now=now,
    )


def _write_down(newcomer: Newcomer, now: datetime) -> Person:
    """Without email and phone they are told face to face, until they choose."""
    more: dict[str, str] = {"phone": newcomer.phone} if newcomer.phone else {}
    if not newcomer.email:
        more["channel"] = Channel.PHONE if newcomer.phone else Channel.VISIT
    return write_down(first_name=newcomer.first_name, email=newcomer.email, now=now, **more)


@transaction.atomic
def bring_many(
    *, by: Hand, cohort: Cohort, newcomers: Sequence[Newcomer], now: datetime
) -> list[Membership]:
    """Welcome a whole group; who has an account is asked, who is here already is left alone."""
    programme = cohort.programme
    found = [
        bring(by=by, programme=programme, newcomer=newcomer, cohort=cohort, now=now)
        for newcomer in newcomers
    ]
    return [part for part in found if part]
