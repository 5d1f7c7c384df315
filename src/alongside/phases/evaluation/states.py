from django.db import models
from django.utils.translation import gettext_lazy as _


class Found(models.TextChoices):
    """Whether we found out what we set out to."""

    ANSWERED = "answered", _("Yes, we found out")
    PARTLY = "partly", _("We found out a part of it")
    NOT = "not", _("No, we did not")


class Good(models.TextChoices):
    """Was it for the better? Both are worth knowing."""

    GOOD = "good", _("For the better")
    BAD = "bad", _("For the worse")
    BOTH = "both", _("Some of each")


class Reach(models.TextChoices):
    """How far a change reaches: the five levels, after Beckett and others."""

    PERSON = "person", _("One person")
    GROUP = "group", _("A group of people")
    ORGANISATION = "organisation", _("An organisation")
    SOCIETY = "society", _("A town, or many people")
    THINKING = "thinking", _("How people think about it")


class Framework(models.TextChoices):
    """A way to report that others know. Its items are data."""

    SHORT = "gripp2_short", _("GRIPP2, the short form")
    LONG = "gripp2_long", _("GRIPP2, the long form")
