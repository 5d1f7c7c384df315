from django.db import models
from django.utils.translation import gettext_lazy as _


class Pot(models.TextChoices):
    """Where an hour of a week stands. All pots of a person's week sum to zero."""

    PROGRAMME = "programme", _("From the programme")
    FREE = "free", _("Left")
    BOOKED = "booked", _("Booked")
    DONE = "done", _("Done")
    APPROVED = "approved", _("Agreed")


class Kind(models.TextChoices):
    ACTIVITY = "activity", _("Taking part")
    PREPARATION = "preparation", _("Getting ready")
    TRAVEL = "travel", _("Travel")
    CATCH_UP = "catch_up", _("Catching up")
    TRAINING = "training", _("Learning")
    SUPERVISION = "supervision", _("Time with a supervisor")
