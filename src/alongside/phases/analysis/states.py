from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.toolbox.sentences import sentence


class PackStanding(models.TextChoices):
    """Where a pack of passages stands: first each of us alone, then all of us together."""

    DRAFT = "draft", _("Being put together")
    APART = "apart", _("Each of us reads alone")
    TOGETHER = "together", _("We look at it together")
    DONE = "done", _("Done")


PACK_MOVES: Final = {
    PackStanding.DRAFT: {PackStanding.APART},
    PackStanding.APART: {PackStanding.TOGETHER},
    PackStanding.TOGETHER: {PackStanding.DONE},
    PackStanding.DONE: {PackStanding.TOGETHER},
}


class Round(models.TextChoices):
    APART = "apart", _("Alone")
    TOGETHER = "together", _("Together")


class Settled(models.TextChoices):
    """What came of talking about one place."""

    AGREE = "agree", _("One name fits")
    KEEP_BOTH = "keep_both", _("We keep them all")
    NEW_CODE = "new_code", _("A new name fits better")
    NONE = "none", _("No name fits")


class ThemeStanding(models.TextChoices):
    IN_USE = "in_use", _("In use")
    MERGED = "merged", _("Went into another theme")


THEME_MOVES: Final = {
    ThemeStanding.IN_USE: {ThemeStanding.MERGED},
    ThemeStanding.MERGED: {ThemeStanding.IN_USE},
}


class FindingStanding(models.TextChoices):
    """A finding is final when the people quoted were asked, or a named person says why not."""

    DRAFT = "draft", _("Being written")
    CHECKING = "checking", _("We are asking the people quoted")
    FINAL = "final", _("Final")


FINDING_MOVES: Final = {
    FindingStanding.DRAFT: {FindingStanding.CHECKING, FindingStanding.FINAL},
    FindingStanding.CHECKING: {FindingStanding.FINAL, FindingStanding.DRAFT},
    FindingStanding.FINAL: {FindingStanding.CHECKING, FindingStanding.DRAFT},
}


class Stance(models.TextChoices):
    AGREES = "agrees", _("I see it like this")
    OTHERWISE = "otherwise", _("I see it another way")


class Consent(models.TextChoices):
    """Whether these words may be used, and with which name."""

    NOT_ASKED = "not_asked", _("We have not asked yet")
    WITH_NAME = "with_name", _("Yes, with the name they wish")
    NO_NAME = "no_name", _("Yes, without a name")
    PUBLISHED = "published", _("It is public. We name where it is from")


SAID_YES: Final = (Consent.WITH_NAME, Consent.NO_NAME, Consent.PUBLISHED)


class Reply(models.TextChoices):
    """What somebody says to how we used their words."""

    FINE = "fine", _("That is fine")
    CHANGE = "change", _("Change something")
    NOT_LIKE_THAT = "not_like_that", _("I did not mean it like that")
    TAKE_OUT = "take_out", _("Take my words out")


PACK_MADE = sentence("analysis.pack_made", _("%(who)s put passages together to read: “%(what)s”"))
PACK_MOVED = sentence("analysis.pack_moved", _("%(who)s moved “%(what)s” on: %(standing)s."))
MARKED = sentence("analysis.marked", _("%(who)s marked a passage."))
TAKEN_BACK = sentence("analysis.taken_back", _("%(who)s took back a mark."))
FINISHED = sentence("analysis.finished", _("%(who)s finished reading alone: “%(what)s”"))
SETTLED = sentence("analysis.settled", _("%(who)s wrote down what came of talking: “%(what)s”"))
CODE_MADE = sentence("analysis.code_made", _("%(who)s named something: “%(what)s”"))
THEME_PROPOSED = sentence("analysis.theme_proposed", _("%(who)s proposed a theme: “%(what)s”"))
THEME_GATHERED = sentence("analysis.theme_gathered", _("%(who)s changed what is in “%(what)s”."))
THEME_MERGED = sentence("analysis.theme_merged", _("%(who)s put “%(what)s” into “%(into)s”."))
THEME_BACK = sentence("analysis.theme_back", _("%(who)s took “%(what)s” out again."))
FOUND = sentence("analysis.found", _("%(who)s wrote down something we found: “%(what)s”"))
FINDING_CHANGED = sentence("analysis.finding_changed", _("%(who)s changed a finding: “%(what)s”"))
QUOTED = sentence("analysis.quoted", _("%(who)s put a passage to the finding “%(what)s”."))
QUOTE_OUT = sentence("analysis.quote_out", _("%(who)s took a passage out of “%(what)s”."))
STANCE = sentence("analysis.stance", _("%(who)s said how they see “%(what)s”."))
ASKED_BACK = sentence("analysis.asked_back", _("%(who)s asked the people quoted in “%(what)s”."))
REPLIED = sentence("analysis.replied", _("%(who)s said what they think of how we quote them."))
FINAL = sentence("analysis.final", _("%(who)s called a finding final: “%(what)s”"))
REOPENED = sentence("analysis.reopened", _("The finding “%(what)s” is open again."))
RECOMMENDED = sentence("analysis.recommended", _("%(who)s recommends: “%(what)s”"))

PLEASE_READ = sentence(
    "analysis.please_read",
    _("Read some passages and mark what you see: “%(pack)s”"),
    _("Take about %(minutes)s minutes. Nobody sees your marks until everyone is done."),
)
LOOK_TOGETHER = sentence(
    "analysis.look_together", _("Everyone has read “%(pack)s”. Now we look at it together.")
)
YOUR_WORDS = sentence(
    "analysis.your_words",
    _("We would like to use your words. Is it right like this?"),
    _(
        "You said: “%(words)s”\n\nWe think it shows: %(finding)s\n\n"
        "Is that fine? Or should we change it, or take your words out?"
    ),
)
ASK_THEM = sentence(
    "analysis.ask_them",
    _("Ask %(name)s whether we may use their words in “%(finding)s”, and write down the answer."),
)
