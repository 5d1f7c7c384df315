from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from alongside.foundation.people.models import Person
from alongside.foundation.programmes.models import Programme
from alongside.toolbox import sentences
from alongside.toolbox.checks import Advice

from .models import SetAside, Task


def tasks(programme: Programme) -> QuerySet[Task]:
    rows = Task.objects.within(programme)
    return rows.select_related("asked_of", "for_person", "done_by", "programme")


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


def of_programme(programme: Programme) -> QuerySet[Task]:
    """Everything that waits to be done here, soonest first."""
    rows = Task.objects.within(programme).filter(done_at=None)
    return rows.select_related("asked_of", "for_person", "programme").order_by("due_on", "pk")


def done_lately(person: Person, programme: Programme) -> QuerySet[Task]:
    rows = Task.objects.within(programme).filter(done_by=person)
    return rows.select_related("for_person").order_by("-done_at", "-pk")


@dataclass(frozen=True, slots=True)
class Asked:
    """One task, said in the active language."""

    task: Task
    says: str
    more: str
    address: str


def asked(task: Task, programme: Programme) -> Asked:
    return Asked(
        task=task,
        says=sentences.say(task.key, task.words),
        more=sentences.say_more(task.key, task.words),
        address=task.about.address(programme.slug) if task.about else "",
    )


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check says about one plan, ready to show beside it."""

    says: str
    why: str
    stop: bool
    library_url: str
    set_aside_url: str
    set_aside: str | None


def findings(
    programme: Programme,
    about_id: UUID,
    advice: Iterable[Advice],
    *,
    aside_url: Callable[[str], str],
) -> list[Finding]:
    """Each with its way into the library, and its reason where somebody set it aside."""
    kept = set_aside(programme, about_id)
    library = reverse("library:listing", args=[programme.slug])
    return [
        Finding(
            says=one.says,
            why=one.why,
            stop=one.stop,
            library_url=f"{library}?{urlencode({'about': one.library})}" if one.library else "",
            set_aside_url="" if one.stop else aside_url(one.key),
            set_aside=kept[one.key].reason if one.key in kept else None,
        )
        for one in advice
    ]
