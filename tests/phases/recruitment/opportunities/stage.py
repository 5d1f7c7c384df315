"""A project of Marram Bay, and a way to take part in it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from alongside.foundation.people.models import Hand, Person
from alongside.foundation.programmes.models import Programme
from alongside.foundation.projects.models import Freedom, PhasePlan, Project
from alongside.foundation.projects.phases import Phase
from alongside.foundation.projects.states import HowOpen, Level
from alongside.phases.recruitment.opportunities import actions
from alongside.phases.recruitment.opportunities.models import Opportunity
from alongside.phases.recruitment.opportunities.states import HowGiven, Part, Pay, Where
from tests.factories import NOON, ProgrammeFactory, ProjectFactory, facilitator

OTHERS = (
    actions.TimeOfOthers("Farah", Part.STAFF, 540),
    actions.TimeOfOthers("Tom", Part.SPONSOR, 300),
)
SURVEY = actions.Details(
    title="Try our bus survey before it goes out",
    purpose="You answer it, we listen, and we fix what is hard or rude.",
    what_you_do="Answer the survey out loud. Tell us what sounds odd.",
    phase=Phase.COLLECTION,
    level=Level.WORKING_WITH,
    why_level="You choose the words. The council has the last one.",
    starts_at=NOON + timedelta(days=17, hours=-2),
    ends_at=NOON + timedelta(days=17, minutes=30),
    where=Where.BOTH,
    place="Pier Street Library",
    minutes=150,
    travel_minutes=30,
    pay=Pay.FEE,
    pay_pence=4680,
    pay_on=date(2030, 6, 28),
    expenses="Bus fare in cash that day, or a taxi.",
    access="Lift, hearing loop, quiet room, large print.",
    who_comes="Harold leads. Farah, Tom and 10 who live here. Bring someone.",
    support="Farah rings you before and after.",
    formats=["plain", "large_print"],
    how_given=HowGiven.FIRST_COME,
    places=3,
    closes_at=NOON + timedelta(days=16),
)


def a_project(programme: Programme) -> Project:
    project: Project = ProjectFactory.create(
        programme=programme, starts_on=date(2030, 5, 1), ends_about_on=date(2031, 3, 31)
    )
    for phase in Phase:
        PhasePlan.objects.create(
            programme=programme,
            project=project,
            phase=phase,
            level=Level.WORKING_WITH,
            why="We share some choices.",
            meetings_planned=3,
            earliest_on=date(2030, 6, 1),
            latest_on=date(2030, 9, 1),
        )
    for what, how in (("Every question and picture", HowOpen.OPEN), ("The day", HowOpen.FIXED)):
        Freedom.objects.create(
            programme=programme,
            project=project,
            what=what,
            how_open=how,
            fixed_by="The council" if how == HowOpen.FIXED else "",
            why="The money ends then." if how == HowOpen.FIXED else "",
            at=NOON,
        )
    return project


def a_draft(
    programme: Programme | None = None, *, by: Person | None = None, **more: Any
) -> Opportunity:
    home = programme or ProgrammeFactory.create()
    return actions.make(
        by=Hand.own(by or facilitator(home)),
        project=a_project(home),
        details=replace(SURVEY, **more),
        others=OTHERS,
        now=NOON,
    )


def an_open_one(programme: Programme | None = None, **more: Any) -> Opportunity:
    one = a_draft(programme, **more)
    actions.open_up(by=Hand.own(one.made_by), opportunity=one, now=NOON)
    one.refresh_from_db()
    return one
