from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What somebody offered."""

    IDEA = "idea", _("An idea")
    COMMENT = "comment", _("A comment")
    AGENDA_ITEM = "agenda_item", _("Something to talk about")
    WORRY = "worry", _("A worry")
    REASON = "reason", _("A reason for a vote")
    CORRECTION = "correction", _("A correction")
    SUGGESTION = "suggestion", _("A suggestion")
    QUESTION = "question", _("A question")


class Standing(models.TextChoices):
    """Where a contribution stands: the debt is open until it is answered and told."""

    WAITING = "waiting", _("Waiting for an answer")
    ANSWERED = "answered", _("Answered")
    NOT_ANSWERED = "not_answered", _("The answer did not answer it")
    SET_DOWN = "set_down", _("Closed without an answer")
    TAKEN_BACK = "taken_back", _("Taken back by the person")


MOVES: Final = {
    Standing.WAITING: {Standing.ANSWERED, Standing.SET_DOWN, Standing.TAKEN_BACK},
    Standing.ANSWERED: {Standing.NOT_ANSWERED},
    Standing.NOT_ANSWERED: {Standing.ANSWERED, Standing.SET_DOWN},
    Standing.SET_DOWN: {Standing.ANSWERED},
    Standing.TAKEN_BACK: frozenset[Standing](),
}

OWED: Final = (Standing.WAITING, Standing.NOT_ANSWERED)


class Outcome(models.TextChoices):
    DONE = "done", _("We did it")
    PARTLY = "partly", _("We did a part of it")
    NOT = "not", _("We did not do it")


class Ease(models.TextChoices):
    """What people are asked to choose from when they say something."""

    COMMENT = Kind.COMMENT.value, _("I want to say what I think")
    IDEA = Kind.IDEA.value, _("I have an idea")
    QUESTION = Kind.QUESTION.value, _("I have a question")
    WORRY = Kind.WORRY.value, _("I am worried about something")
    CORRECTION = Kind.CORRECTION.value, _("Something is not right")
