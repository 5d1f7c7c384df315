from datetime import date

from django.db import models

from alongside.foundation.people.models import Person
from alongside.foundation.programmes.models import ProgrammeRow, WalledKey
from alongside.foundation.projects.models import Project
from alongside.toolbox.personal import Who, plain
from alongside.toolbox.references import About

from .states import Source


class Question(About, ProgrammeRow):
    """What a project asks, where that came from, and whom we thank for it. About: the idea."""

    project = WalledKey(Project, models.PROTECT, related_name="+")
    text = models.CharField(max_length=300)
    source = models.CharField(max_length=16, choices=Source.choices)
    credit = models.CharField(max_length=300, blank=True)  # empty: no name, as they wished
    asked_on = models.DateField()  # the day it was first said
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "about_id"], name="an_idea_becomes_one_question"
            )
        ]
        indexes = [models.Index(fields=["programme", "project"], name="questions_of_a_project")]

    class Personal:
        credit = "whom we thank, by the name they wished, as own words: seen by all"

    def __str__(self) -> str:
        return self.text

    @property
    def thanks(self) -> str:
        """Whom we thank, as a page shows it."""
        return plain(self.credit)

    @property
    def before_the_bid(self) -> int | None:
        """Days between the question and the bid: more than 0 before it, less than 0 after it."""
        return days_before(self.project.bid_sent_on, self.asked_on)


class Shaping(ProgrammeRow):
    """Somebody had a hand in a question: what they did, when, and by which name we thank them."""

    question = WalledKey(Question, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    name_as_wished = models.CharField(max_length=80, blank=True)
    what = models.CharField(max_length=200)
    on_day = models.DateField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["programme", "question"], name="who_shaped_a_question")]

    class Personal:
        person = "who shaped the question: seen by members, with the name they wished"
        name_as_wished = Who("the name they wished to see beside it: seen by all")

    def __str__(self) -> str:
        return self.what

    @property
    def before_the_bid(self) -> int | None:
        return days_before(self.question.project.bid_sent_on, self.on_day)


def days_before(bid_sent_on: date | None, on_day: date) -> int | None:
    return None if bid_sent_on is None else (bid_sent_on - on_day).days
