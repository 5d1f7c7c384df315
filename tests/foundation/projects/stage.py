"""A project set up by its actions, as a coordinator would."""

from datetime import date, datetime, timedelta
from typing import Any

from alongside.foundation.people.models import Hand, Person
from alongside.foundation.programmes.models import Organisation, Programme
from alongside.foundation.projects import actions
from alongside.foundation.projects.models import PhasePlan, Project, ProjectMember
from alongside.foundation.projects.phases import Phase
from alongside.foundation.projects.states import HowOpen, Level
from tests.factories import (
    NOON,
    PartnershipFactory,
    ProgrammeFactory,
    ProjectFactory,
    coordinator,
    member,
)

NEXT_DAY = NOON + timedelta(days=1)


def project(*, owner: Organisation | None = None, user_led: bool = True) -> tuple[Project, Hand]:
    """A project just begun by a coordinator, and their hand."""
    programme = ProgrammeFactory.create()
    partnership = PartnershipFactory.create(programme=programme, organisation__user_led=user_led)
    by = Hand.own(coordinator(programme))
    made = actions.start(
        by=by,
        programme=programme,
        title="Getting home",
        question="What stops people getting home?",
        owner=owner or partnership.organisation,
        now=NOON,
    )
    return made, by


def bring(made: Project, by: Hand, count: int = 1, **more: Any) -> list[ProjectMember]:
    return [
        actions.add_member(by=by, project=made, person=member(made.programme), now=NOON, **more)
        for _ in range(count)
    ]


def share(made: Project, by: Hand, phase: Phase = Phase.DESIGN) -> None:
    actions.set_level(
        by=by,
        project=made,
        phase=phase,
        level=Level.COPRODUCING,
        why="We want to.",
        now=NOON,
        meetings_planned=4,
    )


def answer(made: Project, who: Person, prompt: str, at: datetime, phase: Phase) -> None:
    actions.answer_prompt(
        by=Hand.own(who), project=made, phase=phase, prompt=prompt, answer="We say so.", now=at
    )


def say_everything(made: Project, by: Hand, known_by: date | None = None) -> None:
    """Fill what a project needs before people are asked."""
    actions.change(
        by=by,
        project=made,
        now=NOON,
        who_is_involved="" if known_by else "Twenty people from here.",
        who_known_by=known_by,
        timescale="About half a year.",
        roles_expected="Asking, listening, writing.",
        expectations="Two hours a week.",
    )
    for phase in Phase:
        actions.set_level(
            by=by, project=made, phase=phase, level=Level.ASKED, why="It fits.", now=NOON
        )
    actions.say_what_can_change(
        by=by, project=made, what="The streets", how_open=HowOpen.OPEN, now=NOON
    )


def fill(programme: Programme, owner: Organisation, count: int) -> None:
    """Many projects at once, each with its six phases."""
    made = ProjectFactory.create_batch(count, programme=programme, owner=owner)
    PhasePlan.objects.bulk_create(
        PhasePlan(programme=programme, project=one, phase=phase) for one in made for phase in Phase
    )
