"""Planning: what for, when and where; the agenda; who helps."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.foundation.memberships.queries import membership
from alongside.foundation.notices.actions import tell
from alongside.foundation.people.models import Hand, Person
from alongside.foundation.programmes.models import Programme
from alongside.foundation.projects.models import Project
from alongside.throughout.decisions.models import Decision
from alongside.toolbox.sentences import sentence
from alongside.toolbox.verdicts import insist

from .. import queries, rules
from ..models import AgendaItem, Gathering, Helper
from ..states import Answer, Duty, Item, Standing
from .common import hold, words_of, write_down
from .inviting import keep_time, take_in_places

PLANNED = sentence("gatherings.planned", _("%(who)s planned “%(what)s”."))
CHANGED = sentence("gatherings.changed", _("%(who)s changed the plan of “%(what)s”."))
ADDED = sentence("gatherings.added", _("%(who)s put something on the agenda: “%(what)s”."))
CHANGED_ITEM = sentence("gatherings.changed_item", _("%(who)s changed the agenda: “%(what)s”."))
DROPPED = sentence("gatherings.dropped", _("%(who)s took something off the agenda: “%(what)s”."))
IT_MOVED = sentence(
    "gatherings.it_moved",
    _("“%(what)s” has changed. It is now on %(day)s at %(time)s."),
    _("Where: %(place)s\n\nRing %(help_name)s on %(help_phone)s if this does not suit you."),
)
MOVES_IT = ("starts_at", "ends_at", "where", "place", "link")
HELPS = sentence("gatherings.helps", _("Who helps with “%(what)s” was written down by %(who)s."))


@transaction.atomic
def plan(
    *,
    by: Hand,
    programme: Programme,
    title: str,
    starts_at: datetime,
    ends_at: datetime,
    now: datetime,
    project: Project | None = None,
    **more: Any,  # noqa: ANN401 -- the other fields of a gathering, as the form cleaned them
) -> Gathering:
    """Start planning a gathering. Nobody is told yet."""
    insist(rules.may_plan(by.person, programme), rules.may_be_held(starts_at, ends_at, now=now))
    gathering = Gathering.objects.create(
        programme=programme,
        project=project,
        title=title,
        starts_at=starts_at,
        ends_at=ends_at,
        planned_by=by.person,
        planned_at=now,
        **more,
    )
    take_in_places(gathering)
    write_down(PLANNED, by=by, gathering=gathering, now=now)
    return gathering


@transaction.atomic
def change(
    *,
    by: Hand,
    gathering: Gathering,
    now: datetime,
    **changes: Any,  # noqa: ANN401 -- the fields of a gathering, as the form cleaned them
) -> Gathering:
    """Change the plan; people who were asked are told when the time or the place is another."""
    held = hold(gathering)
    starts_at = changes.get("starts_at", held.starts_at)
    ends_at = changes.get("ends_at", held.ends_at)
    insist(rules.may_change(by.person, held), rules.may_be_held(starts_at, ends_at, now=now))
    moved = any(getattr(held, name) != changes.get(name, getattr(held, name)) for name in MOVES_IT)
    for name, value in changes.items():
        setattr(held, name, value)
    held.save(update_fields=list(changes))
    if held.standing == Standing.PLANNED:
        take_in_places(held)
    elif moved:
        for invitation in queries.invited(held).exclude(answer=Answer.NOT_COMING):
            keep_time(held, invitation, now)
            tell(
                invitation.person,
                IT_MOVED,
                programme=held.programme,
                now=now,
                about=held.ref(),
                words=words_of(held),
            )
    write_down(CHANGED, by=by, gathering=held, now=now, concerns=queries.invited(held))
    return held


@transaction.atomic
def add_item(
    *,
    by: Hand,
    gathering: Gathering,
    kind: Item,
    title: str,
    minutes: int,
    now: datetime,
    led_by: Person | None = None,
    decision: Decision | None = None,
) -> AgendaItem:
    """Anyone invited puts something on the agenda, at its end."""
    held = hold(gathering)
    insist(rules.may_add_to_agenda(by.person, held))
    last = queries.agenda(held).last()
    part = membership(by.person, held.programme)
    item = AgendaItem.objects.create(
        programme_id=held.programme_id,
        gathering=held,
        place=last.place + 1 if last else 1,
        kind=kind,
        title=title,
        minutes=minutes,
        raised_by=by.person,
        lives_here=part is not None and not part.paid_professional,
        led_by=led_by,
        decision=decision,
        at=now,
    )
    write_down(ADDED, by=by, gathering=held, now=now, about=item.ref())
    return item


@transaction.atomic
def change_item(
    *,
    by: Hand,
    item: AgendaItem,
    now: datetime,
    **changes: Any,  # noqa: ANN401 -- the fields of an item, as the form cleaned them
) -> None:
    insist(rules.may_change_item(by.person, item))
    for name, value in changes.items():
        setattr(item, name, value)
    item.save(update_fields=list(changes))
    write_down(CHANGED_ITEM, by=by, gathering=item.gathering, now=now, about=item.ref())


@transaction.atomic
def put_earlier(*, by: Hand, item: AgendaItem, now: datetime) -> None:
    """Change places with the item before; the first one stays first."""
    held = hold(item.gathering)
    insist(rules.may_organise(by.person, held), rules.may_change_item(by.person, item))
    order = list(queries.agenda(held))
    at = next((n for n, other in enumerate(order) if other.pk == item.pk), 0)
    if at == 0:
        return
    order[at - 1], order[at] = order[at], order[at - 1]
    for place, moved in enumerate(order, start=1):
        if moved.place != place:
            moved.place = place
            moved.save(update_fields=["place"])
    write_down(CHANGED_ITEM, by=by, gathering=held, now=now, about=item.ref())


@transaction.atomic
def drop_item(*, by: Hand, item: AgendaItem, now: datetime) -> None:
    """Take an item off the agenda; it is kept, and the trail says who took it off."""
    insist(rules.may_change_item(by.person, item))
    item.dropped_at = now
    item.save(update_fields=["dropped_at"])
    write_down(DROPPED, by=by, gathering=item.gathering, now=now, about=item.ref())


@transaction.atomic
def take_on(*, by: Hand, gathering: Gathering, who: Person, duty: Duty, now: datetime) -> None:
    """Somebody takes on something for the day. There is one chair: the newest."""
    held = hold(gathering)
    insist(rules.may_help(by.person, held, who=who))
    if duty == Duty.CHAIR:
        queries.helpers(held).filter(duty=Duty.CHAIR).exclude(person=who).delete()
    Helper.objects.get_or_create(
        programme_id=held.programme_id,
        gathering=held,
        duty=duty,
        person=who,
        defaults={"since": now},
    )
    write_down(HELPS, by=by, gathering=held, now=now)


@transaction.atomic
def step_down(*, by: Hand, helper: Helper, now: datetime) -> None:
    """Nobody has to say why they no longer can."""
    insist(rules.may_help(by.person, helper.gathering, who=helper.person))
    helper.delete()
    write_down(HELPS, by=by, gathering=helper.gathering, now=now)
