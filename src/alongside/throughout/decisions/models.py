from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from alongside.foundation.people.models import Person
from alongside.foundation.people.states import How
from alongside.foundation.programmes.models import ProgrammeRow, WalledKey
from alongside.foundation.projects.models import Project
from alongside.foundation.projects.phases import Phase
from alongside.throughout.feedback.models import Contribution
from alongside.toolbox.ids import short_code
from alongside.toolbox.personal import Said
from alongside.toolbox.references import About

from .states import Choice, Kind, Method, Outcome, Standing, Who


class Decision(About, ProgrammeRow):
    """A question somebody decides: how shared, by whom, how, and what came of it."""

    code = models.CharField(max_length=6, default=short_code, editable=False)
    project = WalledKey(Project, models.PROTECT, null=True, blank=True, related_name="+")
    phase = models.CharField(max_length=16, choices=Phase.choices, blank=True)
    question = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    why_this_kind = models.CharField(max_length=300)
    who = models.CharField(max_length=12, choices=Who.choices)
    who_decides = models.CharField(max_length=200)
    who_is_affected = models.CharField(max_length=300, blank=True)
    meaning = models.JSONField(default=dict)  # what it would mean: see states.Meaning
    method = models.CharField(max_length=12, choices=Method.choices)
    opens_on = models.DateField()
    closes_on = models.DateField()
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    standing = models.CharField(max_length=8, choices=Standing.choices, default=Standing.OPEN)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    chosen = WalledKey("decisions.Option", models.PROTECT, null=True, blank=True, related_name="+")
    counted = models.JSONField(default=dict)  # the ballots as they were added up on the day
    reasons = models.TextField(blank=True)
    next_steps = models.TextField(blank=True)
    review_on = models.DateField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            UniqueConstraint(fields=["programme", "code"], name="one_code_for_one_decision"),
            CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="a_decision_closes_after_it_opens"
            ),
            CheckConstraint(condition=~Q(why_this_kind=""), name="how_shared_comes_with_why"),
            CheckConstraint(
                condition=Q(standing=Standing.OPEN) | (~Q(outcome="") & ~Q(reasons="")),
                name="what_was_decided_comes_with_reasons",
            ),
        ]
        indexes = [
            models.Index(fields=["programme", "project", "standing"], name="decided_in_a_project")
        ]

    def __str__(self) -> str:
        return self.question


class Option(ProgrammeRow):
    """One thing that could be chosen."""

    decision = WalledKey(Decision, models.PROTECT, related_name="options")
    words = models.CharField(max_length=200)
    place = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["programme", "decision", "place"], name="one_option_a_place")
        ]

    def __str__(self) -> str:
        return self.words


class Ballot(ProgrammeRow):
    """What one person says to one option. They may change it until it is decided."""

    decision = WalledKey(Decision, models.PROTECT, related_name="ballots")
    option = WalledKey(Option, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    choice = models.CharField(max_length=8, choices=Choice.choices)
    worry = models.TextField(blank=True)
    said = WalledKey(Contribution, models.PROTECT, null=True, blank=True, related_name="+")
    how = models.CharField(max_length=8, choices=How.choices, default=How.HERE)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["programme", "option", "person"], name="one_ballot_each_an_option"
            ),
            CheckConstraint(
                condition=Q(choice=Choice.YES) | ~Q(worry=""), name="a_worry_is_said_in_words"
            ),
        ]

    class Personal:
        choice = "what they said: seen by members, with their first name"
        worry = Said("their worry: seen by members, with their first name")

    def __str__(self) -> str:
        return f"{self.person}: {self.get_choice_display()}"
