from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from .models import Concern, Entry


def what_happened_to(programme_id: UUID, about_id: UUID) -> QuerySet[Entry]:
    """Everything done to one thing, newest first."""
    return Entry.objects.filter(programme_id=programme_id, about_id=about_id).order_by("-id")


def what_concerns(person_id: UUID) -> QuerySet[Entry]:
    """Everything that concerns one person, newest first, whatever the programme."""
    concerned = Concern.objects.filter(
        entry=OuterRef("pk"), person_id=person_id, programme_id=OuterRef("programme_id")
    )
    return Entry.objects.filter(Exists(concerned)).order_by("-id")


def done_for(person_id: UUID) -> QuerySet[Entry]:
    """What others wrote down on this person's behalf and they have not yet answered."""
    answered = Entry.objects.filter(answers=OuterRef("pk"), programme_id=OuterRef("programme_id"))
    mine = Entry.objects.filter(person_id=person_id, answers=None)
    return mine.exclude(writer_id=person_id).exclude(Exists(answered)).order_by("-id")
