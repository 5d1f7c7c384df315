from typing import Final

from django.db import models
from django.db.models import CheckConstraint, Q

from alongside.foundation.people.models import Person
from alongside.foundation.people.states import How
from alongside.foundation.programmes.models import ProgrammeRow, WalledKey
from alongside.foundation.projects.models import Project
from alongside.toolbox.ids import short_code
from alongside.toolbox.personal import Said, Who
from alongside.toolbox.references import About
from alongside.toolbox.sealed import SealedText

from .states import OWED, Kind, Outcome, Standing

SHORT: Final = 80  # letters that stand for the whole in a list or a message


class Contribution(About, ProgrammeRow):
    """Something a person offered. It opens a debt: somebody owes an answer by a day."""

    code = models.CharField(max_length=6, default=short_code, editable=False)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    text = models.TextField()
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    name_as_wished = models.CharField(max_length=80, blank=True)  # empty: no name, please
    contact = SealedText()
    project = WalledKey(Project, models.PROTECT, null=True, blank=True, related_name="+")
    how = models.CharField(max_length=8, choices=How.choices, default=How.HERE)
    private = models.BooleanField(default=False)
    said_at = models.DateTimeField()
    owed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField()
    standing = models.CharField(max_length=12, choices=Standing.choices, default=Standing.WAITING)
    set_down_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    set_down_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "code"], name="one_code_for_one_thing"),
            CheckConstraint(
                condition=~Q(standing=Standing.SET_DOWN)
                | (Q(set_down_by__isnull=False) & ~Q(set_down_why="")),
                name="set_down_by_a_named_person_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["programme", "standing", "due_on", "id"], name="answers_owed_first"
            ),
            models.Index(fields=["programme", "person", "-said_at"], name="what_a_person_offered"),
            models.Index(fields=["programme", "about_id"], name="what_was_said_about_it"),
            models.Index(
                fields=["programme", "standing", "-said_at", "-id"], name="what_came_of_it_newest"
            ),
            models.Index(
                fields=["programme", "standing", "-said_at", "-id"],
                condition=Q(person=None),
                name="what_came_without_account",
            ),
            models.Index(
                fields=["programme", "person", "standing", "-said_at", "-id"],
                name="what_came_of_a_person",
            ),
            models.Index(
                fields=["programme", "project", "standing", "-said_at", "-id"],
                name="said_in_a_project",
            ),
        ]

    class Personal:
        text = Said("what they said: seen by members, or by organisers only where it is private")
        person = "who said it: seen with the name they wished"
        name_as_wished = Who("the name they wished to see beside it: seen by all")
        contact = Who("how to answer somebody without an account: sealed, seen by whoever answers")

    given: "list[Answer]"  # its answers in order: put there by queries.contributions

    def __str__(self) -> str:
        said = " ".join(self.text.split())
        return said if len(said) <= SHORT else f"{said[:SHORT].rstrip()}…"

    @property
    def is_owed(self) -> bool:
        return self.standing in OWED

    @property
    def latest(self) -> "Answer | None":
        return self.given[-1] if self.given else None


class Answer(ProgrammeRow):
    """What was done about it, and why. There may be a second, where the first did not answer."""

    contribution = WalledKey(Contribution, models.PROTECT, related_name="answers")
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    why = models.TextField()
    what_changed = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)  # handed to the telling, or told by somebody
    told_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(outcome=Outcome.NOT) | ~Q(what_changed=""),
                name="what_was_done_says_what_changed",
            ),
            CheckConstraint(condition=~Q(why=""), name="an_answer_says_why"),
        ]
        indexes = [
            models.Index(fields=["programme", "told_at"], name="answers_still_to_be_told"),
            models.Index(fields=["programme", "contribution", "at"], name="answers_in_order"),
        ]

    def __str__(self) -> str:
        return str(self.get_outcome_display())

    @property
    def in_words(self) -> str:
        """What changed, and why; or why not."""
        return " ".join(part for part in (self.what_changed, self.why) if part)
