import tomllib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.foundation.people.models import Person
from alongside.foundation.programmes.models import Programme
from alongside.foundation.projects import queries as projects
from alongside.foundation.projects.models import Project, ProjectMember
from alongside.phases.analysis import queries as analysis
from alongside.throughout.feedback import queries as feedback
from alongside.throughout.feedback.models import Contribution
from alongside.throughout.feedback.queries import Effect
from alongside.throughout.feedback.states import Outcome

from .models import Audience, Copy, Credit, Output, Ownership
from .states import Kind, Naming, Standing

CREDIT_ADDRESS = "https://credit.niso.org/contributor-roles/"
LINES = 5  # as many as one page holds, at a size to read from a wall


@dataclass(frozen=True, slots=True)
class Role:
    """A way to be thanked; `name` and `address` only where it is one of the CRediT standard."""

    key: str
    words: str  # the key of its translation
    name: str = ""

    @property
    def plain(self) -> str:
        return _(self.words)

    @property
    def address(self) -> str:
        return f"{CREDIT_ADDRESS}{self.key}/" if self.name else ""


@cache
def roles() -> dict[str, Role]:
    """Every way to be thanked, the standard's first."""
    text = resources.files(__package__).joinpath("data/credit.toml").read_text("utf-8")
    lists = tomllib.loads(text)
    entries = (*lists["credit"], *lists["local"])
    found = [Role(one["key"], one["plain"], one.get("name", "")) for one in entries]
    return {role.key: role for role in found}


def audiences(project: Project) -> QuerySet[Audience]:
    rows = Audience.objects.within(project.programme_id).filter(project=project)
    return rows.select_related("by").order_by("decided_on", "pk")


def outputs(programme: Programme | UUID) -> QuerySet[Output]:
    rows = Output.objects.within(programme)
    return rows.select_related(
        "programme", "project__owner", "audience", "form_of", "made_by", "published_by"
    )


def of_project(project: Project) -> QuerySet[Output]:
    """Everything a project tells people, what goes out next first."""
    rows = outputs(project.programme_id).filter(project=project)
    return rows.exclude(standing=Standing.TAKEN_BACK).order_by("-made_at", "-pk")


def published(programme: Programme) -> QuerySet[Output]:
    """What is out for everybody, newest first."""
    rows = outputs(programme).filter(standing=Standing.PUBLISHED)
    return rows.order_by("-published_at", "-pk")


def other_forms(output: Output) -> QuerySet[Output]:
    """The same findings in other forms: what this is a form of, its forms, and their like."""
    root = output.form_of_id or output.pk
    rows = outputs(output.programme_id).filter(Q(pk=root) | Q(form_of=root))
    rows = rows.exclude(pk=output.pk).exclude(standing=Standing.TAKEN_BACK)
    return rows.order_by("made_at", "pk")


def credits_of(output: Output) -> list[Credit]:
    """Whom this thanks, by name; those without a name come last."""
    rows = Credit.objects.within(output.programme_id).filter(output=output, gone_at=None)
    return sorted(
        rows.select_related("person"), key=lambda row: (not str(row), str(row).casefold())
    )


def thanked(programme: Programme | UUID, project_ids: Collection[UUID]) -> QuerySet[Credit]:
    """Whom these projects thank on what is out."""
    return Credit.objects.within(programme).filter(
        output__project__in=project_ids, output__standing=Standing.PUBLISHED, gone_at=None
    )


def credit_of(output: Output, person: Person) -> Credit | None:
    rows = all_credits(output.programme).filter(output=output, person=person, gone_at=None)
    return rows.first()


def ownership(output: Output) -> QuerySet[Ownership]:
    rows = Ownership.objects.within(output.programme_id).filter(output=output, gone_at=None)
    return rows.select_related("by").order_by("at", "pk")


def copies(output: Output) -> QuerySet[Copy]:
    rows = Copy.objects.within(output.programme_id).filter(output=output)
    return rows.select_related("person").order_by("person__first_name", "pk")


def copy_of(output: Output, person: Person) -> Copy | None:
    return copies(output).filter(person=person).first()


def contributors(output: Output) -> QuerySet[Person]:
    """Everyone who had a part: in the project, by saying something in it, or thanked here."""
    place = output.programme_id
    members = ProjectMember.objects.within(place).filter(project=output.project_id)
    said = Contribution.objects.within(place).filter(
        project=output.project_id, person__isnull=False
    )
    thanked = Credit.objects.within(place).filter(output=output, gone_at=None, person__isnull=False)
    rows = Person.objects.filter(
        Q(pk__in=members.values("person_id"))
        | Q(pk__in=said.values("person_id"))
        | Q(pk__in=thanked.values("person_id"))
    )
    return rows.filter(is_active=True).order_by("first_name", "pk")


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around one output: each read once for a page."""

    thanked: list[Credit]
    copies: list[Copy]
    owned: list[Ownership]
    forms: list[Output]
    contributors: list[Person]


def around(output: Output) -> Around:
    return Around(
        thanked=credits_of(output),
        copies=list(copies(output)),
        owned=list(ownership(output)),
        forms=list(other_forms(output)) if output.is_report and not output.picture else [],
        contributors=list(contributors(output)),
    )


@dataclass(frozen=True, slots=True)
class Thanks:
    """The names everybody may read, and how many more there are without one."""

    named: list[tuple[str, list[Role], list[Role]]]
    of_the_group: int

    @property
    def names(self) -> list[str]:
        return [name for name, _credit, _local in self.named]


def thanks(rows: Iterable[Credit]) -> Thanks:
    """Sort credit lines for reading: names as wished, CRediT roles apart from our own."""
    found, of_the_group = [], 0
    for row in rows:
        if row.shown_name:
            known = [roles()[key] for key in row.roles if key in roles()]
            standard = [role for role in known if role.name]
            found.append((row.shown_name, standard, [role for role in known if not role.name]))
        of_the_group += row.naming == Naming.GROUP
    return Thanks(found, of_the_group)


@dataclass(frozen=True, slots=True)
class Talks:
    """How many talks were given, and how many with somebody who lives here among the speakers."""

    given: int
    together: int


def talks(project: Project) -> Talks:
    return talks_among(project, of_project(project))


def talks_among(project: Project, found: Iterable[Output]) -> Talks:
    rows = [row for row in found if row.kind == Kind.TALK]
    if not rows:
        return Talks(0, 0)
    together = Credit.objects.within(project.programme_id).filter(
        output__in=[row.pk for row in rows], presents=True, lives_here=True, gone_at=None
    )
    return Talks(len(rows), together.values("output").distinct().count())


def all_credits(programme: Programme) -> QuerySet[Credit]:
    return Credit.objects.within(programme).select_related("output", "person").order_by("at", "pk")


def in_one_line(found: Thanks, programme: Programme) -> str:
    """The names as wished, and how many more there are from the group."""
    if not found.of_the_group:
        return ", ".join(found.names)
    few = ngettext("%(n)d more of %(us)s", "%(n)d more of %(us)s", found.of_the_group)
    more = few % {"n": found.of_the_group, "us": programme.name}
    return ", ".join([*found.names, more])


def findings_for_a_picture(project: Project) -> list[str]:
    """What we found, in a line each: from the findings that are final."""
    final = analysis.findings(project, final=True)
    return [" ".join(row.statement.split()) for row in final[:LINES]]


def changes_for_a_picture(project: Project) -> list[str]:
    """What changed, in a line each: from what was said and done in the project."""
    done = [row.latest for row in feedback.said_and_done(project)]
    return [
        " ".join(given.what_changed.split())
        for given in done
        if given is not None and given.outcome != Outcome.NOT
    ][:LINES]


def effects(person: Person, programme: Programme) -> Sequence[Effect]:
    """For "my impact": what is out with this person's part in it."""
    rows = Credit.objects.within(programme).filter(
        person=person, gone_at=None, output__standing=Standing.PUBLISHED
    )
    return [
        Effect(
            on=localdate(row.output.published_at),
            says=_("You had a part in “%(title)s”.") % {"title": row.output.title},
            address=reverse("dissemination:one", args=[programme.slug, row.output_id]),
        )
        for row in rows.select_related("output")
    ]


def residents(project: Project) -> set[UUID]:
    """Who takes part in a project from life, not from a paid job."""
    return {row.person_id for row in projects.people(project) if row.lives_here}
