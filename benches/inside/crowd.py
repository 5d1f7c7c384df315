"""People for a load: who they are, their sessions, and what each of them finds to do."""

from typing import Any

from alongside.foundation.memberships.models import HeldRole, Membership
from alongside.foundation.people.models import Person
from alongside.foundation.programmes.models import Programme
from alongside.phases.recruitment.gatherings.models import Gathering
from alongside.phases.recruitment.gatherings.states import Standing
from alongside.phases.recruitment.opportunities.models import Opportunity
from alongside.phases.recruitment.opportunities.states import State

from . import visitors
from .filling import SLUG


def crowd(wanted: str) -> dict[str, Any]:  # Any: what JSON takes
    """So many co-researchers and facilitators who may do the same things at once."""
    town = Programme.objects.get(slug=SLUG)
    roles = HeldRole.objects.within(town).values("membership")
    parts = Membership.objects.within(town).select_related("person").order_by("pk")
    plain = parts.exclude(pk__in=roles).exclude(weekly_minutes=0)
    leads = parts.filter(pk__in=roles.filter(role="facilitator"))
    # The newest parts: nobody whom the town's own lists name.
    both = [part.person for part in plain.order_by("-pk")[: 2 * int(wanted)]]
    residents, writers = both[: int(wanted)], both[int(wanted) :]
    offers = Opportunity.objects.within(town).filter(state=State.OPEN).order_by("-closes_at", "pk")
    open_ = Gathering.objects.within(town).filter(standing=Standing.OPEN).order_by("pk")
    return {
        "slug": SLUG,
        "residents": sessions_of(residents),
        "writers": sessions_of(writers),
        "facilitators": sessions_of([part.person for part in leads[: int(wanted)]]),
        "offers": [str(pk) for pk in offers.values_list("pk", flat=True)],
        "gatherings": [str(pk) for pk in open_.values_list("pk", flat=True)],
        "pages": visitors.ten_pages(),
    }


def sessions_of(people: list[Person]) -> list[str]:
    return [visitors.signed_in(person).cookies["session"].value for person in people]
