from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """How shared something is. All levels are honest; none is a score."""

    TOLD = "told", _("Told")
    ASKED = "asked", _("Asked")
    WORKING_WITH = "working_with", _("Working with")
    COPRODUCING = "coproducing", _("Co-producing")
    COMMUNITY_LED = "community_led", _("Community-led")

    @property
    def step(self) -> int:
        """1 to 5, for the five steps of the sign."""
        return list(Level).index(self) + 1

    @property
    def meaning(self) -> str:
        return str(MEANING[self])


MEANING = {
    Level.TOLD: _("We tell people what is happening."),
    Level.ASKED: _("We ask people what they think, once or now and then."),
    Level.WORKING_WITH: _("People work with us. Some choices are theirs."),
    Level.COPRODUCING: _("We share the work and the choices, from one meeting to the next."),
    Level.COMMUNITY_LED: _("People who live here lead it and own it."),
}


class Kind(models.TextChoices):
    RESEARCH = "research", _("Finding something out")
    EVALUATION = "evaluation", _("Finding out how well something works")
    SERVICE_CHANGE = "service_change", _("Changing a service")
    BOTH = "both", _("Finding out, and changing a service")


class Stage(models.TextChoices):
    BEFORE_THE_BID = "before_the_bid", _("Before anyone asked for money")
    PLANNING = "planning", _("Being planned")
    OPEN = "open", _("Going on")
    CLOSED = "closed", _("Finished")


MOVES: Final = {
    Stage.BEFORE_THE_BID: {Stage.PLANNING, Stage.OPEN, Stage.CLOSED},
    Stage.PLANNING: {Stage.OPEN, Stage.CLOSED},
    Stage.OPEN: {Stage.CLOSED},
    Stage.CLOSED: {Stage.OPEN},
}


class HowOpen(models.TextChoices):
    OPEN = "open", _("Open: we decide it together")
    PARTLY = "partly", _("Partly open")
    FIXED = "fixed", _("Fixed")


#: Levels that say the work is shared: their words have to be earned.
SHARED: Final = (Level.COPRODUCING, Level.COMMUNITY_LED)
