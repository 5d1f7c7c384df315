from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Standing(models.TextChoices):
    """Where a resource stands."""

    SUGGESTED = "suggested", _("Suggested")
    LISTED = "listed", _("In the library")
    MOVED = "moved", _("Has moved, and we do not know where")
    DEAD = "dead", _("Is gone")
    DECLINED = "declined", _("Not taken in")


MOVES: Final = {
    Standing.SUGGESTED: {Standing.LISTED, Standing.DECLINED},
    Standing.LISTED: {Standing.MOVED, Standing.DEAD},
    Standing.MOVED: {Standing.LISTED, Standing.DEAD},
    Standing.DEAD: {Standing.LISTED},
    Standing.DECLINED: {Standing.LISTED},
}

SHOWN: Final = (Standing.LISTED, Standing.MOVED)


class Form(models.TextChoices):
    """What kind of thing it is, in a word people look for."""

    GUIDE = "guide", _("Guides")
    TOOL = "tool", _("Tools and templates")
    LEARNING = "learning", _("Courses and training")
    FILM = "film", _("Films and pictures")
    READING = "reading", _("Papers and books")
    COLLECTION = "collection", _("Web pages and collections")
    GROUP = "group", _("Groups and projects")
    PLATFORM = "platform", _("Things for working online")


class Audience(models.TextChoices):
    """Whom it helps."""

    TAKING_PART = "taking_part", _("People taking part")
    RUNNING = "running", _("People who run things")
    RESEARCHING = "researching", _("Researchers")
    ORGANISATIONS = "organisations", _("Councils and other groups")


class Found(models.TextChoices):
    """What somebody found when they followed the link."""

    WORKS = "works", _("It works")
    NEW_PLACE = "new_place", _("It has moved, and I know where")
    MOVED = "moved", _("It is not there any more. It may have moved")
    GONE = "gone", _("It is gone for good")
