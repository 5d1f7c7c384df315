import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.foundation.people.models import Hand
from alongside.foundation.projects import actions, queries
from alongside.foundation.projects.models import Project
from alongside.foundation.projects.phases import Phase
from alongside.foundation.projects.states import HowOpen, Level
from alongside.phases.dissemination.models import Output
from alongside.phases.dissemination.states import Kind, Standing
from alongside.throughout.agreements.actions import propose
from alongside.toolbox.verdicts import NotAllowed
from tests.factories import NOON, ProgrammeFactory, coordinator, member
from tests.foundation.projects import stage

pytestmark = pytest.mark.django_db


def at(name: str, project: Project, *more: object) -> str:
    return reverse(name, args=[project.programme.slug, project.pk, *more])


@pytest.mark.requirement("R001")
@pytest.mark.requirement("R003")
@pytest.mark.requirement("R004")
@pytest.mark.requirement("R011")
def test_anyone_reads_the_claim_what_is_not_shared_and_what_can_change(client: Client) -> None:
    project, by = stage.project()
    stage.share(project, by)
    actions.set_level(
        by=by,
        project=project,
        phase=Phase.COLLECTION,
        level=Level.TOLD,
        why="The records are closed by law.",
        now=NOON,
    )
    actions.say_what_can_change(
        by=by,
        project=project,
        what="The budget",
        how_open=HowOpen.FIXED,
        fixed_by="The council",
        why="It was voted.",
        now=NOON,
    )

    page = client.get(at("project:detail", project)).text

    assert "Told: getting the information. Means to co-produce: planning." in page
    assert "Not co-produced, because" in page
    assert "The records are closed by law." in page
    assert "The budget (The council: It was voted.)" in page
    assert "own this project" in page


@pytest.mark.requirement("R022")
@pytest.mark.requirement("R052")
def test_members_read_first_names_in_order_and_what_is_closed_to_whom(client: Client) -> None:
    project, by = stage.project()
    [jean] = stage.bring(project, by)
    actions.restrict(by=by, project=project, what="The recordings", why="Asked.", now=NOON)
    client.force_login(jean.person)

    page = client.get(at("project:detail", project)).text
    names = [str(one) for one in queries.people(project)]

    assert ", ".join(names) in " ".join(page.split())
    assert "The recordings" in page
    assert "Coordinator" not in page


def test_a_phase_sends_nobody_to_a_page_that_is_closed_to_them(client: Client) -> None:
    project, by = stage.project()
    [jean] = stage.bring(project, by)
    making = at("opportunities:make", project)

    client.force_login(jean.person)
    for_jean = client.get(at("projects:phase", project, Phase.RECRUITMENT.value)).text
    client.force_login(by.person)
    for_staff = client.get(at("projects:phase", project, Phase.RECRUITMENT.value)).text

    assert making not in for_jean
    assert making in for_staff


def test_the_way_back_from_a_card_is_open_to_whoever_writes_on_it(client: Client) -> None:
    project, by = stage.project()
    [jean] = stage.bring(project, by)
    client.force_login(jean.person)

    page = client.get(at("projects:answer", project, "design", "main-questions")).text
    back = at("projects:phase", project, "design")

    assert back in page
    assert at("projects:set_up", project) not in page.replace(back, "")


@pytest.mark.requirement("R146")
def test_how_we_treat_each_other_stands_above_what_people_write(client: Client) -> None:
    project, by = stage.project()
    [jean] = stage.bring(project, by)
    propose(by=Hand.own(jean.person), project=project, text="One at a time.", now=NOON)
    outside = client.get(at("project:detail", project)).text
    client.force_login(jean.person)

    page = client.get(at("project:detail", project)).text

    assert "One at a time." not in outside
    assert page.index("How we treat each other") < page.index("Say something about this")
    assert "One at a time." in page
    assert at("agreements:agreement", project) in page


@pytest.mark.requirement("R288")
def test_anyone_finds_what_came_of_it_and_only_what_is_out(client: Client) -> None:
    project, by = stage.project()
    half, out = (
        Output.objects.create(
            programme=project.programme,
            project=project,
            kind=Kind.SUMMARY,
            title=title,
            summary="Buses stop too soon.",
            made_by=by.person,
            made_at=NOON,
        )
        for title in ("Half done", "Home by ten")
    )
    Output.objects.filter(pk=out.pk).update(
        standing=Standing.PUBLISHED, shared_at=NOON, published_at=NOON, published_by=by.person
    )

    page = client.get(at("project:detail", project)).text

    assert "Home by ten" in page
    assert reverse("dissemination:one", args=[project.programme.slug, out.pk]) in page
    assert half.title not in page


def test_advice_about_a_project_is_set_aside_with_a_reason_and_a_stop_is_not(
    client: Client,
) -> None:
    project, by = stage.project()
    [jean] = stage.bring(project, by)
    client.force_login(by.person)
    advice, stop = (at("projects:set_aside", project, key) for key in ("how-long", "timescale"))

    listed = client.get(at("projects:set_up", project)).text
    done = client.post(advice, {"reason": "It has no end."}, follow=True).text
    refused = client.post(stop, {"reason": "No"})

    assert advice in listed
    assert "about=timescales" in listed  # where the library is asked
    assert stop not in listed
    assert "You set this aside: It has no end." in done
    assert refused.status_code == 403
    with pytest.raises(NotAllowed, match="put right first"):
        actions.set_aside(by=by, project=project, check_key="timescale", reason="No", now=NOON)
    client.force_login(jean.person)
    assert client.post(advice, {"reason": "No"}).status_code == 403


@pytest.mark.requirement("R002")
def test_a_refused_level_is_said_on_the_form_and_nothing_typed_is_lost(client: Client) -> None:
    project, by = stage.project()
    client.force_login(by.person)
    said = {"level": "coproducing", "why": "We like the word.", "meetings_planned": "1"}

    page = client.post(at("projects:level", project, "design"), said)
    kept = client.post(
        at("projects:level", project, "design"), said | {"meetings_planned": "3"}, follow=True
    )

    assert "A single meeting is not co-producing" in page.text
    assert "We like the word." in page.text
    assert "Co-producing" in kept.text


@pytest.mark.parametrize("phase", ["nonsense", "design2"])
def test_a_phase_that_is_not_one_is_not_found(client: Client, phase: str) -> None:
    project, by = stage.project()
    client.force_login(by.person)

    assert client.get(at("projects:phase", project, phase)).status_code == 404
    answer = reverse("projects:answer", args=[project.programme.slug, project.pk, "design", "no"])
    assert client.get(answer).status_code == 404


def test_a_project_of_another_programme_is_not_there(client: Client) -> None:
    project, _by = stage.project()
    elsewhere = ProgrammeFactory.create()
    client.force_login(coordinator(elsewhere))

    for name in ("project:detail", "projects:set_up", "projects:people", "questions:of_project"):
        assert client.get(reverse(name, args=[elsewhere.slug, project.pk])).status_code == 404


def test_somebody_outside_reads_the_public_page_and_meets_a_kind_no_inside(client: Client) -> None:
    project, by = stage.project()
    client.force_login(member(project.programme))

    public = client.get(at("project:detail", project))
    inside = client.get(at("projects:people", project))

    assert "1 person is in it." in public.text
    assert by.person.first_name not in public.text
    assert inside.status_code == 403
    assert "Its public page is open to you." in inside.text


@pytest.mark.requirement("R077")
@pytest.mark.requirement("R079")
@pytest.mark.requirement("R080")
@pytest.mark.requirement("R081")
@pytest.mark.requirement("R082")
@pytest.mark.parametrize("phase", list(Phase))
def test_a_phase_page_says_both_names_and_leads_to_its_rooms(client: Client, phase: Phase) -> None:
    project, by = stage.project()
    client.force_login(by.person)

    page = client.get(at("projects:phase", project, phase.value)).text

    assert str(phase.label) in page
    assert phase.formal in page
    rooms = {
        Phase.COLLECTION: at("collection:register", project),
        Phase.ANALYSIS: at("analysis:project", project),
        Phase.DISSEMINATION: at("dissemination:project", project),
        Phase.EVALUATION: at("evaluation:project", project),
    }
    assert rooms.get(phase, at("projects:answer", project, phase, "nothing")[:20]) in page


def test_the_list_of_projects_costs_the_same_for_3_and_300(client: Client) -> None:
    project, _by = stage.project()
    stage.fill(project.programme, project.owner, 2)
    address = reverse("project:listing", args=[project.programme.slug])

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    few = cost()
    stage.fill(project.programme, project.owner, 297)
    assert cost() == few
