"""Who lives and works in Marram Bay."""

from dataclasses import dataclass, field

from alongside.foundation.memberships import actions as memberships
from alongside.foundation.memberships.models import Cohort, Membership
from alongside.foundation.memberships.states import AgeBand, Engagement
from alongside.foundation.people import actions as people
from alongside.foundation.people.models import Hand, House, Person
from alongside.foundation.people.states import Channel, Format, Role
from alongside.foundation.programmes import actions as programmes
from alongside.foundation.programmes.models import Organisation, Partnership, Programme
from alongside.throughout.library.actions import seed

from .days import Days

# Who can be tried in the demo, and what each of them does.
CAST = {
    "Amina": "co-researcher, lives here, 7 hours a week",
    "Jean": "co-researcher, reads large print, chairs",
    "Harold": "co-researcher without email: Farah writes for him",
    "Sam": "young co-researcher, 16",
    "Farah": "facilitator",
    "Denise": "coordinator, works for the council",
    "Tom": "project lead, works for the university",
    "Priya": "manages the young people's group",
    "Olu": "looks after the money",
    "Marcus": "looks after safety",
    "Wen": "looks after private information",
    "Grace": "senior sponsor, a council director",
    "Nadia": "funder, reads reports",
    "Ida": "somebody of another town's programme",
}
ADULTS = (
    "Amina",
    "Harold",
    "Jean",
    "Lin",
    "Precious",
    "Ruth",
    "Vera",
    "Idris",
    "Bronwen",
    "Tadeusz",
)
YOUNG = ("Sam", "Kezia", "Noor", "Callum", "Mina", "Leo", "Aisha", "Rhys", "Zofia", "Dev")
PERSPECTIVES = {
    "Amina": ["I take the bus to work", "I care for my mum"],
    "Harold": ["I am retired", "I use a walking frame"],
    "Jean": ["I see less than I did", "I have lived here for 60 years"],
    "Lin": ["I am new in town", "I wear a hearing aid"],
    "Precious": ["I look after two children", "English is my second language"],
    "Sam": ["I go to school here", "I like films"],
}
STAFF = {
    "Farah": (Role.FACILITATOR, "council"),
    "Denise": (Role.COORDINATOR, "council"),
    "Tom": (Role.PROJECT_LEAD, "university"),
    "Priya": (Role.ORGANISATION_MANAGER, "youth"),
    "Olu": (Role.FINANCE, "council"),
    "Marcus": (Role.SAFEGUARDING, "council"),
    "Wen": (Role.DATA_PROTECTION, "university"),
    "Grace": (Role.SPONSOR, "council"),
    "Nadia": (Role.FUNDER, "council"),
}
HOURS = 7 * 60  # minutes a week


@dataclass
class Town:
    """The programme and everybody in it, by first name."""

    programme: Programme
    partners: dict[str, Partnership] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    parts: dict[str, Membership] = field(default_factory=dict)
    cohorts: dict[str, Cohort] = field(default_factory=dict)

    def hand(self, name: str) -> Hand:
        return Hand.own(self.people[name])

    def organisation(self, name: str) -> Organisation:
        return self.partners[name].organisation


def bring_everybody(days: Days) -> Town:
    programme = programmes.start(
        slug="marram-bay",
        name="Marram Bay Researching Together",
        place="Marram Bay",
        started_on=days.day(-400),
        help_name="Farah",
        help_phone="01632 960 144",
        help_text="07700 900 144",
        help_email="farah@marrambay.example",
        help_address="The Old Lifeboat House, 2 Pier Street, Marram Bay",
        help_hours="Monday to Friday, 9 to 5. We ring you back, so it costs you nothing.",
    )
    town = Town(programme)
    _bring_partners(town, days)
    _bring_staff(town, days)
    _bring_cohorts(town, days)
    seed(programme, days.ago(60))
    return town


def _bring_partners(town: Town, days: Days) -> None:
    for key, name, user_led in (
        ("users", "Marram Bay Bus Users", True),
        ("carers", "Pier Street Carers", True),
        ("youth", "Bay Youth Voice", False),
        ("council", "Marram Bay Council", False),
        ("university", "Seaview University", False),
    ):
        town.partners[key] = programmes.welcome(
            programme=town.programme,
            organisation=programmes.found(name=name, user_led=user_led),
            since_on=days.day(-400),
        )


def _bring_staff(town: Town, days: Days) -> None:
    for name, (role, partner) in STAFF.items():
        part = _join(town, name, days, partner=partner, paid=True)
        memberships.give_role(
            by=House(),
            membership=part,
            role=role,
            now=days.ago(60),
            partnership=town.partners[partner],
        )


def _bring_cohorts(town: Town, days: Days) -> None:
    denise = town.hand("Denise")
    for key, name, partner, band in (
        ("adults", "Ten who live here", "carers", AgeBand.ADULT),
        ("young", "Ten young people", "youth", AgeBand.YOUNG),
    ):
        town.cohorts[key] = memberships.start_cohort(
            by=denise,
            programme=town.programme,
            partnership=town.partners[partner],
            name=name,
            wanted=10,
            weekly_minutes=HOURS,
            starts_on=days.day(-50),
            ends_on=days.day(300),
            age_band=band,
            now=days.ago(50),
        )
    for name in ADULTS:
        _join(town, name, days, partner="carers", cohort="adults")
    for name in YOUNG:
        _join(town, name, days, partner="youth", cohort="young", young=True)
    _how_they_are(town, days)


def _join(
    town: Town,
    name: str,
    days: Days,
    *,
    partner: str,
    cohort: str = "",
    paid: bool = False,
    young: bool = False,
) -> Membership:
    email = None if name == "Harold" else f"{name.lower()}@marrambay.example"
    person = people.write_down(first_name=name, email=email, now=days.ago(55))
    town.people[name] = person
    town.parts[name] = memberships.join(
        by=House(),
        programme=town.programme,
        person=person,
        now=days.ago(48),
        cohort=town.cohorts.get(cohort),
        partnership=town.partners[partner],
        perspectives=PERSPECTIVES.get(name, []),
        paid_professional=paid,
        young=young,
        engagement=Engagement.EMPLOYED if paid or cohort else Engagement.VOLUNTEER,
    )
    return town.parts[name]


def _how_they_are(town: Town, days: Days) -> None:
    """What some of them said about being told things, and what makes it work for them."""
    harold = Hand(town.people["Harold"], town.people["Farah"], "phone")
    people.change(
        by=harold,
        now=days.ago(47),
        channel=Channel.LETTER,
        phone="01632 960 131",
        address="14 Terrace Row\nMarram Bay",
        full_name="Harold Quayle",
    )
    said = {
        "Harold": ({"support": "A seat with arms, near the door"}, Format.LARGE_PRINT),
        "Jean": ({"format": "Large print, black on yellow"}, Format.LARGE_PRINT),
        "Lin": ({"support": "A hearing loop that is switched on"}, Format.PLAIN),
        "Amina": ({}, Format.PLAIN),
    }
    for name, (needs, reads) in said.items():
        hand = harold if name == "Harold" else town.hand(name)
        people.say_needs(by=hand, needs=needs, reads=reads, how_i_work_best="", now=days.ago(46))
