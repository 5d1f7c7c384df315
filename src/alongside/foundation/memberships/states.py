from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Standing(models.TextChoices):
    """How much somebody takes part just now. No change needs a reason."""

    ACTIVE = "active", _("Taking part")
    LIGHTER = "lighter", _("Taking part, a little")
    PAUSED = "paused", _("Having a rest")
    LEFT = "left", _("Has left")


MOVES: Final = {
    Standing.ACTIVE: {Standing.LIGHTER, Standing.PAUSED, Standing.LEFT},
    Standing.LIGHTER: {Standing.ACTIVE, Standing.PAUSED, Standing.LEFT},
    Standing.PAUSED: {Standing.ACTIVE, Standing.LIGHTER, Standing.LEFT},
    Standing.LEFT: {Standing.ACTIVE, Standing.LIGHTER},
}


class Reply(models.TextChoices):
    """What somebody with an account says when a programme asks them in. No reason is asked."""

    WAITING = "waiting", _("Asked, and not said yet")
    YES = "yes", _("Said yes")
    NO = "no", _("Said no")


REPLY_MOVES: Final = {
    Reply.WAITING: {Reply.YES, Reply.NO},
    Reply.YES: frozenset[Reply](),
    Reply.NO: frozenset[Reply](),
}


class Engagement(models.TextChoices):
    """On what footing somebody takes part."""

    VOLUNTEER = "volunteer", _("Volunteer")
    VOUCHER = "voucher", _("Thanked with vouchers")
    SESSIONAL = "sessional", _("Paid by the session")
    EMPLOYED = "employed", _("Employed")
    HONORARY = "honorary", _("Honorary")


class AgeBand(models.TextChoices):
    YOUNG = "young", _("Young people")
    ADULT = "adult", _("Adults")
    ANY = "any", _("All ages")
