from datetime import time, timedelta
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Delivery(models.TextChoices):
    """Where one message stands."""

    WAITING = "waiting", _("Waiting to go")
    GATHERED = "gathered", _("Goes with the next summary")
    SENDING = "sending", _("Going now")
    TOLD = "told", _("They have been told")
    BY_HAND = "by_hand", _("Somebody will tell them")
    NOT_TOLD = "not_told", _("It did not arrive")
    JOINED = "joined", _("It goes together with another")


MOVES: Final = {
    Delivery.WAITING: {Delivery.SENDING, Delivery.GATHERED, Delivery.BY_HAND},
    Delivery.GATHERED: {Delivery.SENDING, Delivery.BY_HAND},
    Delivery.SENDING: {Delivery.TOLD, Delivery.NOT_TOLD},
    Delivery.BY_HAND: {Delivery.TOLD, Delivery.NOT_TOLD, Delivery.JOINED},
    Delivery.NOT_TOLD: {Delivery.BY_HAND, Delivery.TOLD, Delivery.JOINED},
    Delivery.TOLD: frozenset[Delivery](),
    Delivery.JOINED: frozenset[Delivery](),
}
NOT_YET_GONE: Final = (Delivery.WAITING, Delivery.GATHERED)
ASKED_OF_SOMEBODY: Final = (Delivery.BY_HAND, Delivery.NOT_TOLD)


class Sent(models.TextChoices):
    """What came of handing an email to the post."""

    TOLD = "told", _("It went")
    REFUSED = "refused", _("It was refused")


TRY_AGAIN_AFTER: Final = timedelta(minutes=10)  # where the mail server does not answer
PATIENCE: Final = timedelta(hours=2)  # then a person tells them
SUMMARY_AT: Final = time(8)  # summaries go in the morning; the weekly one on Mondays
