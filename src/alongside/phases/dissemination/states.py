from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What form something takes when it goes out."""

    REPORT = "report", _("A report")
    ARTICLE = "article", _("An article")
    SUMMARY = "summary", _("A plain summary")
    PICTURE = "picture", _("A one-page picture")
    PLAY = "play", _("A play")
    FILM = "film", _("A film")
    ZINE = "zine", _("A zine")
    EXHIBITION = "exhibition", _("An exhibition")
    TALK = "talk", _("A talk")
    EVENT = "event", _("An event")
    SONG = "song", _("A song or a poem")
    OTHER = "other", _("Something else")


FOR_READERS_OF_REPORTS: Final = (Kind.REPORT, Kind.ARTICLE)


class Standing(models.TextChoices):
    """Where something stands on its way out."""

    DRAFT = "draft", _("Being made")
    SHARED = "shared", _("With the people who made it")
    PUBLISHED = "published", _("Out for everybody")
    TAKEN_BACK = "taken_back", _("Taken back")


MOVES: Final = {
    Standing.DRAFT: {Standing.SHARED, Standing.TAKEN_BACK},
    Standing.SHARED: {Standing.PUBLISHED, Standing.DRAFT, Standing.TAKEN_BACK},
    Standing.PUBLISHED: {Standing.TAKEN_BACK},
    Standing.TAKEN_BACK: {Standing.DRAFT},
}


class Naming(models.TextChoices):
    """How somebody wants to be named on one thing that goes out."""

    FIRST = "first", _("By my first name")
    FULL = "full", _("By my full name")
    OTHER = "other", _("By another name")
    GROUP = "group", _("As one of the group")
    NONE = "none", _("Not at all")


NAMED: Final = (Naming.FIRST, Naming.FULL, Naming.OTHER)  # a name of theirs stands there


class Licence(models.TextChoices):
    """What others may do with it."""

    BY = "by", _("Anyone may use and change it, and must name us (CC BY)")
    BY_SA = "by_sa", _("The same, and must share what they make of it (CC BY-SA)")
    BY_NC = "by_nc", _("The same as the first, but nobody may sell it (CC BY-NC)")
    ZERO = "zero", _("Anyone may do anything with it (CC0)")
    ASK = "ask", _("People must ask us first")


ADDRESSES: Final = {
    Licence.BY: "https://creativecommons.org/licenses/by/4.0/",
    Licence.BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/",
    Licence.BY_NC: "https://creativecommons.org/licenses/by-nc/4.0/",
    Licence.ZERO: "https://creativecommons.org/publicdomain/zero/1.0/",
    Licence.ASK: "",
}
