from datetime import date, datetime

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils import formats
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from alongside.foundation.people.models import Person
from alongside.foundation.programmes.models import ProgrammeRow, WalledKey
from alongside.foundation.projects.models import Project
from alongside.foundation.projects.phases import Phase
from alongside.foundation.projects.states import Level
from alongside.toolbox.ids import short_code
from alongside.toolbox.money import pounds
from alongside.toolbox.sayings import say_time

from .states import PAID, HowGiven, Part, Pay, Standing, State, Where


def say_day(day: date) -> str:
    """Thursday 14 May: what is offered is near, so the year says itself."""
    local = localdate(day) if isinstance(day, datetime) else day
    return formats.date_format(local, "l j F", use_l10n=False)


class Opportunity(ProgrammeRow):
    """A way to take part, with everything said before anyone says yes."""

    project = WalledKey(Project, models.PROTECT, related_name="opportunities")
    code = models.CharField(max_length=6, default=short_code, editable=False)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    title = models.CharField(max_length=120)
    purpose = models.CharField(max_length=300)
    what_you_do = models.TextField(blank=True)
    phase = models.CharField(max_length=16, choices=Phase.choices)
    level = models.CharField(max_length=16, choices=Level.choices, blank=True)
    why_level = models.CharField(max_length=300, blank=True)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    by_on = models.DateField(null=True, blank=True)  # at home, by this day
    where = models.CharField(max_length=12, choices=Where.choices)
    place = models.CharField(max_length=200, blank=True)
    minutes = models.PositiveSmallIntegerField()
    preparation_minutes = models.PositiveSmallIntegerField(default=0)
    travel_minutes = models.PositiveSmallIntegerField(default=0)
    pay = models.CharField(max_length=12, choices=Pay.choices, blank=True)
    pay_pence = models.PositiveIntegerField(default=0)
    pay_on = models.DateField(null=True, blank=True)
    why_unpaid = models.CharField(max_length=300, blank=True)
    expenses = models.CharField(max_length=300, blank=True)
    access = models.CharField(max_length=300, blank=True)
    who_comes = models.CharField(max_length=300, blank=True)
    support = models.CharField(max_length=300, blank=True)
    formats = models.JSONField(default=list)  # in which formats this offer can be had
    how_given = models.CharField(
        max_length=12, choices=HowGiven.choices, default=HowGiven.FIRST_COME
    )
    places = models.PositiveSmallIntegerField(null=True, blank=True)  # None: as many as come
    closes_at = models.DateTimeField()  # until then anyone may say yes, or change their mind
    why_short_notice = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["programme", "code"], name="one_code_for_one_opportunity"),
            CheckConstraint(
                condition=Q(starts_at__isnull=False, ends_at__isnull=False, by_on=None)
                | Q(starts_at=None, ends_at=None, by_on__isnull=False),
                name="at_a_time_or_by_a_day",
            ),
            CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="it_ends_after_it_starts",
            ),
            CheckConstraint(condition=Q(minutes__gte=1), name="it_takes_some_time"),
            CheckConstraint(
                condition=Q(places=None) | Q(places__gte=1), name="it_has_a_place_or_no_limit"
            ),
            CheckConstraint(
                condition=Q(how_given=HowGiven.EVERYONE, places=None)
                | ~Q(how_given=HowGiven.EVERYONE),
                name="everyone_means_no_limit",
            ),
        ]
        indexes = [
            models.Index(fields=["programme", "state", "closes_at"], name="what_is_open"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def day(self) -> date:
        """The day it counts for in somebody's week."""
        if self.starts_at:
            return localdate(self.starts_at)
        return self.by_on or localdate(self.closes_at)

    @property
    def all_minutes(self) -> int:
        return self.minutes + self.preparation_minutes + self.travel_minutes

    @property
    def phase_number(self) -> int:
        return Phase(self.phase).number

    @property
    def level_word(self) -> Level | None:
        return Level(self.level) if self.level else None

    @property
    def when_words(self) -> str:
        """Thursday 14 May, 10 am to 12.30 pm; or: when it suits you, by Sunday 17 May."""
        if self.starts_at and self.ends_at:
            return _("%(day)s, %(start)s to %(end)s") % {
                "day": say_day(self.starts_at),
                "start": say_time(self.starts_at),
                "end": say_time(self.ends_at),
            }
        return _("When it suits you, by %(day)s") % {"day": say_day(self.day)}

    @property
    def closes_words(self) -> str:
        return say_day(self.closes_at)

    @property
    def where_words(self) -> str:
        gaps = {"place": self.place}
        if self.where == Where.BOTH and self.place:
            return _("%(place)s, or online") % gaps
        if self.where == Where.ONLINE and self.place:
            return _("Online, by %(place)s") % gaps
        return self.place or self.get_where_display()

    @property
    def promised_pence(self) -> int:
        return self.pay_pence if self.pay in PAID else 0

    @property
    def pay_words(self) -> str:
        """How much, on what basis, and when; or why there is none. In one breath."""
        if self.pay in PAID:
            says = _("%(amount)s, paid on %(day)s") if self.pay_on else "%(amount)s"
            return says % {
                "amount": pounds(self.pay_pence),
                "day": say_day(self.pay_on) if self.pay_on else "",
            }
        if self.pay in {Pay.UNPAID, Pay.EXPENSES}:
            basis = Pay(self.pay).label
            return f"{basis}. {self.why_unpaid}" if self.why_unpaid else str(basis)
        return _("Not said yet")


class OthersTime(ProgrammeRow):
    """How long somebody else gives to it: staff and sponsors say their hours too."""

    opportunity = WalledKey(Opportunity, models.CASCADE, related_name="others_time")
    who = models.CharField(max_length=80)
    part = models.CharField(max_length=12, choices=Part.choices)
    minutes = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(minutes__gte=1), name="others_give_some_time"),
            UniqueConstraint(
                fields=["programme", "opportunity", "who"], name="others_are_named_once"
            ),
        ]

    class Personal:
        who = "the first name of somebody who works on it: seen by everybody"

    def __str__(self) -> str:
        return self.who


class Invitation(ProgrammeRow):
    """Somebody asked by name. They may still say no, and nothing follows from it."""

    opportunity = WalledKey(Opportunity, models.PROTECT, related_name="invitations")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["programme", "opportunity", "person"], name="asked_once")
        ]

    class Personal:
        person = "who was asked by name: seen by them and by organisers"

    def __str__(self) -> str:
        return str(self.person)


class Answer(ProgrammeRow):
    """What somebody said to an opportunity. It is kept when they change their mind."""

    opportunity = WalledKey(Opportunity, models.PROTECT, related_name="answers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    standing = models.CharField(max_length=12, choices=Standing.choices, default=Standing.NOT_SAID)
    since = models.DateTimeField()  # the waiting list is in this order
    came = models.BooleanField(null=True)  # said once it has happened

    class Meta:
        constraints = [
            UniqueConstraint(fields=["programme", "opportunity", "person"], name="one_answer_each")
        ]
        indexes = [
            models.Index(
                fields=["programme", "opportunity", "standing", "since"], name="who_is_in_line"
            ),
            models.Index(fields=["programme", "person"], name="what_a_person_answered"),
        ]

    class Personal:
        standing = "what they said: a yes or maybe is seen by organisers, a no only by them"
        came = "whether they took part: seen by them and by organisers"

    def __str__(self) -> str:
        return str(self.person)
