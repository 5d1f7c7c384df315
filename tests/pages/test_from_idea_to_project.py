"""The first two steps of the journey, page by page, without a browser."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from alongside.foundation.memberships.models import Membership
from alongside.foundation.people.models import Person
from alongside.foundation.people.states import Role
from alongside.foundation.programmes.models import Programme
from alongside.foundation.projects import queries as projects
from alongside.foundation.projects.models import Project
from alongside.phases.design.questions import queries as questions
from alongside.phases.design.questions.models import Question
from alongside.throughout.feedback.models import Contribution
from tests.factories import OrganisationFactory, PartnershipFactory, ProgrammeFactory, member

pytestmark = pytest.mark.django_db
IDEA = "Why do the buses stop before the film ends?"


@pytest.fixture
def town() -> Programme:
    cache.clear()
    return ProgrammeFactory.create(slug="marram-bay")


@pytest.fixture
def farah(town: Programme) -> Person:
    return member(town, Role.COORDINATOR, paid_professional=True)


def offer(client: Client, town: Programme, **more: str) -> Contribution:
    client.post(reverse("public:new_idea", args=[town.slug]), {"text": IDEA, "name": "Jean"} | more)
    return Contribution.objects.within(town).latest("said_at")


def turn(client: Client, town: Programme, idea: Contribution) -> Project:
    group = PartnershipFactory.create(
        programme=town, organisation=OrganisationFactory.create(name="Bus Users", user_led=True)
    )
    client.post(
        reverse("questions:turn", args=[town.slug, idea.pk]),
        {
            "title": "Getting home",
            "question": "What stops people getting home?",
            "owner": str(group.pk),
            "kind": "research",
            "why": "Many asked the same.",
        },
    )
    return Project.objects.within(town).get()


def test_a_resident_without_an_account_offers_an_idea_and_hears_what_became_of_it(
    client: Client, town: Programme, farah: Person
) -> None:
    page = client.post(
        reverse("public:new_idea", args=[town.slug]),
        {"text": IDEA, "name": "Jean", "way": "phone", "reach": "01632 960 111"},
        follow=True,
    )
    idea = Contribution.objects.within(town).get()
    code = f"{idea.code[:3]} {idea.code[3:]}"
    assert code in page.text
    assert idea.owed_by == farah

    staff = Client()
    staff.force_login(farah)
    project = turn(staff, town, idea)
    elsewhere = Client()
    found = elsewhere.post(
        reverse("public:find", args=[town.slug]), {"code": code.lower()}, follow=True
    )

    assert "Your idea became a project" in found.text
    assert project.title in found.text
    assert "01632 960 111" not in found.text
    assert not re.search(f"{idea.code}|Jean|{idea.pk}", str(found.redirect_chain))


@pytest.mark.requirement("R084")
def test_an_idea_becomes_a_question_with_credit_and_a_stamp_before_the_bid(
    client: Client, town: Programme, farah: Person
) -> None:
    idea = offer(client, town)
    client.force_login(farah)
    project = turn(client, town, idea)

    [question] = questions.of_project(project)
    page = client.get(reverse("questions:of_project", args=[town.slug, project.pk]))

    assert (question.thanks, question.about_id) == ("Jean", idea.pk)
    assert question.before_the_bid is None
    assert [one.name_as_wished for one in questions.shapings(project)] == ["Jean"]
    assert "Nobody has asked for money yet" in page.text
    assert "Thanks to Jean" in page.text


def test_an_idea_becomes_one_project_only(client: Client, town: Programme, farah: Person) -> None:
    idea = offer(client, town)
    client.force_login(farah)
    turn(client, town, idea)

    again = client.post(reverse("questions:turn", args=[town.slug, idea.pk]), {})

    assert again.status_code == 403
    assert "has become a project already" in again.text
    assert Question.objects.within(town).count() == 1


def test_every_small_page_of_a_plan_opens_and_keeps_what_is_typed(
    client: Client, town: Programme, farah: Person
) -> None:
    idea = offer(client, town)
    client.force_login(farah)
    project = turn(client, town, idea)
    place = [town.slug, project.pk]

    for name in ("set_up", "owner", "about", "first_things", "dates", "bid", "freedoms"):
        assert client.get(reverse(f"projects:{name}", args=place)).status_code == 200, name
    for name in ("restrict", "people", "bring", "leave", "close", "coverage"):
        assert client.get(reverse(f"projects:{name}", args=place)).status_code == 200, name
    for plan in projects.phases(project):
        for name in ("phase", "level", "when"):
            page = client.get(reverse(f"projects:{name}", args=[*place, plan.phase]))
            assert page.status_code == 200, name
    assert client.get(reverse("project:detail", args=place)).status_code == 200
    assert client.get(reverse("project:listing", args=[town.slug])).status_code == 200
    assert client.get(reverse("projects:new", args=[town.slug])).status_code == 200


def test_anyone_may_read_the_public_pages(client: Client, town: Programme, farah: Person) -> None:
    idea = offer(Client(), town)
    staff = Client()
    staff.force_login(farah)
    project = turn(staff, town, idea)

    for name in ("home", "help", "ask", "new_idea", "find"):
        assert client.get(reverse(f"public:{name}", args=[town.slug])).status_code == 200, name
    page = client.get(reverse("project:detail", args=[town.slug, project.pk]))
    inside = client.get(reverse("projects:people", args=[town.slug, project.pk]))

    assert "own this project" in page.text
    assert farah.first_name not in page.text
    assert inside.status_code == 302


def test_people_who_left_no_way_to_reach_them_are_answered_by_their_code(
    client: Client, town: Programme, farah: Person
) -> None:
    idea = offer(client, town, way="none")

    assert idea.contact == ""
    assert Membership.objects.within(town).count() == 1
