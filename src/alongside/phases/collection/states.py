from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.toolbox.sentences import sentence


class Kind(models.TextChoices):
    """What was brought."""

    DOCUMENT = "document", _("Something written by others")
    TRANSCRIPT = "transcript", _("What people said, written down")
    NOTE = "note", _("A note")
    FLIP_CHART = "flip_chart", _("A flip chart or a photo, with its words")


class MayUse(models.TextChoices):
    """May we use this? It is said for every source, before it is used."""

    OURS = "ours", _("We made it ourselves")
    PERMISSION = "permission", _("Whoever made it said yes")
    OPEN = "open", _("Anyone may use it, with its source named")
    READ_ONLY = "read_only", _("We may read it, and quote a little with its source named")


class LineEnds(models.TextChoices):
    """How the lines ended in the bytes. In the text we read, they all end the same way."""

    LF = "lf", _("as we keep them")
    CRLF = "crlf", _("as on Windows")
    CR = "cr", _("as on very old machines")
    MIXED = "mixed", _("in several ways")


BROUGHT = sentence("collection.brought", _("%(who)s brought a source: “%(what)s”"))
WORDS = sentence("collection.words", _("%(who)s wrote down the words of “%(what)s”."))
ACCESS = sentence("collection.access", _("%(who)s let %(name)s read “%(what)s”."))
ACCESS_ENDED = sentence(
    "collection.access_ended", _("%(who)s ended what %(name)s may read: “%(what)s”.")
)
MAKE_FORMAT = sentence(
    "collection.make_format", _("Make “%(title)s” in another way to read: %(format)s.")
)
FORMAT_MADE = sentence(
    "collection.format_made",
    _("“%(title)s” is there for you now: %(format)s."),
    _("You asked for it. If it does not suit you, tell us."),
)
