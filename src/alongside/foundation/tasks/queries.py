from uuid import UUID

from django.db.models import QuerySet

from alongside.foundation.people.models import Person
from alongside.foundation.programmes.models import Programme

from .models import SetAside, Task


def to_do(person: Person, programme: Programme) -> QuerySet[Task]:
    """What this person was asked and has not done, soonest first."""
    open_ = Task.objects.within(programme).filter(asked_of=person, done_at=None)
    return open_.select_related("for_person").order_by("due_on", "pk")


def about(programme: Programme, about_id: UUID) -> QuerySet[Task]:
    found = Task.objects.within(programme).filter(about_id=about_id)
    return found.select_related("asked_of", "for_person").order_by("due_on", "pk")


def set_aside(programme: Programme, about_id: UUID) -> dict[str, SetAside]:
    """Advice set aside for one plan, by the key of the check."""
    rows = SetAside.objects.within(programme).filter(about_id=about_id).select_related("by")
    return {row.check_key: row for row in rows}
