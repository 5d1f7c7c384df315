from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a way to take part stands."""

    DRAFT = "draft", _("Being written")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    DONE = "done", _("Done")


STATES: Final = {
    State.DRAFT: {State.OPEN},
    State.OPEN: {State.CLOSED},
    State.CLOSED: {State.OPEN, State.DONE},
    State.DONE: frozenset[State](),
}


class Standing(models.TextChoices):
    """Where a person stands with it. Nothing is asked about a no."""

    NOT_SAID = "not_said", _("You have not said yet.")
    HAS_PLACE = "has_place", _("You have a place.")
    WAITING = "waiting", _("You are on the waiting list.")
    MAYBE = "maybe", _("You said maybe.")
    NO = "no", _("You said no.")


MOVES: Final = {
    Standing.NOT_SAID: {Standing.HAS_PLACE, Standing.WAITING, Standing.MAYBE, Standing.NO},
    Standing.HAS_PLACE: {Standing.MAYBE, Standing.NO},
    Standing.WAITING: {Standing.HAS_PLACE, Standing.MAYBE, Standing.NO},
    Standing.MAYBE: {Standing.HAS_PLACE, Standing.WAITING, Standing.NO},
    Standing.NO: {Standing.HAS_PLACE, Standing.WAITING, Standing.MAYBE},
}


class Said(models.TextChoices):
    YES = "yes", _("Yes, I will come")
    MAYBE = "maybe", _("Maybe")
    NO = "no", _("No")


class HowGiven(models.TextChoices):
    """How places are given."""

    EVERYONE = "everyone", _("Everyone who says yes can come")
    FIRST_COME = "first_come", _("First come, first in")
    INVITATION = "invitation", _("People we ask by name")


class Where(models.TextChoices):
    IN_PERSON = "in_person", _("At a place")
    ONLINE = "online", _("Online")
    BOTH = "both", _("At a place, or online")
    HOME = "home", _("At home, when it suits you")


class Pay(models.TextChoices):
    """On what basis time is thanked. One of these is always said."""

    HOURS = "hours", _("Within your agreed hours")
    VOUCHER = "voucher", _("A voucher")
    FEE = "fee", _("A fee for the session")
    EXPENSES = "expenses", _("Expenses only")
    UNPAID = "unpaid", _("Unpaid")


PAID: Final = (Pay.HOURS, Pay.VOUCHER, Pay.FEE)


class Part(models.TextChoices):
    """What brings somebody else there."""

    STAFF = "staff", _("staff")
    SPONSOR = "sponsor", _("sponsor")
    COMMUNITY = "community", _("lives here")
