"""The town the load comes to: made by the product's own actions, inside the house's own settings.

Run as `python -m tests.chaos.town`; it says, as JSON, where the doors are.
"""

import json
import sys
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from alongside.foundation.people.models import Hand
    from alongside.foundation.programmes.models import Programme
    from alongside.foundation.projects.models import Project

STAFF: Final = ("Farah", "Denise")
RESIDENTS: Final = ("Amina", "Jean", "Lin", "Harold", "Ruth", "Vera", "Idris", "Bronwen")
OPPORTUNITIES: Final = 60
PLACES: Final = 3  # fewer than there are people: some wait


@dataclass(frozen=True)
class Town:
    slug: str
    project: str
    opportunities: list[str]


def email_of(name: str) -> str:
    return f"{name.lower()}@marrambay.example"


def build() -> Town:
    from django.utils.timezone import localdate, now

    from alongside.foundation.programmes import actions as programmes
    from alongside.foundation.projects import actions as projects

    programme = programmes.start(
        slug="marram-bay",
        name="Marram Bay Researching Together",
        place="Marram Bay",
        started_on=localdate(),
        help_name="Farah",
        help_phone="01632 960 144",
    )
    group = programmes.found(name="Pier Street Neighbours", user_led=True)
    programmes.welcome(programme=programme, organisation=group, since_on=localdate())
    lead, *others = [_arrive(programme, name) for name in (*STAFF, *RESIDENTS)]
    project = projects.start(
        by=lead,
        programme=programme,
        title="Getting home after dark",
        question="What stops people getting home?",
        owner=group,
        now=now(),
    )
    projects.change(
        by=lead,
        project=project,
        now=now(),
        starts_on=localdate(),
        ends_about_on=localdate() + timedelta(days=200),
    )
    project.refresh_from_db()
    for hand in others:
        projects.add_member(
            by=lead, project=project, person=hand.person, lives_here=True, now=now()
        )
    offered = [_offer(lead, project, number) for number in range(OPPORTUNITIES)]
    return Town(programme.slug, str(project.pk), offered)


def _arrive(programme: "Programme", name: str) -> "Hand":
    from django.utils.timezone import now

    from alongside.foundation.memberships import actions as memberships
    from alongside.foundation.people import actions as people
    from alongside.foundation.people.models import Hand, House
    from alongside.foundation.people.states import Role

    person = people.write_down(first_name=name, email=email_of(name), now=now())
    part = memberships.join(
        by=House(), programme=programme, person=person, now=now(), weekly_minutes=7 * 60
    )
    if name in STAFF:
        memberships.give_role(by=House(), membership=part, role=Role.FACILITATOR, now=now())
    return Hand.own(person)


def _offer(lead: "Hand", project: "Project", number: int) -> str:
    from django.utils.timezone import localdate, now

    from alongside.foundation.projects.phases import Phase
    from alongside.foundation.projects.states import Level
    from alongside.phases.recruitment.opportunities import actions
    from alongside.phases.recruitment.opportunities.states import Part, Pay, Where

    details = actions.Details(
        title=f"Read with us, number {number}.",
        purpose="We read and talk.",
        what_you_do="Read a page, and say what you think.",
        phase=Phase.DESIGN,
        level=Level.ASKED,
        why_level="We ask you first.",
        where=Where.HOME,
        minutes=60,
        travel_minutes=15,
        by_on=localdate() + timedelta(days=9),
        closes_at=now() + timedelta(days=8),
        pay=Pay.VOUCHER,
        pay_pence=1560,
        pay_on=localdate() + timedelta(days=20),
        expenses="Bus fare.",
        access="Large print.",
        who_comes="Farah.",
        support="Farah rings you.",
        formats=["plain"],
        places=PLACES,
    )
    others = [actions.TimeOfOthers("Farah", Part.STAFF, 120)]
    one = actions.make(by=lead, project=project, details=details, others=others, now=now())
    actions.open_up(by=lead, opportunity=one, now=now())
    return str(one.pk)


if __name__ == "__main__":
    import django

    django.setup()
    json.dump(asdict(build()), sys.stdout)
