from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localdate

from alongside.foundation.people.models import Person
from alongside.foundation.programmes.models import Programme
from alongside.foundation.projects.models import Project, ProjectMember
from alongside.foundation.projects.queries import people

from .models import Clause, Version, Word
from .states import ClauseStanding, Says, Standing


@dataclass(frozen=True, slots=True)
class Current:
    """How a group's agreement stands now. Agreed is worked out afresh each time it is looked at."""

    project: Project
    clauses: list[Clause]
    version: Version | None
    members: list[ProjectMember]
    words: dict[UUID, Word]

    @property
    def people(self) -> list[Person]:
        return [member.person for member in self.members]

    @property
    def changed_since(self) -> bool:
        """The words are not the ones everyone was last asked about."""
        return self.version is not None and self.version.clauses != as_asked(self.clauses)

    @property
    def standing(self) -> Standing:
        if self.version is None or self.changed_since:
            return Standing.WRITING if self.clauses else Standing.EMPTY
        if not self.waits_for and not self.changes:
            return Standing.AGREED
        return Standing.WENT_ON if self.went_on else Standing.ASKED

    @property
    def went_on(self) -> bool:
        """The group's reason covers what was said before it, and nobody who came or spoke later."""
        at = self.version.went_on_at if self.version else None
        if at is None:
            return False
        waiting = [member for member in self.members if member.person_id not in self.words]
        return all(word.at <= at for word in self.changes) and all(
            member.joined_on <= localdate(at) for member in waiting
        )

    @property
    def is_agreed(self) -> bool:
        return self.standing == Standing.AGREED

    @property
    def being_asked(self) -> bool:
        return self.version is not None and not self.changed_since

    @property
    def waits_for(self) -> list[Person]:
        return [person for person in self.people if person.pk not in self.words]

    @property
    def agree(self) -> list[Person]:
        words = self.words
        return [p for p in self.people if p.pk in words and words[p.pk].says == Says.AGREE]

    @property
    def changes(self) -> list[Word]:
        """What would need to change, said by people who are in the group."""
        found = [self.words[p.pk] for p in self.people if p.pk in self.words]
        return [word for word in found if word.says == Says.CHANGE]

    @property
    def review_on(self) -> date | None:
        return self.version.review_on if self.version else None

    def word_of(self, person: Person) -> Word | None:
        return self.words.get(person.pk)


def as_asked(clauses: list[Clause]) -> list[dict[str, str]]:
    return [{"id": str(clause.pk), "text": clause.text} for clause in clauses]


def clauses(project: Project) -> QuerySet[Clause]:
    """The words as they stand, in order."""
    rows = Clause.objects.within(project.programme_id).filter(project=project)
    return rows.filter(standing=ClauseStanding.IN).select_related("proposed_by").order_by("number")


def all_clauses(programme: Programme) -> QuerySet[Clause]:
    """Every clause there ever was, also those reworded or taken out."""
    rows = Clause.objects.within(programme).select_related("project", "proposed_by")
    return rows.order_by("number", "pk")


def left_behind(project: Project) -> QuerySet[Clause]:
    """What was reworded or taken out: nothing is lost."""
    rows = Clause.objects.within(project.programme_id).filter(project=project)
    rows = rows.exclude(standing=ClauseStanding.IN).select_related("proposed_by")
    return rows.order_by("number", "pk")


def versions(project: Project) -> QuerySet[Version]:
    rows = Version.objects.within(project.programme_id).filter(project=project)
    return rows.select_related("put_by", "went_on_by", "project").order_by("-number")


def current(project: Project) -> Current:
    """The agreement of a project, ready to show: four queries, however many people."""
    version = versions(project).first()
    words = Word.objects.within(project.programme_id).filter(version=version)
    return Current(
        project=project,
        clauses=list(clauses(project)),
        version=version,
        members=list(people(project)),
        words={word.person_id: word for word in words.select_related("person")},
    )
