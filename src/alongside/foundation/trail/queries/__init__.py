from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from ..models import NOWHERE, Concern, Entry


def what_happened_to(programme_id: UUID, about_id: UUID) -> QuerySet[Entry]:
    """Everything done to one thing, newest first."""
    return Entry.objects.filter(programme_id=programme_id, about_id=about_id).order_by("-id")


def what_concerns(person_id: UUID, programme_ids: Iterable[UUID]) -> QuerySet[Entry]:
    """Everything that concerns one person, in these programmes or in none, newest first."""
    concerned = Concern.objects.filter(
        programme_id=OuterRef("programme_id"), entry=OuterRef("pk"), person_id=person_id
    )
    return _among(programme_ids).filter(Exists(concerned)).order_by("-id")


def done_for(person_id: UUID, programme_ids: Iterable[UUID]) -> QuerySet[Entry]:
    """What others wrote down on this person's behalf and they have not yet answered."""
    answered = Entry.objects.filter(programme_id=OuterRef("programme_id"), answers=OuterRef("pk"))
    rows = _among(programme_ids).filter(person_id=person_id, answers=None)
    return rows.exclude(writer_id=person_id).exclude(Exists(answered)).order_by("-id")


def _among(programme_ids: Iterable[UUID]) -> QuerySet[Entry]:
    """Entries of these programmes, and those of none: what people keep about themselves."""
    return Entry.objects.filter(programme_id__in=[*programme_ids, NOWHERE])
