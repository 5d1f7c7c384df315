"""People and places to set the stage with. What a room does is done by its actions."""

from datetime import UTC, date, datetime

from factory.declarations import SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from alongside.foundation.memberships.models import HeldRole, Membership
from alongside.foundation.people.models import Person
from alongside.foundation.people.states import Role
from alongside.foundation.programmes.models import Organisation, Partnership, Programme
from alongside.foundation.projects.models import Project, ProjectMember

NOON = datetime(2030, 6, 3, 12, tzinfo=UTC)  # a Monday
TODAY = date(2030, 6, 3)


class ProgrammeFactory(DjangoModelFactory[Programme]):
    class Meta:
        model = Programme

    slug = Sequence("bay-{}".format)
    name = "Marram Bay Researching Together"
    place = "Marram Bay"
    help_name = "Farah"
    help_phone = "01632 960 144"
    started_on = date(2030, 1, 1)


class PersonFactory(DjangoModelFactory[Person]):
    class Meta:
        model = Person

    first_name = Sequence("Person{}".format)
    email = Sequence("person{}@example.org".format)
    password = "!"  # noqa: S105 -- no password, as people.actions.write_down leaves it
    joined_at = NOON


class MembershipFactory(DjangoModelFactory[Membership]):
    class Meta:
        model = Membership

    programme = SubFactory(ProgrammeFactory)
    person = SubFactory(PersonFactory)
    weekly_minutes = 420
    joined_on = TODAY


class OrganisationFactory(DjangoModelFactory[Organisation]):
    class Meta:
        model = Organisation

    name = Sequence("Marram Bay Users {}".format)
    user_led = True


class PartnershipFactory(DjangoModelFactory[Partnership]):
    class Meta:
        model = Partnership

    programme = SubFactory(ProgrammeFactory)
    organisation = SubFactory(OrganisationFactory)
    since_on = TODAY


class ProjectFactory(DjangoModelFactory[Project]):
    class Meta:
        model = Project

    programme = SubFactory(ProgrammeFactory)
    title = "Getting home after dark"
    question = "What stops people getting home by bus in the evening?"
    owner = SubFactory(OrganisationFactory)
    money_with = SelfAttribute("owner")
    data_with = SelfAttribute("owner")
    started_at = NOON


class ProjectMemberFactory(DjangoModelFactory[ProjectMember]):
    class Meta:
        model = ProjectMember

    project = SubFactory(ProjectFactory)
    programme = None
    person = SubFactory(PersonFactory)
    lives_here = True
    joined_on = TODAY


def member(programme: Programme, *roles: Role, **more: object) -> Person:
    """Somebody of the programme, holding these roles."""
    part = MembershipFactory.create(programme=programme, **more)
    for role in roles:
        HeldRole.objects.create(programme=programme, membership=part, role=role, from_on=TODAY)
    return part.person


def facilitator(programme: Programme) -> Person:
    return member(programme, Role.FACILITATOR, paid_professional=True)


def coordinator(programme: Programme) -> Person:
    return member(programme, Role.COORDINATOR, paid_professional=True)


def manager(partnership: Partnership) -> Person:
    """Somebody who manages one partner's people, and no others."""
    part = MembershipFactory.create(programme=partnership.programme, paid_professional=True)
    HeldRole.objects.create(
        programme=partnership.programme,
        membership=part,
        role=Role.ORGANISATION_MANAGER,
        partnership=partnership,
        from_on=TODAY,
    )
    return part.person
