"""The invented town of Marram Bay, and Northpoint next door. Nothing and nobody in it is real.

Everything is done by the product's own actions, one day after another, so that the town has a past.
"""

from django.db import transaction
from django.utils.timezone import now

from alongside.foundation.people.models import Person

from . import northpoint
from .days import Days
from .people import CAST, bring_everybody
from .post import deliver
from .story import tell_the_story


@transaction.atomic
def fill() -> None:
    """Fill both towns, ending today."""
    days = Days(now())
    town = bring_everybody(days)
    tell_the_story(town, days)
    deliver(town, days)
    northpoint.fill(days)


def somebody(code: str) -> Person | None:
    """One of the people of the demo, by the number on their letters."""
    return Person.objects.filter(code=code, first_name__in=CAST).first()
