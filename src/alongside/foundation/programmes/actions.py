from datetime import date

from django.db import transaction

from .models import Organisation, Partnership, Policy, Programme


@transaction.atomic
def start(*, slug: str, name: str, place: str, started_on: date, **help_: str) -> Programme:
    """Begin a programme; `help_name` and `help_phone` say whom to ask."""
    return Programme.objects.create(
        slug=slug, name=name, place=place, started_on=started_on, **help_
    )


@transaction.atomic
def welcome(
    *, programme: Programme, organisation: Organisation, since_on: date, **contact: str
) -> Partnership:
    """An organisation joins a programme."""
    partnership, _ = Partnership.objects.get_or_create(
        programme=programme,
        organisation=organisation,
        defaults={"since_on": since_on, **contact},
    )
    return partnership


@transaction.atomic
def found(*, name: str, user_led: bool) -> Organisation:
    """Write down an organisation; it belongs to no programme yet."""
    return Organisation.objects.create(name=name, user_led=user_led)


@transaction.atomic
def set_policy(
    *,
    programme: Programme,
    key: str,
    value: int,
    checked_on: date,
    source: str,
    partnership: Partnership | None = None,
) -> Policy:
    policy, _ = Policy.objects.update_or_create(
        {"value": value, "checked_on": checked_on, "source": source},
        programme=programme,
        partnership=partnership,
        key=key,
    )
    return policy
