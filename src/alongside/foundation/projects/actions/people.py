"""Taking part in a project: coming in, a role and its yes, and leaving."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.timezone import localdate

from alongside.foundation.memberships import queries as memberships
from alongside.foundation.notices.actions import tell
from alongside.foundation.people.models import Hand, House, Person
from alongside.toolbox.registry import Question
from alongside.toolbox.verdicts import Verdict, insist

from .. import rules
from ..models import Project, ProjectMember
from .kept import hold, hold_member, record_member
from .said import AGREED, BROUGHT_IN, JOINED, LEFT, ROLE, ROLE_OFFERED, RUNS

somebody_joined: Question[[ProjectMember, datetime], None] = Question("somebody joined: what now?")
CARD: Final = ("role", "what", "time", "support", "ask")


@transaction.atomic
def add_member(
    *,
    by: Hand | House,
    project: Project,
    person: Person,
    now: datetime,
    lives_here: bool | None = None,
    runs_it: bool = False,
    **card: str,
) -> ProjectMember:
    """Bring somebody in. `card`: role, what, time, support, ask; they agree to it themselves."""
    held = hold(project)
    insist(rules.may_join(person, held))
    if isinstance(by, Hand) and by.person.pk != person.pk:
        insist(rules.may_run(by.person, held))
    member, is_new = bring(held, person, now, lives_here=lives_here, runs_it=runs_it, **card)
    if is_new:
        record_member(JOINED, by, member, now)
        words = {"project": held.title}
        tell(person, BROUGHT_IN, programme=held.programme, now=now, about=held.ref(), words=words)
        somebody_joined.ask(member, now)
    return member


@transaction.atomic
def leave(*, by: Hand, member: ProjectMember, now: datetime) -> None:
    """Somebody leaves a project. What they did stays, and they can come back."""
    held = hold_member(member)
    if held.person_id != by.person.pk:
        insist(rules.may_run(by.person, held.project))
    held.left_on, held.runs_it = localdate(now), False
    held.save(update_fields=["left_on", "runs_it"])
    record_member(LEFT, by, held, now)


@transaction.atomic
def write_role(*, by: Hand, member: ProjectMember, now: datetime, **card: str) -> None:
    """Write somebody's role card; it counts once they agree to it. New words, a new yes."""
    held = hold_member(member)
    insist(_may_write(by.person, held))
    for name in CARD:
        setattr(held, name, card.get(name, ""))
    held.agreed_at = None
    held.save(update_fields=[*CARD, "agreed_at"])
    record_member(ROLE, by, held, now)
    if held.person_id != by.person.pk:
        words = {"project": held.project.title, "role": held.role}
        tell(
            held.person,
            ROLE_OFFERED,
            programme=held.project.programme,
            now=now,
            about=held.project.ref(),
            words=words,
        )


def _may_write(person: Person, member: ProjectMember) -> Verdict:
    """The person themself may put their card in their own words."""
    if member.person_id == person.pk:
        return Verdict()
    return rules.may_run(person, member.project)


@transaction.atomic
def agree_role(*, by: Hand, member: ProjectMember, now: datetime) -> None:
    """Say yes to my role. Saying it twice changes nothing."""
    held = hold_member(member)
    insist(rules.may_agree(by.person, held))
    if held.agreed_at is None:
        held.agreed_at = now
        held.save(update_fields=["agreed_at"])
        record_member(AGREED, by, held, now, {"role": held.role})


@transaction.atomic
def set_runs(*, by: Hand, member: ProjectMember, runs_it: bool, now: datetime) -> None:
    """Give somebody the planning of the project, or take it back."""
    held = hold_member(member)
    insist(rules.may_run(by.person, held.project))
    held.runs_it = runs_it
    held.save(update_fields=["runs_it"])
    record_member(RUNS, by, held, now)


def bring(
    project: Project,
    person: Person,
    now: datetime,
    *,
    lives_here: bool | None = None,
    runs_it: bool = False,
    **card: str,
) -> tuple[ProjectMember, bool]:
    if lives_here is None:
        part = memberships.membership(person, project.programme)
        lives_here = part is None or not part.paid_professional
    member, is_new = ProjectMember.objects.within(project.programme_id).get_or_create(
        programme_id=project.programme_id,
        project=project,
        person=person,
        defaults={
            "lives_here": lives_here,
            "runs_it": runs_it,
            "joined_on": localdate(now),
            **_only_card(card),
        },
    )
    if member.left_on is not None:
        member.left_on = None
        member.save(update_fields=["left_on"])
        is_new = True
    return member, is_new


def _only_card(card: Mapping[str, str]) -> dict[str, str]:
    unknown = set(card) - set(CARD)
    if unknown:
        raise TypeError(f"a role card has no {sorted(unknown)}")
    return dict(card)
