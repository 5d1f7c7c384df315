from typing import ClassVar

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from alongside.foundation.people.models import Person
from alongside.foundation.people.states import Role
from alongside.foundation.programmes.models import Partnership, ProgrammeRow, WalledKey
from alongside.toolbox.personal import Who

from .states import AgeBand, Engagement, Reply, Standing


class Cohort(ProgrammeRow):
    """A group recruited together by one organisation, with paid weekly hours."""

    name = models.CharField(max_length=120)
    partnership = WalledKey(Partnership, models.PROTECT, related_name="+")
    wanted = models.PositiveSmallIntegerField()
    age_band = models.CharField(max_length=8, choices=AgeBand.choices, default=AgeBand.ANY)
    weekly_minutes = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="ends_after_it_starts"),
            CheckConstraint(condition=Q(wanted__gte=1), name="wants_somebody"),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(ProgrammeRow):
    """A person's part in a programme. Pausing keeps everything and asks no reason."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    standing = models.CharField(max_length=8, choices=Standing.choices, default=Standing.ACTIVE)
    perspectives = models.JSONField(default=list)  # in their own words, several at once
    paid_professional = models.BooleanField(default=False)  # is here as part of a paid job
    weekly_minutes = models.PositiveSmallIntegerField(default=0)
    partnership = WalledKey(Partnership, models.PROTECT, null=True, blank=True, related_name="+")
    cohort = WalledKey(Cohort, models.PROTECT, null=True, blank=True, related_name="members")
    young = models.BooleanField(default=False)  # under 18: kept by the age rule
    joined_on = models.DateField()

    class Meta:
        constraints = [UniqueConstraint(fields=["programme", "person"], name="one_part_each")]
        indexes = [models.Index(fields=["person", "programme"], name="where_a_person_belongs")]

    class Personal:
        standing = "whether they take part just now: seen by them and by organisers"
        perspectives = Who("what they bring, in their words: seen by members, as they wish")
        paid_professional = "whether they are here as part of a job: counted, seen by members"
        weekly_minutes = "hours agreed each week: seen by them and by organisers"
        young = "whether safety rules for young people hold: used by the house and by organisers"

    def __str__(self) -> str:
        return str(self.person)


class Invitation(ProgrammeRow):
    """Somebody who has an account is asked in. Their part begins when they say yes."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    cohort = WalledKey(Cohort, models.PROTECT, null=True, blank=True, related_name="+")
    partnership = WalledKey(Partnership, models.PROTECT, null=True, blank=True, related_name="+")
    paid_professional = models.BooleanField(default=False)
    reply = models.CharField(max_length=8, choices=Reply.choices, default=Reply.WAITING)
    asked_at = models.DateTimeField()
    replied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["programme", "person"],
                condition=Q(reply=Reply.WAITING),
                name="asked_in_once_at_a_time",
            )
        ]
        indexes = [models.Index(fields=["person", "reply"], name="where_somebody_is_asked_in")]

    class Personal:
        reply = "what they said when they were asked in: seen by them only"
        paid_professional = "whether they would come as part of a job: seen by them only"

    def __str__(self) -> str:
        return str(self.programme)


class HeldRole(ProgrammeRow):
    """A role somebody holds in a programme, from a day until another."""

    membership = WalledKey(Membership, models.PROTECT, related_name="roles")
    role = models.CharField(max_length=24, choices=Role.choices)
    partnership = WalledKey(Partnership, models.PROTECT, null=True, blank=True, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["programme", "membership", "role"],
                condition=Q(until_on=None),
                name="a_role_is_held_once",
            )
        ]

    def __str__(self) -> str:
        return self.get_role_display()


class Footing(ProgrammeRow):
    """On what footing somebody took part, and from when to when: their history."""

    membership = WalledKey(Membership, models.PROTECT, related_name="footings")
    engagement = models.CharField(max_length=12, choices=Engagement.choices)
    partnership = WalledKey(Partnership, models.PROTECT, null=True, blank=True, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Personal:
        engagement = "on what footing they take part: seen by them and by organisers"

    def __str__(self) -> str:
        return self.get_engagement_display()


class Supporter(ProgrammeRow):
    """Somebody a person asked to act for them, as long as they wish."""

    supports = models.ForeignKey(Person, models.PROTECT, related_name="+")
    supporter = models.ForeignKey(Person, models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["programme", "supports", "supporter"],
                condition=Q(ended_at=None),
                name="supported_once_by_each",
            ),
            CheckConstraint(
                condition=~Q(supports=F("supporter")), name="nobody_is_their_own_supporter"
            ),
        ]

    OWNER: ClassVar = "supports_id"

    class Personal:
        supporter = "who may act for them: seen by both and by organisers"

    def __str__(self) -> str:
        return str(self.supports)
