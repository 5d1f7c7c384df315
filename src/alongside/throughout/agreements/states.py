from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.toolbox.sentences import sentence


class Standing(models.TextChoices):
    """Where an agreement stands. It is worked out from what people said, never set by hand."""

    EMPTY = "empty", _("Nothing is written yet")
    WRITING = "writing", _("Being written")
    ASKED = "asked", _("Everyone is being asked")
    WENT_ON = "went_on", _("The group went on, and said why")
    AGREED = "agreed", _("Everyone agrees")


class Says(models.TextChoices):
    """What one person says to the words."""

    AGREE = "agree", _("I agree")
    CHANGE = "change", _("Something would need to change")


class ClauseStanding(models.TextChoices):
    IN = "in", _("In the agreement")
    REWORDED = "reworded", _("Said in other words")
    TAKEN_OUT = "taken_out", _("Taken out")


MOVES: Final = {
    ClauseStanding.IN: {ClauseStanding.REWORDED, ClauseStanding.TAKEN_OUT},
    ClauseStanding.REWORDED: frozenset[ClauseStanding](),
    ClauseStanding.TAKEN_OUT: {ClauseStanding.IN},
}


PROPOSED = sentence("agreements.proposed", _("%(who)s proposed for the agreement: “%(what)s”"))
REWORDED = sentence("agreements.reworded", _("%(who)s put it in other words: “%(what)s”"))
TAKEN_OUT = sentence("agreements.taken_out", _("%(who)s took out of the agreement: “%(what)s”"))
PUT = sentence("agreements.put", _("%(who)s asked everyone about the group agreement."))
AGREED = sentence("agreements.agreed", _("%(who)s said yes to the group agreement."))
WANTS_CHANGE = sentence(
    "agreements.wants_change", _("%(who)s said what would need to change in the agreement.")
)
WENT_ON = sentence("agreements.went_on", _("%(who)s wrote down why the group goes on."))
PLEASE_ANSWER = sentence(
    "agreements.please_answer",
    _("Do you agree how we treat each other in “%(project)s”?"),
    _("These are the words:\n\n%(clauses)s\n\nSay yes, or say what would need to change."),
)
