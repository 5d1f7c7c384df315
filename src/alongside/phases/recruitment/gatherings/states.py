from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Standing(models.TextChoices):
    """Where a gathering stands."""

    PLANNED = "planned", _("Being planned")
    INVITED = "invited", _("People are asked")
    READY = "ready", _("Ready")
    OPEN = "open", _("Going on now")
    CLOSED = "closed", _("Over")
    FOLLOWED_UP = "followed_up", _("Over, and everyone was told")
    CALLED_OFF = "called_off", _("Called off")


MOVES: Final = {
    Standing.PLANNED: {Standing.INVITED, Standing.CALLED_OFF},
    Standing.INVITED: {Standing.READY, Standing.CALLED_OFF},
    Standing.READY: {Standing.OPEN, Standing.INVITED, Standing.CALLED_OFF},
    Standing.OPEN: {Standing.CLOSED},
    Standing.CLOSED: {Standing.FOLLOWED_UP},
    Standing.FOLLOWED_UP: frozenset[Standing](),
    Standing.CALLED_OFF: frozenset[Standing](),
}

BEFORE: Final = (Standing.PLANNED, Standing.INVITED, Standing.READY)
COMING: Final = (Standing.INVITED, Standing.READY, Standing.OPEN)
AFTER: Final = (Standing.CLOSED, Standing.FOLLOWED_UP)


class Where(models.TextChoices):
    ROOM = "room", _("In a room")
    ONLINE = "online", _("Online")
    BOTH = "both", _("In a room, and online")


class Answer(models.TextChoices):
    """What somebody invited said."""

    WAITING = "waiting", _("No answer yet")
    COMING = "coming", _("Coming")
    MAYBE = "maybe", _("Maybe")
    NOT_COMING = "not_coming", _("Not this time")


class CatchUp(models.TextChoices):
    """How a person likes to catch up on what they missed."""

    NOTES = "notes", _("Read the notes")
    RING = "ring", _("Somebody rings me")
    MEET = "meet", _("Somebody meets me")
    MESSAGE = "message", _("Somebody writes to me")


class Expenses(models.TextChoices):
    """Where a person stands with what coming cost them."""

    CLAIMED = "claimed", _("Claimed today")
    KNOWS_HOW = "knows_how", _("Knows how")
    NOTHING = "nothing", _("Nothing to claim")


class Met(models.TextChoices):
    """An honest answer to what somebody needs."""

    MET = "met", _("Yes, we can")
    PARTLY = "partly", _("We can do a part of it")
    NOT = "not", _("We cannot do this")


class Duty(models.TextChoices):
    """What somebody does on the day. Anyone can do any of them."""

    CHAIR = "chair", _("Chair")
    CO_CHAIR = "co_chair", _("Helps the chair")
    NOTES = "notes", _("Takes notes")
    TECH = "tech", _("Helps with the technology")
    WELFARE = "welfare", _("Looks out for everyone")
    STAFF = "staff", _("Staff on the day")


class Item(models.TextChoices):
    """What kind of thing happens in one part of the agenda."""

    HELLO = "hello", _("Tea and hellos")
    CHECK_IN = "check_in", _("How are you, what do you need today?")
    OVERVIEW = "overview", _("What we do today")
    UPDATE = "update", _("Since last time")
    TALK = "talk", _("Somebody tells us something")
    GROUPS = "groups", _("Work in small groups")
    CHAT = "chat", _("Talk together")
    DECISION = "decision", _("Decide something")
    BREAK = "break", _("Break")
    REFLECTION = "reflection", _("Look back at today")
    NEXT = "next", _("What happens next, and money")


class Way(models.TextChoices):
    """Ways to take part, all of them equal."""

    TALKING = "talking", _("Talking")
    WRITING = "writing", _("Writing or cards")
    DRAWING = "drawing", _("Drawing or making")
    PAIRS = "pairs", _("In pairs or small groups")
    BEFORE = "before", _("By phone or letter, before or after")
    CHAT = "chat", _("By chat or text message")
