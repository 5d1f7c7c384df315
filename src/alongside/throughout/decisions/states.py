from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Standing(models.TextChoices):
    """Where a decision stands."""

    OPEN = "open", _("Open")
    DECIDED = "decided", _("Decided")


MOVES: Final = {
    Standing.OPEN: {Standing.DECIDED},
    Standing.DECIDED: frozenset[Standing](),
}


class Kind(models.TextChoices):
    """How shared a decision is, said before anyone talks about it."""

    SHARED = "shared", _("We decide together")
    ADVISED = "advised", _("You advise, somebody else decides")
    NOT_SHARED = "not_shared", _("Decided already, told openly")


class Who(models.TextChoices):
    """Who is asked."""

    PROJECT = "project", _("Everyone in the project")
    PROGRAMME = "programme", _("Everyone in the programme")


class Method(models.TextChoices):
    CONSENT = "consent", _("Can you live with it?")
    THUMBS = "thumbs", _("Thumbs")


class Choice(models.TextChoices):
    """What a ballot says, in either method."""

    YES = "yes", _("Yes, I can live with it")
    WORRY = "worry", _("I can, and I have a worry")
    NO = "no", _("No, I cannot live with it")


THUMBS: Final = {
    Choice.YES: _("Thumb up"),
    Choice.WORRY: _("Thumb in the middle"),
    Choice.NO: _("Thumb down"),
}


class Outcome(models.TextChoices):
    """What the ballots add up to."""

    AGREED = "agreed", _("Agreed")
    WITH_WORRIES = "with_worries", _("Agreed, with worries that each get an answer")
    NOT_AGREED = "not_agreed", _("Not agreed: we talk again")
    TIED = "tied", _("No clear choice: we talk again")
    NOBODY = "nobody", _("Nobody has said yet")


class Meaning(models.TextChoices):
    """What a decision would mean, asked one by one."""

    TIME = "time", _("Time")
    MONEY = "money", _("Money")
    ETHICS = "ethics", _("Fairness and care")
    DATA = "data", _("Private information")
    PEOPLE = "people", _("People")
