"""What follows in each programme when somebody asks to be forgotten, and on the day."""

from datetime import datetime

from django.utils.timezone import localdate

from alongside.foundation.notices.actions import tell
from alongside.foundation.people.models import Forgetting, Hand, House, Person
from alongside.foundation.tasks.actions import ask

from .. import queries
from ..models import HeldRole, Supporter
from ..states import Standing
from .kept import hold, move
from .said import FORGET_ASKED, LOOK_FOR_NAME


def was_asked(asked: Forgetting, by: Hand, now: datetime) -> None:
    """Tell the person, in case it was not them; ask somebody in each programme to look around."""
    person, due_on = asked.person, localdate(asked.due_at)
    for programme in queries.programmes_of(person):
        words = {"programme": programme.name, "help": programme.help_phone}
        tell(person, FORGET_ASKED, programme=programme, now=now, words=words)
        somebody = queries.first_to_ask(programme)
        if somebody and somebody.pk != person.pk:
            ask(
                LOOK_FOR_NAME,
                of=somebody,
                programme=programme,
                due_on=due_on,
                now=now,
                once=f"forget {asked.pk}",
                words={"name": by.person.named},
            )


def part(person: Person, now: datetime) -> None:
    """They leave every programme; roles and supporters end."""
    for programme in queries.programmes_of(person):
        membership = queries.membership(person, programme)
        if membership is None:
            continue
        held = hold(membership)
        roles = HeldRole.objects.within(programme).filter(membership=held, until_on=None)
        roles.update(until_on=localdate(now))
        for rows in ({"supports": person}, {"supporter": person}):
            Supporter.objects.within(programme).filter(ended_at=None, **rows).update(ended_at=now)
        move(House(), held, to=Standing.LEFT, now=now)
