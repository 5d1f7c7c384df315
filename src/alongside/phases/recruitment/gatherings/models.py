from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from alongside.foundation.people.models import Person
from alongside.foundation.programmes.models import ProgrammeRow, WalledKey
from alongside.foundation.projects.models import Project
from alongside.foundation.projects.phases import Phase
from alongside.foundation.projects.states import Level
from alongside.phases.recruitment.opportunities.models import Opportunity
from alongside.throughout.decisions.models import Decision
from alongside.toolbox.ids import short_code
from alongside.toolbox.personal import Who
from alongside.toolbox.references import Reference
from alongside.toolbox.sealed import SealedText

from .states import Answer, CatchUp, Duty, Expenses, Item, Met, Standing, Where


class Gathering(ProgrammeRow):
    """A meeting, workshop, call or training: what for, when, where, and what we ask of people."""

    code = models.CharField(max_length=6, default=short_code, editable=False)
    project = WalledKey(Project, models.PROTECT, null=True, blank=True, related_name="+")
    opportunity = WalledKey(
        Opportunity, models.PROTECT, null=True, blank=True, related_name="gatherings"
    )
    phase = models.CharField(max_length=16, choices=Phase.choices, blank=True)
    title = models.CharField(max_length=120)
    purpose = models.TextField()
    level = models.CharField(max_length=16, choices=Level.choices, blank=True)
    why_level = models.CharField(max_length=300, blank=True)
    one_off = models.BooleanField(default=False)  # nothing comes before or after it
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    where = models.CharField(max_length=8, choices=Where.choices, default=Where.ROOM)
    place = models.CharField(max_length=200, blank=True)
    link = models.URLField(max_length=300, blank=True)
    phone_in = models.CharField(max_length=120, blank=True)
    other_ways = models.CharField(max_length=300, blank=True)  # to take part without coming
    ways = models.JSONField(default=list)  # see states.Way
    what_we_ask = models.CharField(max_length=300, blank=True)
    papers_link = models.URLField(max_length=300, blank=True)
    pay_pence = models.PositiveIntegerField(default=0)
    why_short_notice = models.CharField(max_length=300, blank=True)
    recorded = models.BooleanField(default=False)
    sensitive = models.BooleanField(default=False)
    support = models.CharField(max_length=200, blank=True)  # whom to talk to if it is hard
    standing = models.CharField(max_length=12, choices=Standing.choices, default=Standing.PLANNED)
    planned_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    follow_up_on = models.DateField(null=True, blank=True)
    what_came_of_it = models.TextField(blank=True)
    followed_up_at = models.DateTimeField(null=True, blank=True)
    followed_up_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            UniqueConstraint(fields=["programme", "code"], name="one_code_for_one_gathering"),
            CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="a_gathering_ends_after_it_starts"
            ),
            CheckConstraint(
                condition=~Q(standing=Standing.FOLLOWED_UP) | ~Q(what_came_of_it=""),
                name="followed_up_says_what_came_of_it",
            ),
        ]
        indexes = [
            models.Index(fields=["programme", "standing", "starts_at"], name="gatherings_to_come"),
            models.Index(fields=["programme", "project"], name="gatherings_of_a_project"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    @property
    def counts_as(self) -> Reference:
        """What hours and thanks are written down for: the opportunity, where it belongs to one."""
        return self.opportunity.ref() if self.opportunity else self.ref()

    @property
    def is_online(self) -> bool:
        return self.where != Where.ROOM


class Invitation(ProgrammeRow):
    """One person asked to a gathering: why them, what they said, whether they came."""

    gathering = WalledKey(Gathering, models.PROTECT, related_name="invitations")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    why_here = models.CharField(max_length=160, blank=True)
    answer = models.CharField(max_length=12, choices=Answer.choices, default=Answer.WAITING)
    by_video = models.BooleanField(default=False)
    how_to_catch_up = models.CharField(max_length=8, choices=CatchUp.choices, blank=True)
    needs_asked_at = models.DateTimeField(null=True, blank=True)
    needs_confirmed_at = models.DateTimeField(null=True, blank=True)
    came = models.BooleanField(default=False)
    expenses = models.CharField(max_length=12, choices=Expenses.choices, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)  # what came of it was sent to them

    class Meta:
        constraints = [
            UniqueConstraint(fields=["programme", "gathering", "person"], name="invited_once")
        ]
        indexes = [models.Index(fields=["programme", "person"], name="where_a_person_is_asked")]

    class Personal:
        why_here = Who("why they are there: seen by everyone invited")
        answer = "whether they come: seen by everyone invited"
        by_video = "how they join: seen by organisers"
        how_to_catch_up = "how they like to catch up: seen by organisers"
        came = "whether they came: seen by everyone invited"
        expenses = "whether they know how to claim: seen by organisers"
        needs_confirmed_at = "when they said their needs are right: seen by organisers"

    def __str__(self) -> str:
        return f"{self.person} at {self.gathering}"


class Need(ProgrammeRow):
    """Something a person needs to take part this time, who sees to it, and an honest answer."""

    invitation = WalledKey(Invitation, models.PROTECT, related_name="needs")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    what = SealedText(owner="person_id")
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    answer = models.CharField(max_length=8, choices=Met.choices, blank=True)
    why = SealedText(owner="person_id")
    instead = SealedText(owner="person_id")
    said_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)
    gone_at = models.DateTimeField(null=True, blank=True)  # the person no longer needs it

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(answer="", told_at=None) | (~Q(answer="") & Q(told_at__isnull=False)),
                name="an_answer_to_a_need_is_told",
            )
        ]

    class Personal:
        what = Who("what they need to take part: sealed, seen by them and by organisers")
        answer = "whether we can do it: seen by them and by organisers"
        why = Who("why we cannot do all of it: sealed, seen by them and by organisers")
        instead = Who("what we do instead: sealed, seen by them and by organisers")

    def __str__(self) -> str:
        return f"what {self.person} needs"


class Helper(ProgrammeRow):
    """Somebody who took on something for the day."""

    gathering = WalledKey(Gathering, models.PROTECT, related_name="helpers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    duty = models.CharField(max_length=8, choices=Duty.choices)
    since = models.DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["programme", "gathering", "duty", "person"], name="helps_once_with_a_thing"
            ),
            UniqueConstraint(
                fields=["programme", "gathering"],
                condition=Q(duty=Duty.CHAIR),
                name="one_chair_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_duty_display()}"


class AgendaItem(ProgrammeRow):
    """One part of the agenda: who raised it, how long it takes, and what was said."""

    gathering = WalledKey(Gathering, models.PROTECT, related_name="agenda")
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Item.choices)
    title = models.CharField(max_length=160)
    minutes = models.PositiveSmallIntegerField()
    raised_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    lives_here = models.BooleanField()  # raised from life, not as part of a paid job
    led_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    decision = WalledKey(Decision, models.PROTECT, null=True, blank=True, related_name="+")
    notes = models.TextField(blank=True)  # the minutes of this item
    at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [CheckConstraint(condition=Q(minutes__gte=1), name="an_item_takes_time")]
        indexes = [models.Index(fields=["programme", "gathering", "place"], name="agenda_in_order")]

    class Personal:
        notes = "what was said, with first names where people agreed: seen by members"

    def __str__(self) -> str:
        return self.title


class CatchingUp(ProgrammeRow):
    """How somebody who missed a gathering catches up. It is done when both say so."""

    invitation = WalledKey(Invitation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    helper = models.ForeignKey(Person, models.PROTECT, related_name="+")
    how = models.CharField(max_length=8, choices=CatchUp.choices)
    due_on = models.DateField()
    asked_at = models.DateTimeField()
    person_done_at = models.DateTimeField(null=True, blank=True)
    helper_done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [UniqueConstraint(fields=["programme", "invitation"], name="catches_up_once")]

    class Personal:
        how = "how they like to catch up: seen by them and by whoever helps"

    def __str__(self) -> str:
        return f"{self.person} catches up"

    @property
    def is_done(self) -> bool:
        return self.person_done_at is not None and self.helper_done_at is not None
