from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.foundation.files.states import Format as Format  # noqa: PLC0414 -- theirs to choose, kept where papers are


class Channel(models.TextChoices):
    """How a person wants to be told things."""

    EMAIL = "email", _("By email")
    TEXT = "text", _("By text message")
    LETTER = "letter", _("By letter")
    PHONE = "phone", _("By phone")
    VISIT = "visit", _("Face to face")
    ORGANISATION = "organisation", _("Through the group I belong to")


class HowOften(models.TextChoices):
    AT_ONCE = "at_once", _("As things happen")
    DAILY = "daily", _("Once a day, all together")
    WEEKLY = "weekly", _("Once a week, all together")


class How(models.TextChoices):
    """How something reached us."""

    HERE = "here", _("on this site")
    PHONE = "phone", _("by phone")
    PAPER = "paper", _("on paper")
    FACE = "face", _("face to face")
    TEXT = "text", _("by text message")


class Role(models.TextChoices):
    """What somebody does for a programme. Anyone may hold several; most can be held by anyone."""

    FACILITATOR = "facilitator", _("Facilitator")
    COORDINATOR = "coordinator", _("Coordinator")
    PROJECT_LEAD = "project_lead", _("Project lead")
    ORGANISATION_MANAGER = "organisation_manager", _("Manager of a partner group")
    SPONSOR = "sponsor", _("Senior sponsor")
    FINANCE = "finance", _("Looks after the money")
    SAFEGUARDING = "safeguarding", _("Looks after safety")
    DATA_PROTECTION = "data_protection", _("Looks after private information")
    FUNDER = "funder", _("Funder")


STAFF = frozenset({Role.FACILITATOR, Role.COORDINATOR, Role.PROJECT_LEAD})
EVERY_ROLE = frozenset(Role)
