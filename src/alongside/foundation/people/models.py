from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.db.models.functions import Lower

from alongside.toolbox import personal
from alongside.toolbox.ids import short_code, uuid7
from alongside.toolbox.personal import Who
from alongside.toolbox.sealed import SealedText

from .states import Channel, Format, How, HowOften


class People(BaseUserManager["Person"]):
    """Django and allauth look people up through this."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """One account, first name first. May have no email and no phone."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=6, unique=True, default=short_code, editable=False)
    first_name = models.CharField(max_length=80)
    full_name = models.CharField(max_length=160, blank=True)
    email = models.EmailField(null=True, blank=True, unique=True)
    phone = SealedText()
    address = SealedText()
    born_on_sealed = SealedText()
    next_age_rule_on = models.DateField(null=True, blank=True)
    access_needs = SealedText()
    how_i_work_best = SealedText()
    language = models.CharField(max_length=10, default="en-gb")
    channel = models.CharField(max_length=12, choices=Channel.choices, default=Channel.EMAIL)
    how_often = models.CharField(max_length=8, choices=HowOften.choices, default=HowOften.AT_ONCE)
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_until = models.TimeField(null=True, blank=True)
    reads = models.CharField(max_length=12, choices=Format.choices, default=Format.PLAIN)
    needs_confirmed_at = models.DateTimeField(null=True, blank=True)
    is_operator = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField()

    USERNAME_FIELD = "email"
    objects: ClassVar[People] = People()

    class Meta:
        constraints = [
            UniqueConstraint(Lower("email"), name="one_account_for_one_email"),
            CheckConstraint(condition=~Q(email=""), name="an_email_or_none"),
            CheckConstraint(
                condition=Q(quiet_from=None, quiet_until=None)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="quiet_times_have_both_ends",
            ),
        ]

    OWNER: ClassVar = "id"

    class Personal:
        code = Who("the person's number, for letters and phone calls: seen by them and by staff")
        first_name = Who(
            "what to call them: seen by people of their programmes", instead=personal.SOMEBODY
        )
        full_name = Who("for letters: seen by them and by staff")
        email = Who("to sign in and to be told things: seen by them and by staff")
        phone = Who("to be rung: sealed, seen by them and by staff")
        address = Who("for letters: sealed, seen by them and by staff")
        born_on_sealed = Who("for age rules only: sealed, seen by them")
        next_age_rule_on = Who("when an age rule changes next: used by the house, shown to nobody")
        access_needs = Who("what helps them take part: sealed, seen by them and by organisers")
        how_i_work_best = Who("how they learn and work: sealed, seen by them and by facilitators")
        language = "the language they read: used for every message"
        channel = "how they want to be told: used for every message"
        how_often = "how often they want to be told: used for every message"
        quiet_from = "when not to be told anything: used for every message"
        quiet_until = "when not to be told anything: used for every message"
        reads = "how they like to read: used for every paper"
        needs_confirmed_at = (
            "when they last said their needs are right: seen by them and organisers"
        )
        password = "never set: people sign in with a code"  # noqa: S105 -- a purpose, no password  # nosec B105
        last_login = Who("when they last signed in: seen by them")
        is_active = Who("whether they can sign in: used by the house", instead=False)
        joined_at = "when the account was made: seen by them"

    def __str__(self) -> str:
        return self.first_name

    @property
    def named(self) -> str:
        """Their name as it may be kept elsewhere: sealed, and forgotten with them."""
        return personal.name(self.pk, self.first_name)


class Forgetting(models.Model):
    """Somebody asked us to forget them: the fact and its dates stay, and nothing else does."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_by_id = models.UUIDField()
    words_too = models.BooleanField(default=False)  # also what they said
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)
    emptied_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)  # their keys are destroyed

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["person"], condition=Q(taken_back_at=None), name="forgotten_once"
            )
        ]

    class Personal:
        person = "who asked: seen by them, until they are forgotten"
        written_by_id = "who wrote it down for them: seen by them"

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d}"

    @property
    def key_owners(self) -> list[UUID]:
        """Whose keys are destroyed: the person's, and that of what they said, if they wish."""
        said = [personal.key_of_said(self.person_id)] if self.words_too else []
        return [self.person_id, *said]


@dataclass(frozen=True, slots=True)
class Hand:
    """Whose act it is, and whose hand wrote it down: every action a person may do takes one."""

    person: Person
    writer: Person
    how: str = How.HERE

    @classmethod
    def own(cls, person: Person) -> "Hand":
        return cls(person, person)

    @property
    def on_behalf(self) -> bool:
        return self.person.pk != self.writer.pk

    @property
    def how_said(self) -> str:
        return str(How(self.how).label)

    @property
    def person_id(self) -> UUID:
        return self.person.pk

    @property
    def writer_id(self) -> UUID:
        return self.writer.pk


@dataclass(frozen=True, slots=True)
class House:
    """The house's own hand: what happens by itself, at a time or because of a rule."""

    person_id: UUID | None = None
    writer_id: UUID | None = None
    how: str = ""
