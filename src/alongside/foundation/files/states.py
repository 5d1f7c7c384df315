from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.toolbox.sentences import sentence


class Format(models.TextChoices):
    """A way to read one document. People choose one as theirs."""

    PLAIN = "plain", _("Plain words")
    EASY_READ = "easy_read", _("Easy Read, with pictures")
    LARGE_PRINT = "large_print", _("Large print")
    AUDIO = "audio", _("Read out loud")
    BRAILLE = "braille", _("Braille")
    SIGN = "sign", _("Sign language video")
    PRINTED = "printed", _("On paper")


MAKERS: Final = ("facilitator", "coordinator", "project_lead")  # people.states knows the roles

ARRIVED = sentence("files.arrived", _("%(who)s brought a file: “%(what)s”"))
ANOTHER_WAY = sentence("files.another_way", _("%(who)s added another way to read “%(what)s”."))
ASKED = sentence("files.asked", _("%(who)s asked for another way to read “%(what)s”."))
