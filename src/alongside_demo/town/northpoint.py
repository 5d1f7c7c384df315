"""The next town: another programme in the same house, whose people see nothing of Marram Bay."""

from alongside.foundation.memberships import actions as memberships
from alongside.foundation.people import actions as people
from alongside.foundation.people.models import Hand, House
from alongside.foundation.people.states import Role
from alongside.foundation.programmes import actions as programmes
from alongside.foundation.projects import actions as projects

from .days import Days


def fill(days: Days) -> None:
    programme = programmes.start(
        slug="northpoint",
        name="Northpoint Listens",
        place="Northpoint",
        started_on=days.day(-200),
        help_name="Ida",
        help_phone="01632 960 901",
        help_hours="Weekday mornings.",
    )
    owner = programmes.found(name="Northpoint Allotments", user_led=True)
    programmes.welcome(programme=programme, organisation=owner, since_on=days.day(-200))
    ida = people.write_down(first_name="Ida", email="ida@northpoint.example", now=days.ago(200))
    part = memberships.join(by=House(), programme=programme, person=ida, now=days.ago(200))
    memberships.give_role(by=House(), membership=part, role=Role.FACILITATOR, now=days.ago(200))
    projects.start(
        by=Hand.own(ida),
        programme=programme,
        title="Who gets an allotment",
        question="Why do some people wait nine years for an allotment?",
        owner=owner,
        now=days.ago(100),
    )
