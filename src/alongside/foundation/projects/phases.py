from django.db import models
from django.utils.translation import gettext_lazy as _


class Phase(models.TextChoices):
    """The six phases, in order, in the words of residents. Each has a folder in phases/."""

    DESIGN = "design", _("Planning what to do")
    RECRUITMENT = "recruitment", _("Working out who, where and when")
    COLLECTION = "collection", _("Getting the information you need")
    ANALYSIS = "analysis", _("Working out what it all means")
    DISSEMINATION = "dissemination", _("Spreading the word")
    EVALUATION = "evaluation", _("Reflecting and feedback")

    @property
    def formal(self) -> str:
        """The name researchers use."""
        return str(FORMAL[self])

    @property
    def short(self) -> str:
        """One or two words, for a claim: planning, meaning, looking back."""
        return str(SHORT[self])

    @property
    def sign(self) -> str:
        """The sign drawn beside it."""
        return SIGN[self]

    @property
    def number(self) -> int:
        """1 to 6; the page gives each number its colour and its sign."""
        return list(Phase).index(self) + 1


FORMAL = {
    Phase.DESIGN: _("Research design"),
    Phase.RECRUITMENT: _("Recruitment and engagement"),
    Phase.COLLECTION: _("Data collection"),
    Phase.ANALYSIS: _("Analysis"),
    Phase.DISSEMINATION: _("Dissemination"),
    Phase.EVALUATION: _("Evaluation and learning"),
}

SHORT = {
    Phase.DESIGN: _("planning"),
    Phase.RECRUITMENT: _("who and where"),
    Phase.COLLECTION: _("getting the information"),
    Phase.ANALYSIS: _("working out the meaning"),
    Phase.DISSEMINATION: _("spreading the word"),
    Phase.EVALUATION: _("looking back"),
}

SIGN = {
    Phase.DESIGN: "plan",
    Phase.RECRUITMENT: "who",
    Phase.COLLECTION: "hear",
    Phase.ANALYSIS: "mean",
    Phase.DISSEMINATION: "tell",
    Phase.EVALUATION: "back",
}
