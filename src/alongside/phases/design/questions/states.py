from django.db import models
from django.utils.translation import gettext_lazy as _


class Source(models.TextChoices):
    """Where a question came from."""

    PERSON = "person", _("Somebody's idea")
    GROUP = "group", _("A group talked about it")
    SESSION = "session", _("A meeting or a workshop")
    READING = "reading", _("Something we read")
    ORGANISATION = "organisation", _("A council, a university or another organisation")
