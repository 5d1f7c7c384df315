"""Starting a project, planning it in the open, and closing it."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from alongside.foundation.people.models import Hand
from alongside.foundation.programmes.models import Organisation, Programme
from alongside.foundation.tasks import actions as tasks
from alongside.foundation.trail.actions import record
from alongside.toolbox.verdicts import NotAllowed, insist

from .. import checks, rules
from ..models import Freedom, PhasePlan, Project, Restriction
from ..phases import Phase
from ..states import HowOpen, Kind, Stage
from .kept import hold, move, write_down
from .people import bring
from .said import CHANGED, CLOSED, FREED, OPENED, RESTRICTED, SET_ASIDE, STARTED


@transaction.atomic
def start(
    *,
    by: Hand,
    programme: Programme,
    title: str,
    question: str,
    owner: Organisation,
    now: datetime,
    kind: Kind = Kind.RESEARCH,
    summary: str = "",
    money_with: Organisation | None = None,
    data_with: Organisation | None = None,
    common_aim: str = "",
) -> Project:
    """Begin a project, before anyone asks for money. Its owner is named, never assumed."""
    insist(rules.may_start(by.person, programme, owner))
    project = Project.objects.create(
        programme=programme,
        title=title,
        question=question,
        summary=summary,
        kind=kind,
        owner=owner,
        money_with=money_with or owner,
        data_with=data_with or owner,
        common_aim=common_aim,
        started_at=now,
    )
    PhasePlan.objects.bulk_create(
        PhasePlan(programme=programme, project=project, phase=phase) for phase in Phase
    )
    bring(project, by.person, now, runs_it=True)
    write_down(STARTED, by, project, now)
    return project


@transaction.atomic
def change(*, by: Hand, project: Project, now: datetime, **fields: Any) -> None:  # noqa: ANN401 -- a form's own fields
    """Change what the project says of itself; the form says which fields there are."""
    held = hold(project)
    insist(rules.may_run(by.person, held))
    for name, value in fields.items():
        setattr(held, name, value)
    held.save(update_fields=list(fields))
    write_down(CHANGED, by, held, now)


@transaction.atomic
def bid_sent(*, by: Hand, project: Project, on: date, now: datetime) -> None:
    """The bid went off on this day; what people did before it stays marked as before it."""
    held = hold(project)
    insist(rules.may_run(by.person, held))
    held.bid_sent_on = on
    held.save(update_fields=["bid_sent_on"])
    if held.stage == Stage.BEFORE_THE_BID:
        move(held, to=Stage.PLANNING)
    write_down(CHANGED, by, held, now)


@transaction.atomic
def say_what_can_change(
    *,
    by: Hand,
    project: Project,
    what: str,
    how_open: HowOpen,
    now: datetime,
    fixed_by: str = "",
    why: str = "",
    instead_of: Freedom | None = None,
) -> Freedom:
    """List something the group can change, partly or not at all, and who fixed it and why."""
    insist(rules.may_run(by.person, project))
    if how_open != HowOpen.OPEN and not (fixed_by and why):
        raise NotAllowed(_("Say who fixed it, and why."))
    row = instead_of or Freedom(programme_id=project.programme_id, project=project)
    row.what, row.how_open, row.fixed_by, row.why, row.at = what, how_open, fixed_by, why, now
    row.save()
    record(FREED, by=by, about=row.ref(), programme_id=project.programme_id, now=now)
    return row


@transaction.atomic
def restrict(*, by: Hand, project: Project, what: str, why: str, now: datetime) -> Restriction:
    """List, for everyone, what not everyone may read, with the reason."""
    insist(rules.may_run(by.person, project))
    row = Restriction.objects.create(
        programme_id=project.programme_id, project=project, what=what, why=why, at=now
    )
    record(RESTRICTED, by=by, about=row.ref(), programme_id=project.programme_id, now=now)
    return row


@transaction.atomic
def set_aside(*, by: Hand, project: Project, check_key: str, reason: str, now: datetime) -> None:
    """Keep why a piece of advice does not fit here. A stop cannot be set aside."""
    held = hold(project)
    advice = checks.PLAN.of(rules.plan_of(held, today=localdate(now)))
    insist(rules.may_run(by.person, held))
    tasks.set_aside(by=by, plan=held, advice=advice, check_key=check_key, reason=reason, now=now)
    write_down(SET_ASIDE, by, held, now)


@transaction.atomic
def open_up(*, by: Hand, project: Project, now: datetime) -> None:
    """Open to people who may want to take part, once they can judge whether they can."""
    held = hold(project)
    insist(rules.may_open(by.person, held, today=localdate(now)))
    if held.stage != Stage.OPEN:
        move(held, to=Stage.OPEN)
        write_down(OPENED, by, held, now)


@transaction.atomic
def close(*, by: Hand, project: Project, now: datetime, despite: str = "") -> None:
    """Close it when every room says it may; or by a named person, with a reason all can read."""
    held = hold(project)
    insist(rules.may_end(by.person, held))
    if not despite.strip():
        insist(rules.may_close(by.person, held))
    held.closed_at, held.closed_by, held.closed_despite = now, by.person, despite.strip()
    held.save(update_fields=["closed_at", "closed_by", "closed_despite"])
    move(held, to=Stage.CLOSED)
    write_down(CLOSED, by, held, now)
