from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.foundation.files.rules import Thing
from alongside.foundation.people.models import Person
from alongside.foundation.projects import rules as projects
from alongside.foundation.projects.models import Project
from alongside.foundation.projects.rules.who import People
from alongside.foundation.projects.states import Stage
from alongside.toolbox.verdicts import YES, Verdict

from . import queries
from .models import Source
from .states import MayUse


def may_bring(person: Person, project: Project, *, people: People = None) -> Verdict:
    if project.stage == Stage.CLOSED:
        return Verdict(_("This project has finished."))
    return projects.may_take_part(person, project, people=people)


def may_hold(*, about_people: bool, may_use: str, permission: str, help_name: str) -> Verdict:
    """Nothing private about people comes in before somebody outside has approved the plan."""
    if about_people:
        no = _(
            "Please keep this safe with you for now. Private things about people come in only "
            "after others have checked that the plan is safe. Talk to %(who)s about it."
        )
        return Verdict(no % {"who": help_name})
    if may_use == MayUse.PERMISSION and not permission.strip():
        return Verdict(_("Write down who said yes, and when."))
    return YES


def may_open(person: Person, source: Source, *, today: date, people: People = None) -> Verdict:
    """Everyone in the project, and whoever was let in for a reason and a time."""
    seen = projects.may_see(person, source.project, people=people)
    if seen or queries.has_access(person.pk, source, today=today):
        return YES
    return seen


def may_read_file(person_id: UUID, thing: Thing, today: date) -> Verdict | None:
    """What this room answers when somebody asks for the file of a source."""
    if thing.about_kind != Source._meta.label_lower or thing.about_id is None:
        return None
    source = queries.source_rows(thing.programme_id).filter(pk=thing.about_id).first()
    person = Person.objects.filter(pk=person_id).first()
    if source is None or person is None:
        return Verdict(_("This paper belongs to a group you are not in."))
    return may_open(person, source, today=today)


def may_read_paper(person_id: UUID, thing: Thing, today: date) -> Verdict | None:  # noqa: ARG001 -- the question's own shape
    """Papers of the project as a whole are for everyone who may see it."""
    if thing.about_kind != Project._meta.label_lower or thing.about_id is None:
        return None
    rows = Project.objects.within(thing.programme_id).select_related("programme", "owner")
    project = rows.filter(pk=thing.about_id).first()
    person = Person.objects.filter(pk=person_id).first()
    if project is None or person is None:
        return Verdict(_("This paper belongs to a group you are not in."))
    return projects.may_see(person, project)


def may_give_access(person: Person, project: Project, *, people: People = None) -> Verdict:
    return projects.may_run(person, project, people=people)


def may_be_given(*, why: str, until_on: date, today: date) -> Verdict:
    if not why.strip():
        return Verdict(_("Say why they need it. Everyone in the project can read this."))
    if until_on < today:
        return Verdict(_("This day has passed. Choose a later one."))
    return YES
