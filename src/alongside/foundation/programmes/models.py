from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar, cast

from django.db import models
from django.db.models import Q
from django.db.models.expressions import Col, ResolvedOuterRef
from django.db.models.lookups import Exact

from alongside.toolbox.ids import uuid7
from alongside.toolbox.personal import called
from alongside.toolbox.references import Reference

if TYPE_CHECKING:
    from uuid import UUID


class Programme(models.Model):
    """A lasting co-production team, such as a town's research collaboration."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    place = models.CharField(max_length=80)
    help_name = models.CharField(max_length=80)
    help_phone = models.CharField(max_length=30)
    help_text = models.CharField(max_length=30, blank=True)
    help_email = models.EmailField(blank=True)
    help_address = models.CharField(max_length=200, blank=True)
    help_hours = models.CharField(max_length=120, blank=True)
    started_on = models.DateField()

    def __str__(self) -> str:
        return self.name


Row = TypeVar("Row", bound="ProgrammeRow")


class Walled(models.Manager[Row]):
    """Reads rows of one programme. A hook in the tests refuses SQL that names none."""

    def within(self, programme: "Programme | UUID") -> models.QuerySet[Row]:
        return self.filter(programme=programme)

    def across(self, programmes: "models.QuerySet[Programme]") -> models.QuerySet[Row]:
        """For pages that span a person's own programmes, such as My week."""
        return self.filter(programme__in=list(programmes.values_list("pk", flat=True)))


class ProgrammeRow(models.Model):
    """A row of one programme; it never moves to another."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    objects: ClassVar[Walled[Self]] = Walled()

    class Meta:
        abstract = True

    def ref(self) -> Reference:
        """What another room keeps when it is about this row."""
        return Reference(self._meta.label_lower, self.pk, called(self))


def _programme_of(model: type[models.Model]) -> "models.Field[Any, Any]":
    return cast("models.Field[Any, Any]", model._meta.get_field("programme"))


class WalledKey(models.ForeignKey):  # type: ignore[type-arg]  # -- the stubs know foreign keys by name
    """A foreign key between two rows of one programme: every join names the programme."""

    def get_extra_restriction(self, alias, related_alias):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201 -- Django's own, untyped
        own = _programme_of(self.model)
        if alias is None:  # exclude(): Django names our own table second, the outer row not at all
            return Exact(Col(related_alias, own, own), ResolvedOuterRef("programme"))
        theirs = _programme_of(self.remote_field.model)
        return Exact(Col(alias, own, own), Col(related_alias, theirs, own))

    def get_extra_descriptor_filter(self, instance):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201 -- Django's own, untyped
        return {"programme_id": instance.programme_id}


class Organisation(models.Model):
    """A council, university, charity or user-led group. Global; never implicitly the owner."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=120)
    user_led = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Partnership(ProgrammeRow):
    """An organisation taking part in a programme, with its own policies and contact."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    contact_name = models.CharField(max_length=80, blank=True)
    contact_email = models.EmailField(blank=True)
    since_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "organisation"], name="one_partnership_each"
            )
        ]

    class Personal:
        contact_name = "whom to ask at this organisation: seen by members"
        contact_email = "how to reach them: seen by staff and used for messages"

    def __str__(self) -> str:
        return str(self.organisation)


class Policy(ProgrammeRow):
    """A rate, threshold or time limit as this programme (or one partner in it) set it."""

    partnership = WalledKey(Partnership, models.PROTECT, null=True, blank=True, related_name="+")
    key = models.CharField(max_length=60)
    value = models.IntegerField()
    checked_on = models.DateField()
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "key"],
                condition=Q(partnership=None),
                name="one_policy_each",
            ),
            models.UniqueConstraint(
                fields=["programme", "partnership", "key"], name="one_policy_each_partner"
            ),
        ]

    def __str__(self) -> str:
        return self.key
