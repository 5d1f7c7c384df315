from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Pot(models.TextChoices):
    """Where money stands. All pots of a programme sum to zero."""

    POOL = "pool", _("Not asked for")
    CLAIMED = "claimed", _("Asked for")
    APPROVED = "approved", _("Agreed")
    PAID = "paid", _("Paid")


class Standing(models.TextChoices):
    """Where one payment stands."""

    CLAIMED = "claimed", _("Waiting for a yes")
    APPROVED = "approved", _("Agreed, waiting to be paid")
    PAID = "paid", _("Paid")
    LET_GO = "let_go", _("Not wanted")


MOVES: Final = {
    Standing.CLAIMED: {Standing.APPROVED, Standing.LET_GO},
    Standing.APPROVED: {Standing.PAID, Standing.LET_GO},
    Standing.PAID: frozenset[Standing](),
    Standing.LET_GO: frozenset[Standing](),
}

POT_OF: Final = {
    Standing.CLAIMED: Pot.CLAIMED,
    Standing.APPROVED: Pot.APPROVED,
    Standing.PAID: Pot.PAID,
    Standing.LET_GO: Pot.POOL,
}

OWED: Final = (Standing.CLAIMED, Standing.APPROVED)


class Kind(models.TextChoices):
    """What the money is for."""

    THANKS = "thanks", _("Thanks for your time")
    TRAVEL = "travel", _("Getting there and back")
    CARE = "care", _("Somebody to look after people at home")
    FOOD = "food", _("Food and drink")
    PHONE = "phone", _("Phone or internet")
    OTHER = "other", _("Something else")


EXPENSES: Final = tuple(kind for kind in Kind if kind != Kind.THANKS)


class Way(models.TextChoices):
    """How a person likes to be thanked. What they live on is nobody's business."""

    ASK = "ask", _("Talk to me about it")
    BANK = "bank", _("To my bank")
    PAYROLL = "payroll", _("With my wages")
    VOUCHER = "voucher", _("A shopping voucher")
    CASH = "cash", _("Cash")
    GIFT = "gift", _("Something else of use to me")
    CHARITY = "charity", _("Give it to a charity")
    NOTHING = "nothing", _("I do not want to be paid")
