from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from alongside.foundation.memberships import queries as memberships
from alongside.foundation.memberships.rules import may_lead
from alongside.foundation.memberships.states import Standing as Taking
from alongside.foundation.people.models import Person
from alongside.foundation.people.states import STAFF
from alongside.foundation.programmes.models import Programme
from alongside.foundation.projects.models import Project
from alongside.foundation.projects.rules import Counting, counting
from alongside.toolbox.verdicts import YES, Verdict

from . import queries
from .models import AgendaItem, CatchingUp, Gathering, Helper, Invitation, Need
from .states import AFTER, BEFORE, Answer, Duty, Met, Standing

EARLY: Final = timedelta(minutes=30)  # a room is open a little before


def may_plan(person: Person, programme: Programme) -> Verdict:
    return may_lead(person, programme)


def organises(
    person: Person, gathering: Gathering, *, roles: Collection[str], helpers: Iterable[Helper]
) -> bool:
    """Say who organises it: people who run things, whoever planned it, whoever chairs it."""
    if STAFF.intersection(roles) or person.pk == gathering.planned_by_id:
        return True
    chairing = (Duty.CHAIR, Duty.CO_CHAIR)
    return any(one.person_id == person.pk and one.duty in chairing for one in helpers)


def may_organise(
    person: Person, gathering: Gathering, *, roles: Collection[str] | None = None
) -> Verdict:
    """As `organises`. `roles` are what the door has read already, where there is a door."""
    if roles is None:
        part = memberships.part_of(person, gathering.programme)
        roles = part.roles if part and part.standing != Taking.LEFT else frozenset()
    if organises(person, gathering, roles=roles, helpers=()):
        return YES
    if organises(person, gathering, roles=roles, helpers=queries.helpers(gathering)):
        return YES
    return Verdict(_("Whoever organises it can do this. Ask them, or a facilitator."))


def may_see(
    person: Person, gathering: Gathering, *, roles: Collection[str] | None = None
) -> Verdict:
    """Everyone in the programme, once people are asked; a plan is seen by who makes it."""
    if gathering.standing != Standing.PLANNED or may_organise(person, gathering, roles=roles):
        return YES
    return Verdict(_("This is still being planned. You hear of it when people are asked."))


def may_see_needs(person: Person, gathering: Gathering) -> Verdict:
    """What people need is theirs: people who run things see it, and nobody else."""
    return may_lead(person, gathering.programme)


def may_change(person: Person, gathering: Gathering) -> Verdict:
    allowed = may_organise(person, gathering)
    if allowed and gathering.standing not in BEFORE:
        return Verdict(_("It has begun, so its plan stays as it was."))
    return allowed


def may_be_held(starts_at: datetime, ends_at: datetime, *, now: datetime) -> Verdict:
    if starts_at <= now:
        return Verdict(_("Choose a time that is still to come."))
    if ends_at <= starts_at:
        return Verdict(_("It must end after it starts."))
    return YES


def may_invite(person: Person, gathering: Gathering, *, now: datetime) -> Verdict:
    allowed = may_change(person, gathering)
    if allowed and gathering.starts_at <= now:
        return Verdict(_("Its time has passed. Choose another time first."))
    return allowed


def may_be_invited(person: Person, programme: Programme) -> Verdict:
    """Adults who take part. Young people wait until their safety rules are built."""
    part = memberships.part_of(person, programme)
    if part is None or part.standing == Taking.LEFT:
        return Verdict(_("This person is not part of the programme just now."))
    if part.young:
        return Verdict(
            _(
                "%(name)s is under 18. Gatherings with young people are closed for now. "
                "We are building their safety rules first."
            )
            % {"name": person.first_name}
        )
    return YES


def may_answer(person: Person, invitation: Invitation) -> Verdict:
    if invitation.person_id != person.pk:
        return Verdict(_("Only the person who is asked can answer."))
    if invitation.gathering.standing not in BEFORE:
        return Verdict(_("It has begun already. Ring us if you need something."))
    return YES


def may_add_to_agenda(person: Person, gathering: Gathering) -> Verdict:
    """Anyone invited, up to the day itself, and whoever organises it."""
    if gathering.standing in AFTER or gathering.standing == Standing.CALLED_OFF:
        return Verdict(_("It is over. Put this on the next agenda."))
    if queries.invitation_of(person, gathering) is not None:
        return YES
    return may_organise(person, gathering)


def may_change_item(
    person: Person, item: AgendaItem, *, roles: Collection[str] | None = None
) -> Verdict:
    if item.gathering.standing in AFTER:
        return Verdict(_("It is over, so its agenda stays as it was."))
    if item.raised_by_id == person.pk:
        return YES
    return may_organise(person, item.gathering, roles=roles)


def may_take_notes(person: Person, gathering: Gathering) -> Verdict:
    if gathering.standing in BEFORE:
        return Verdict(_("Notes can be kept once it has begun."))
    if gathering.standing == Standing.FOLLOWED_UP:
        return Verdict(_("Everyone has been told, so the notes stay as they are."))
    if _helps(person, gathering, Duty.NOTES):
        return YES
    return may_organise(person, gathering)


def may_help(person: Person, gathering: Gathering, *, who: Person) -> Verdict:
    """Anyone invited may take something on. Only organisers name somebody else."""
    if gathering.standing in AFTER:
        return Verdict(_("It is over."))
    if queries.invitation_of(who, gathering) is None and not may_lead(who, gathering.programme):
        return Verdict(_("Invite this person first."))
    return YES if who.pk == person.pk else may_organise(person, gathering)


def may_answer_need(person: Person, need: Need, *, answer: Met, why: str, instead: str) -> Verdict:
    """A no comes with its reason and another way."""
    allowed = may_see_needs(person, need.invitation.gathering)
    if not allowed and need.owner_id != person.pk:
        return allowed
    if answer != Met.MET and not why.strip():
        return Verdict(_("Say why. An honest reason helps."))
    if answer != Met.MET and not instead.strip():
        return Verdict(_("Say what we can do instead."))
    return YES


def may_open(person: Person, gathering: Gathering, *, now: datetime) -> Verdict:
    allowed = may_organise(person, gathering)
    if not allowed:
        return allowed
    if gathering.standing in {Standing.PLANNED, Standing.INVITED}:
        return Verdict(_("Say that it is ready first."))
    if gathering.standing != Standing.READY:
        return Verdict(_("It has been opened already."))
    if now < gathering.starts_at - EARLY:
        return Verdict(_("It can be opened half an hour before it starts."))
    return YES


def may_mark(person: Person, gathering: Gathering) -> Verdict:
    if gathering.standing != Standing.OPEN:
        return Verdict(_("This can be marked while it is going on."))
    return may_organise(person, gathering)


def may_close(person: Person, gathering: Gathering) -> Verdict:
    """Nobody goes home without knowing how to get their money back."""
    allowed = may_mark(person, gathering)
    if not allowed:
        return allowed
    here = queries.invited(gathering).filter(came=True)
    if not here.exists():
        return Verdict(_("Mark who is here first."))
    unmarked = list(here.filter(expenses="").values_list("person__first_name", flat=True))
    if unmarked:
        said = ngettext(
            "%(names)s is not marked for expenses yet.",
            "%(names)s are not marked for expenses yet.",
            len(unmarked),
        )
        return Verdict(said % {"names": ", ".join(unmarked)})
    return YES


def may_follow_up(person: Person, gathering: Gathering) -> Verdict:
    if gathering.standing == Standing.FOLLOWED_UP:
        return Verdict(_("Everyone has been told already."))
    if gathering.standing != Standing.CLOSED:
        return Verdict(_("Close it first. Then tell everyone what came of it."))
    return may_organise(person, gathering)


def may_call_off(person: Person, gathering: Gathering) -> Verdict:
    allowed = may_organise(person, gathering)
    if allowed and gathering.standing not in BEFORE:
        return Verdict(_("It has begun, so it cannot be called off."))
    return allowed


def may_say_caught_up(person: Person, catching_up: CatchingUp) -> Verdict:
    if person.pk in {catching_up.person_id, catching_up.helper_id}:
        return YES
    return Verdict(_("The two people who caught up mark this."))


def may_project_close(project: Project) -> Verdict:
    """A project cannot close before everyone who came was told what came of it."""
    rows = queries.of_project(project).exclude(standing=Standing.FOLLOWED_UP)
    waiting = rows.filter(standing__in=[Standing.OPEN, Standing.CLOSED]).first()
    if waiting is None:
        return YES
    return Verdict(
        _("People who came to “%(what)s” were not told yet what came of it.")
        % {"what": waiting.title}
    )


def has_somebody_to_tell(gathering: Gathering) -> Verdict:
    """A call to come is sent when somebody is on the list."""
    if queries.invited(gathering).exclude(answer=Answer.NOT_COMING).exists():
        return YES
    return Verdict(_("Nobody is on the list yet. Choose people first."))


def _helps(person: Person, gathering: Gathering, *duties: Duty) -> bool:
    return queries.helpers(gathering).filter(person=person, duty__in=duties).exists()


def evidence(programme: Programme | UUID, project_ids: Collection[UUID]) -> list[Counting]:
    """Who chaired the gatherings of each project, and who raised what was on their agendas."""
    at = {"project": F("gathering__project_id"), "phase": F("gathering__phase")}
    return [
        counting(
            "gatherings.chaired",
            gettext_lazy("Meetings chaired"),
            queries.chairs(programme, project_ids),
            theirs=F("lives_here"),
            who=F("person__first_name"),
            at=F("gathering__starts_at"),
            **at,
        ),
        counting(
            "gatherings.agenda",
            gettext_lazy("Things put on agendas"),
            queries.items_raised(programme, project_ids),
            theirs=F("lives_here"),
            **at,
        ),
    ]
