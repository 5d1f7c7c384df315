"""The stage before the journey: a programme, its partners and its staff."""

from dataclasses import dataclass, field
from datetime import date

from alongside.foundation.memberships import actions as memberships
from alongside.foundation.people import actions as people
from alongside.foundation.people.models import House, Person
from alongside.foundation.people.states import Role
from alongside.foundation.programmes import actions as programmes
from alongside.foundation.programmes.models import Partnership, Programme
from alongside.throughout.library.actions import seed
from tests.factories import NOON

STAFF = {
    "Denise": (Role.COORDINATOR, "Marram Bay Council"),
    "Farah": (Role.FACILITATOR, "Marram Bay Council"),
    "Tom": (Role.PROJECT_LEAD, "Seaview University"),
    "Olu": (Role.FINANCE, "Marram Bay Council"),
}
PARTNERS = {
    "Marram Bay Bus Users": True,
    "Pier Street Carers": True,
    "Bay Youth Voice": False,
    "Marram Bay Council": False,
    "Seaview University": False,
}


@dataclass
class Stage:
    programme: Programme
    people: dict[str, Person] = field(default_factory=dict)

    @property
    def home(self) -> str:
        return f"/{self.programme.slug}/"


def set_the_stage() -> Stage:
    stage = Stage(
        programmes.start(
            slug="marram-bay",
            name="Marram Bay Researching Together",
            place="Marram Bay",
            started_on=date(2026, 1, 1),
            help_name="Farah",
            help_phone="01632 960 144",
            help_text="07700 900 144",
        )
    )
    seed(stage.programme, NOON)
    partners: dict[str, Partnership] = {}
    for name, user_led in PARTNERS.items():
        partners[name] = programmes.welcome(
            programme=stage.programme,
            organisation=programmes.found(name=name, user_led=user_led),
            since_on=date(2026, 1, 1),
        )
    for name, (role, partner) in STAFF.items():
        person = people.write_down(
            first_name=name, email=f"{name.lower()}@marrambay.example", now=NOON
        )
        part = memberships.join(
            by=House(),
            programme=stage.programme,
            person=person,
            partnership=partners[partner],
            paid_professional=True,
            now=NOON,
        )
        memberships.give_role(by=House(), membership=part, role=role, now=NOON)
        stage.people[name] = person
    return stage
