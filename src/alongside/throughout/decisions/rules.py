from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Case, F, Q, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.foundation.memberships import queries as memberships
from alongside.foundation.memberships import rules as leading
from alongside.foundation.memberships.states import Standing as Taking
from alongside.foundation.people.models import Person
from alongside.foundation.people.states import STAFF
from alongside.foundation.programmes.models import Programme
from alongside.foundation.projects.rules import Counting, counting
from alongside.toolbox.sayings import say_date
from alongside.toolbox.verdicts import YES, Verdict

from . import queries
from .models import Decision
from .states import Kind, Outcome, Standing, Who


def may_ask(person: Person, programme: Programme) -> Verdict:
    """Anybody who takes part may put a question; deciding is another matter."""
    part = memberships.part_of(person, programme)
    if part is None or part.standing == Taking.LEFT:
        return Verdict(_("Join the programme first. Then you can ask this."))
    return YES


def may_say(person: Person, decision: Decision, *, today: date) -> Verdict:
    """Who was asked may say, and change it, from the first day until it is decided."""
    if decision.standing == Standing.DECIDED:
        return Verdict(_("This is decided. You can still tell us a worry."))
    if decision.kind == Kind.NOT_SHARED:
        return Verdict(_("This one is not shared. It says why."))
    if today < decision.opens_on:
        opens = say_date(decision.opens_on)
        return Verdict(_("This opens on %(day)s.") % {"day": opens})
    if today > decision.closes_on:
        return Verdict(_("The time to say has passed. Ask for more time."))
    if decision.who == Who.PROJECT and not queries.is_in_project(person, decision):
        return Verdict(_("This is for people in the project. Ask to join it."))
    return YES


def may_decide(
    person: Person, decision: Decision, *, roles: Collection[str] | None = None
) -> Verdict:
    """Whoever put it, and people who run things. `roles` are what the door has read already."""
    if decision.standing == Standing.DECIDED:
        return Verdict(_("This is decided already."))
    if person.pk == decision.asked_by_id or (roles and STAFF.intersection(roles)):
        return YES
    if roles is not None:
        return Verdict(_("Whoever put the question writes it down, or a facilitator."))
    return leading.may_lead(person, decision.programme)


def may_record(decision: Decision, outcome: Outcome) -> Verdict:
    """A shared decision is what the ballots say, and needs at least one."""
    if decision.kind != Kind.NOT_SHARED and outcome == Outcome.NOBODY:
        return Verdict(_("Nobody has said anything yet. Ask people first."))
    return YES


def evidence(programme: Programme | UUID, project_ids: Collection[UUID]) -> list[Counting]:
    """Of what was decided, how much people who live here decided: half of the voices or more."""
    shared = Q(kind=Kind.SHARED, voices__gt=0, voices__lte=2 * F("residents"))
    return [
        counting(
            "decisions.shared",
            gettext_lazy("Decisions made together"),
            queries.decided_in(programme, project_ids),
            project=F("project_id"),
            phase=F("phase"),
            theirs=Case(When(shared, then=True), default=False),
            at=F("decided_at"),
        )
    ]
