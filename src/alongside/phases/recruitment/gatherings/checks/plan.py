from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.utils.timezone import localdate

from alongside.foundation.programmes.queries import policies
from alongside.toolbox.checks import Checks

from .. import queries
from ..models import AgendaItem, Gathering, Helper
from ..queries import Asked
from ..states import Answer, Duty, Item

ROOM: Final = "alongside.phases.recruitment.gatherings"
ONLINE_STRETCH: Final = 60  # minutes
SMALL_ONLINE: Final = 6  # people


@dataclass(frozen=True, slots=True)
class Plan:
    """A gathering as its checks see it: everything read once."""

    gathering: Gathering
    asked: Sequence[Asked]
    helpers: Sequence[Helper]
    agenda: Sequence[AgendaItem]
    last_chair: UUID | None
    notice_days: int
    longest_stretch: int
    today: date

    @property
    def expected(self) -> list[Asked]:
        return [one for one in self.asked if one.answer != Answer.NOT_COMING]

    @property
    def kinds(self) -> set[str]:
        return {item.kind for item in self.agenda}

    @property
    def duties(self) -> Mapping[str, UUID]:
        return {helper.duty: helper.person_id for helper in self.helpers}

    @property
    def chair(self) -> UUID | None:
        return self.duties.get(Duty.CHAIR)

    @property
    def online(self) -> int:
        """How many join online."""
        if not self.gathering.is_online:
            return 0
        return sum(one.by_video or self.gathering.where == "online" for one in self.expected)

    @property
    def stretch(self) -> int:
        """The longest time between two breaks, in minutes."""
        longest = minutes = 0
        for item in self.agenda:
            minutes = 0 if item.kind == Item.BREAK else minutes + item.minutes
            longest = max(longest, minutes)
        return longest

    def minutes_of(self, *kinds: Item) -> int:
        return sum(item.minutes for item in self.agenda if item.kind in kinds)


def plan_of(gathering: Gathering, *, today: date) -> Plan:
    """Read everything the checks look at, in a handful of queries."""
    kept = policies(gathering.programme, "notice_days", "longest_stretch_minutes")
    return Plan(
        gathering=gathering,
        asked=list(queries.asked(gathering)),
        helpers=list(queries.helpers(gathering)),
        agenda=list(queries.agenda(gathering)),
        last_chair=queries.last_chair(gathering),
        notice_days=kept["notice_days"],
        longest_stretch=kept["longest_stretch_minutes"],
        today=today,
    )


def days_away(plan: Plan) -> int:
    return (localdate(plan.gathering.starts_at) - plan.today).days


#: Looked at before anybody is invited.
inviting: Checks[Plan] = Checks(ROOM)

#: Looked at before the gathering is confirmed.
getting_ready: Checks[Plan] = Checks(ROOM)
