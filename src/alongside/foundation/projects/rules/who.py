"""Who may see, plan, join, answer and close."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from alongside.foundation.memberships import queries as memberships
from alongside.foundation.memberships import rules as parts
from alongside.foundation.people.models import Person
from alongside.foundation.programmes.models import Organisation, Programme
from alongside.foundation.programmes.queries import is_partner
from alongside.toolbox.registry import Question
from alongside.toolbox.verdicts import YES, Verdict

from .. import queries
from ..models import Project, ProjectMember
from ..states import Stage

may_it_close: Question[[Project], Verdict] = Question("may this project close?")


People = Iterable[ProjectMember] | None  # who is in it, where the page has read them already


def is_member(person: Person, project: Project, *, people: People = None) -> bool:
    found = queries.members(project) if people is None else people
    return any(member.person_id == person.pk for member in found)


def may_see(person: Person, project: Project, *, people: People = None) -> Verdict:
    """Every member reads the same, and so do people who run things; others get the public page."""
    if is_member(person, project, people=people):
        return YES
    if parts.may_lead(person, project.programme):
        return YES
    return Verdict(_("This is for the people of the project. Its public page is open to you."))


def may_take_part(person: Person, project: Project, *, people: People = None) -> Verdict:
    """What a group does together is done by people in it."""
    if is_member(person, project, people=people):
        return YES
    return Verdict(_("This is for people in the project. Ask to join it first."))


def may_start(person: Person, programme: Programme, owner: Organisation) -> Verdict:
    """People who run things; and a manager of a partner, for a project their own group owns."""
    if not is_partner(programme, owner):
        return Verdict(_("This group is not a partner here yet."))
    if parts.may_lead(person, programme):
        return YES
    managed = memberships.managed_by(person, programme)
    if any(partnership.organisation_id == owner.pk for partnership in managed):
        return YES
    return Verdict(_("A coordinator can start a project. Ask yours."))


def may_run(person: Person, project: Project, *, people: People = None) -> Verdict:
    """Plan a project. One that a community owns and runs is planned by its own people only."""
    found = queries.members(project) if people is None else people
    running = [m for m in found if m.runs_it]
    if any(m.person_id == person.pk for m in running):
        return YES
    if project.owner.user_led and any(m.lives_here for m in running):
        names = ", ".join(m.person.first_name for m in running)
        owner = project.owner.name
        return Verdict(
            _("%(owner)s runs this project. Ask %(names)s.") % {"owner": owner, "names": names}
        )
    return parts.may_lead(person, project.programme)


def may_join(person: Person, project: Project) -> Verdict:
    if project.stage == Stage.CLOSED:
        return Verdict(_("This project has finished."))
    part = memberships.part_of(person, project.programme)
    if part is None or part.standing == "left":
        return Verdict(_("Welcome this person to the programme first."))
    return YES


def may_answer(person: Person, project: Project, *, people: People = None) -> Verdict:
    """The group answers its prompts: any member, or whoever runs the project."""
    if project.stage == Stage.CLOSED:
        return Verdict(_("This project has finished."))
    inside = is_member(person, project, people=people)
    return YES if inside else may_run(person, project, people=people)


def may_agree(person: Person, member: ProjectMember) -> Verdict:
    """Nobody agrees to a role for somebody else."""
    if member.person_id != person.pk:
        return Verdict(_("Only the person can agree to their own role."))
    if not member.role:
        return Verdict(_("There is no role to agree to yet."))
    return YES


def may_end(person: Person, project: Project) -> Verdict:
    """Whoever runs it may end it, once."""
    if project.stage == Stage.CLOSED:
        return Verdict(_("This project has finished."))
    return may_run(person, project)


def may_close(person: Person, project: Project) -> Verdict:
    """A project closes when every room that stands on it says yes."""
    allowed = may_end(person, project)
    if not allowed:
        return allowed
    for verdict in may_it_close.ask(project):
        if not verdict:
            return verdict
    return YES
