"""The town that is looked at: Marram Bay of the demo, with full lists, and one person's long past.

What stands on its pages is as much at every size; what was and is over grows with its people.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from django.utils.timezone import localdate, make_aware

from alongside.foundation.memberships.models import HeldRole, Membership
from alongside.foundation.notices.models import Notice
from alongside.foundation.notices.states import Delivery
from alongside.foundation.people.models import Person
from alongside.foundation.people.states import Channel, Role
from alongside.foundation.programmes.models import Programme
from alongside.foundation.projects.models import PhasePlan, Project, ProjectMember
from alongside.foundation.projects.phases import Phase
from alongside.foundation.projects.states import Level, Stage
from alongside.phases.recruitment.gatherings.models import AgendaItem, Gathering
from alongside.phases.recruitment.gatherings.models import Invitation as Asked
from alongside.phases.recruitment.gatherings.states import Answer as Coming
from alongside.phases.recruitment.gatherings.states import Expenses, Item
from alongside.phases.recruitment.gatherings.states import Standing as Held
from alongside.phases.recruitment.opportunities.actions.places import YOU_WAIT
from alongside.phases.recruitment.opportunities.models import Answer as Said
from alongside.phases.recruitment.opportunities.models import Opportunity
from alongside.phases.recruitment.opportunities.states import Pay, State, Where
from alongside.phases.recruitment.opportunities.states import Standing as Place
from alongside.throughout.feedback.models import Answer, Contribution
from alongside.throughout.feedback.states import Kind, Outcome, Standing
from alongside.throughout.hours.models import HoursMove
from alongside.throughout.hours.queries import monday
from alongside.throughout.hours.states import Pot
from alongside.toolbox.ids import uuid7

from .country import PERSON, Country

GOING_ON: Final = 49  # projects beside the demo's own: lists are full
OPEN_NOW: Final = 60
TO_COME: Final = 20
FACILITATORS: Final = 8  # each with a gathering that is going on
GROUP: Final = 12  # people of one project, and of one gathering
WEEKS: Final = 52
WORDS: Final = ("buses", "benches", "crossings", "lights", "clinics", "parks", "rents", "meals")
DONE: Final = 2  # of the six phases of a project that goes on
BATCH: Final = 2_000
Fields = dict[str, Any]  # Any: what a field takes


def bring_projects(town: Programme, model: Project, now: datetime) -> list[str]:
    """Projects going on, each with its six phases; `model` lends what they have in common."""
    projects = Project.objects.bulk_create(
        Project(**_project(town, model, now, number), stage=Stage.OPEN)
        for number in range(GOING_ON)
    )
    _phases(town, projects)
    return [one.pk.hex for one in (model, *projects)]


def furnish(here: Country, projects: Sequence[str], staff: Person) -> None:
    """Put people of the town into projects, opportunities and gatherings."""
    people = neighbours(here, GROUP * FACILITATORS)
    for number, project in enumerate(projects[1:]):
        _members(here, project, _some(people, number))
    _opportunities(here, projects, people, staff, OPEN_NOW, over=False)
    _gatherings(here, projects, people, staff, TO_COME, Held.INVITED)
    _gatherings(here, projects, people, staff, FACILITATORS, Held.OPEN)
    leads = [UUID(hex=one) for one in people[:FACILITATORS]]
    parts = Membership.objects.within(here.town).filter(person__in=leads)
    day = localdate(here.now)
    HeldRole.objects.bulk_create(
        HeldRole(programme=here.town, membership=part, role=Role.FACILITATOR, from_on=day)
        for part in parts
    )
    _what_was(here, projects, people, staff)


def neighbours(here: Country, most: int) -> list[str]:
    """People of the town, by number."""
    found = (number for number in range(here.people) if here.lives_in_town(number))
    return [here.id(PERSON, number) for number, _ in zip(found, range(most), strict=False)]


def _what_was(here: Country, projects: Sequence[str], people: Sequence[str], staff: Person) -> None:
    """What is over: a gathering and an offer for every fifty people."""
    in_town = here.people // 10
    _opportunities(here, projects, people, staff, in_town // 50, over=True)
    _gatherings(here, projects, people, staff, in_town // 50, Held.FOLLOWED_UP)


def live_long(here: Country, person: Person, staff: Person) -> None:
    """A year of one person: every week's hours, many things said and answered, many notices."""
    _weeks(here, person)
    said = Contribution.objects.bulk_create(
        Contribution(
            programme=here.town, kind=Kind.SUGGESTION, text=f"Ask about {_word(number)} too.",
            person=person, said_at=here.now - timedelta(days=3 * number + 1),
            due_on=localdate(here.now), standing=Standing.ANSWERED,
        )
        for number in range(2 * WEEKS)
    )  # fmt: skip
    Answer.objects.bulk_create(
        Answer(
            programme=here.town, contribution=one, outcome=Outcome.DONE, by=staff,
            why="It is easy to do.", what_changed="We asked.", at=here.now, told_at=here.now,
        )
        for one in said
    )  # fmt: skip
    Notice.objects.bulk_create(
        Notice(
            programme=here.town, person=person, key=YOU_WAIT, words={"what": _word(number)},
            channel=Channel.EMAIL, delivery=Delivery.TOLD,
            said_at=here.now - timedelta(days=number), due_at=here.now,
            seen_at=here.now if number > 2 else None,
        )
        for number in range(6 * WEEKS)
    )  # fmt: skip


def _weeks(here: Country, person: Person) -> None:
    """Opened, and three things booked, done and agreed in each."""
    rows = []
    for number in range(1, WEEKS + 1):
        week = monday(localdate(here.now)) - timedelta(weeks=number)
        same: Fields = {
            "programme": here.town,
            "person": person,
            "week": week,
        }
        at = make_aware(datetime.combine(week, time(9)))
        rows.append(HoursMove(**same, out_of=Pot.PROGRAMME, into=Pot.FREE, amount=420, at=at))
        for thing in range(3):
            about = {"about_kind": "hours.own", "about_id": uuid7(), "about_words": _word(thing)}
            for out_of, into in ((Pot.FREE, Pot.BOOKED), (Pot.BOOKED, Pot.DONE)):
                rows.append(
                    HoursMove(
                        **same, **about, out_of=out_of, into=into, amount=60, at=at, on_day=week
                    )
                )
    taken = HoursMove.objects.within(here.town).filter(person=person, out_of=Pot.PROGRAMME)
    weeks = set(taken.values_list("week", flat=True))
    HoursMove.objects.bulk_create(row for row in rows if row.week not in weeks)


def _project(town: Programme, model: Project, now: datetime, number: int) -> dict[str, Any]:
    return {
        "programme": town,
        "title": f"What helps with {_word(number)}, {number}",
        "question": f"What would make {_word(number)} better for people who live here?",
        "owner": model.owner,
        "money_with": model.money_with,
        "data_with": model.data_with,
        "started_at": now - timedelta(days=60 + number % 300),
    }


def _word(number: int) -> str:
    return WORDS[number % len(WORDS)]


def _some(people: Sequence[str], number: int) -> list[str]:
    """A group of them, another for every number."""
    if not people:
        return []
    return [people[(number * 5 + step) % len(people)] for step in range(min(GROUP, len(people)))]


def _phases(town: Programme, projects: Iterable[Project]) -> None:
    PhasePlan.objects.bulk_create(
        (
            PhasePlan(
                programme=town, project=one, phase=phase, level=Level.WORKING_WITH,
                why="The group chooses.", meetings_planned=3,
                done_on=localdate(one.started_at) if phase.number <= DONE else None,
            )
            for one in projects
            for phase in Phase
        ),
        batch_size=BATCH,
    )  # fmt: skip


def _members(here: Country, project: str, people: Iterable[str]) -> None:
    ProjectMember.objects.bulk_create(
        ProjectMember(
            programme=here.town, project_id=project, person_id=person, lives_here=number > 1,
            role="Co-researcher", joined_on=localdate(here.now), agreed_at=here.now,
        )
        for number, person in enumerate(people)
    )  # fmt: skip


def _opportunities(
    here: Country,
    projects: Sequence[str],
    people: Sequence[str],
    staff: Person,
    wanted: int,
    *,
    over: bool,
) -> None:
    day = here.now - timedelta(days=30) if over else here.now + timedelta(days=10)
    made = Opportunity.objects.bulk_create(
        (
            Opportunity(
                programme=here.town, project_id=projects[number % len(projects)],
                state=State.DONE if over else State.OPEN,
                title=f"Walk round the {_word(number)} {number}",
                purpose="To see with you what is hard there, and what helps.",
                what_you_do="Walk with two others, and say what you see.",
                phase=Phase.COLLECTION, level=Level.WORKING_WITH, why_level="The group chooses.",
                where=Where.HOME, minutes=60 + number % 4 * 30,
                by_on=localdate(day + timedelta(days=2 + number % 40)),
                closes_at=day + timedelta(days=number % 40), pay=Pay.HOURS,
                pay_pence=1560, pay_on=localdate(day + timedelta(days=60)),
                expenses="Bus fares, paid back in a week.", access="Benches on the way.",
                who_comes="Two others, and Farah.", support="Farah is there all the time.",
                made_by=staff, opened_at=here.now - timedelta(days=3),
            )
            for number in range(wanted)
        ),
        batch_size=BATCH,
    )  # fmt: skip
    Said.objects.bulk_create(
        (
            Said(
                programme=here.town, opportunity=one, person_id=person,
                standing=Place.HAS_PLACE, since=here.now - timedelta(days=2),
            )
            for number, one in enumerate(made)
            for person in _some(people[FACILITATORS:], number)
        ),
        batch_size=BATCH,
    )  # fmt: skip


def _gatherings(  # noqa: PLR0917 -- as above
    here: Country,
    projects: Sequence[str],
    people: Sequence[str],
    staff: Person,
    wanted: int,
    standing: Held,
) -> None:
    after = standing == Held.FOLLOWED_UP
    made = Gathering.objects.bulk_create(
        (
            Gathering(
                programme=here.town, project_id=projects[number % len(projects)],
                title=f"Workshop on {_word(number)} {number}", purpose="We choose what to ask.",
                level=Level.WORKING_WITH, place="Pier Street Library",
                starts_at=_starts(here, standing, number),
                ends_at=_starts(here, standing, number) + timedelta(hours=3),
                standing=standing, planned_by=staff, planned_at=here.now - timedelta(days=40),
                opened_at=None if standing == Held.INVITED else here.now - timedelta(minutes=20),
                what_came_of_it="The survey asks about evenings." if after else "",
            )
            for number in range(wanted)
        ),
        batch_size=BATCH,
    )  # fmt: skip
    Asked.objects.bulk_create(
        (
            Asked(
                programme=here.town, gathering=one, person_id=person, answer=Coming.COMING,
                needs_confirmed_at=here.now, came=after,
                expenses=Expenses.KNOWS_HOW if after else "",
            )
            for number, one in enumerate(made)
            for person in _some(people, number)
        ),
        batch_size=BATCH,
    )  # fmt: skip
    AgendaItem.objects.bulk_create(
        (
            AgendaItem(
                programme=here.town, gathering=one, place=place, kind=Item.CHAT,
                title=f"About {_word(place)}", minutes=20, raised_by=staff, lives_here=False,
                at=here.now,
            )
            for one in made
            for place in range(6)
        ),
        batch_size=BATCH,
    )  # fmt: skip


def _starts(here: Country, standing: Held, number: int) -> datetime:
    if standing == Held.OPEN:
        return here.now - timedelta(minutes=30)
    if standing == Held.INVITED:
        return here.now + timedelta(days=5 + number)
    return here.now - timedelta(days=5 + number % 300)
