from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Subquery

from alongside.foundation.people.models import Person
from alongside.foundation.programmes.models import Programme
from alongside.foundation.projects.models import Project
from alongside.toolbox.registry import Question

from .models import Answer, Contribution
from .states import OWED, Kind, Outcome, Standing


@dataclass(frozen=True, slots=True)
class Effect:
    """Something a person had a part in, outside the loop itself: a decision, a name on a report."""

    on: date
    says: str
    address: str = ""


effects: Question[[Person, Programme], Sequence[Effect]] = Question(
    "what else did this person have an effect on?"
)


def contributions(programme: Programme | UUID) -> QuerySet[Contribution]:
    """Contributions ready to show, each with its answers in order (`given`): two queries."""
    answers = Answer.objects.within(programme).select_related("by").order_by("at", "pk")
    rows = Contribution.objects.within(programme)
    rows = rows.select_related("person", "owed_by", "project", "set_down_by", "programme")
    given = Prefetch("answers", answers, to_attr="given")
    return rows.prefetch_related(given)  # type: ignore[no-redef]  # -- the model says its type


def owed(programme: Programme) -> QuerySet[Contribution]:
    """What waits for an answer, longest first."""
    return contributions(programme).filter(standing__in=OWED).order_by("due_on", "pk")


def owed_first(programme: Programme, most: int) -> QuerySet[Contribution]:
    """The longest owed, in order: only they are read in full, however many there are."""
    rows = Contribution.objects.within(programme).filter(standing__in=OWED)
    return owed(programme).filter(pk__in=rows.order_by("due_on", "pk").values("pk")[:most])


def owed_by(person: Person, programme: Programme) -> QuerySet[Contribution]:
    return owed(programme).filter(owed_by=person)


def to_be_told(programme: Programme) -> QuerySet[Answer]:
    """Answers somebody still has to give to a person without an account."""
    rows = Answer.objects.within(programme).filter(told_at=None)
    return rows.select_related("contribution", "by").order_by("at", "pk")


def about(programme: Programme, about_id: UUID) -> QuerySet[Contribution]:
    """What was said about one thing, oldest first; private things are not among them."""
    rows = contributions(programme).filter(about_id=about_id, private=False)
    return rows.order_by("said_at", "pk")


def unanswered_about(programme: Programme, about_id: UUID) -> QuerySet[Contribution]:
    rows = contributions(programme).filter(about_id=about_id, standing__in=OWED)
    return rows.order_by("due_on", "pk")


def said_and_done(project: Project) -> QuerySet[Contribution]:
    """You said, we did: what was answered in a project, newest first."""
    rows = contributions(project.programme_id).filter(project=project, private=False)
    return rows.filter(standing=Standing.ANSWERED).order_by("-said_at", "-pk")


def changed_here(programme: Programme) -> QuerySet[Contribution]:
    """What changed in a programme because somebody said something: for all to see, newest first."""
    rows = contributions(programme).filter(private=False, standing=Standing.ANSWERED)
    return rows.filter(_moved(programme)).order_by("-said_at", "-pk")


def changed_by(person: Person, programme: Programme) -> QuerySet[Contribution]:
    """What changed because of one person, newest first."""
    rows = of_person(person, programme).filter(standing=Standing.ANSWERED)
    return rows.filter(_moved(programme))


def _moved(programme: Programme) -> Exists:
    """Something was done about it, or a part: looked up for each row, never for all at once."""
    answers = Answer.objects.within(programme).filter(contribution=OuterRef("pk"))
    return Exists(answers.exclude(outcome=Outcome.NOT))


def closed_unanswered(programme: Programme) -> QuerySet[Contribution]:
    """What was closed without an answer, with the name and the reason: everybody may read it."""
    rows = contributions(programme).filter(standing=Standing.SET_DOWN)
    return rows.order_by("-said_at", "-pk")


def of_person(person: Person, programme: Programme) -> QuerySet[Contribution]:
    """Everything one person offered, newest first."""
    return contributions(programme).filter(person=person).order_by("-said_at", "-pk")


@dataclass(frozen=True, slots=True)
class Part:
    """One person's part: what changed, what did not and why, and what still waits."""

    changed: list[Contribution]
    not_changed: list[Contribution]
    waiting: list[Contribution]
    also: list[Effect]

    @property
    def offered(self) -> int:
        return len(self.changed) + len(self.not_changed) + len(self.waiting)


def part_of(person: Person, programme: Programme) -> Part:
    """My impact: everything I offered, sorted by what came of it."""
    part = Part([], [], [], [])
    for row in of_person(person, programme):
        if row.is_owed:
            part.waiting.append(row)
        elif row.latest and row.latest.outcome != Outcome.NOT:
            part.changed.append(row)
        else:
            part.not_changed.append(row)
    found = [effect for some in effects.ask(person, programme) for effect in some]
    part.also.extend(sorted(found, key=lambda effect: effect.on, reverse=True))
    return part


@dataclass(frozen=True, slots=True)
class Report:
    """How well a programme answers: the rate of answers, and how old the silence is."""

    offered: int
    done: int
    partly: int
    not_done: int
    set_down: int
    waiting: int
    ideas: int  # of those waiting
    late: int
    oldest_days: int
    usual_days: int | None

    @property
    def answered(self) -> int:
        return self.done + self.partly + self.not_done


def report(programme: Programme, *, today: date) -> Report:
    """Count what was offered by where it stands. One query, however many there are."""
    answers = Answer.objects.within(programme).filter(contribution=OuterRef("pk"))
    found = Contribution.objects.within(programme).annotate(
        first=Subquery(answers.order_by("at", "pk").values("at")[:1]),
        last=Subquery(answers.order_by("-at", "-pk").values("outcome")[:1]),
    )
    rows = list(found.values_list("standing", "kind", "said_at", "due_on", "first", "last"))
    ends = [last for standing, *_, last in rows if standing == Standing.ANSWERED]
    open_ = [(kind, said, due) for standing, kind, said, due, *_ in rows if standing in OWED]
    days = [(first.date() - said.date()).days for _, _, said, _, first, _ in rows if first]
    return Report(
        offered=len(rows),
        done=ends.count(Outcome.DONE),
        partly=ends.count(Outcome.PARTLY),
        not_done=ends.count(Outcome.NOT),
        set_down=sum(standing == Standing.SET_DOWN for standing, *_ in rows),
        waiting=len(open_),
        ideas=sum(kind == Kind.IDEA for kind, *_ in open_),
        late=sum(due < today for *_, due in open_),
        oldest_days=max(((today - said.date()).days for _, said, _ in open_), default=0),
        usual_days=round(median(days)) if days else None,
    )
