import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import alongside
from alongside.foundation.notices.models import Notice
from alongside.foundation.people.models import Hand, Person
from alongside.foundation.people.states import Role
from alongside.foundation.programmes.models import Programme
from alongside.foundation.projects.phases import Phase
from alongside.throughout.feedback import queries as feedback
from alongside.throughout.library import actions, queries, rules
from alongside.throughout.library.models import Resource
from alongside.throughout.library.states import Form, Found, Standing
from alongside.toolbox.verdicts import NotAllowed
from tests.factories import NOON, ProgrammeFactory, member

pytestmark = pytest.mark.django_db
HOUSE = Path(alongside.__file__).parent


@pytest.fixture(autouse=True)
def _nobody_has_knocked() -> None:
    cache.clear()


@pytest.fixture
def programme() -> Programme:
    return ProgrammeFactory.create()


@pytest.fixture
def farah(programme: Programme) -> Person:
    return member(programme, Role.FACILITATOR, person__first_name="Farah")


@pytest.fixture
def jean(programme: Programme, farah: Person) -> Person:
    return member(programme, person__first_name="Jean")


def page(name: str, programme: Programme, *more: Any) -> str:
    return reverse(f"library:{name}", args=[programme.slug, *more])


def suggest(programme: Programme, by: Person | None = None, **more: Any) -> Resource:
    given: dict[str, Any] = {"title": "Bus diary", "summary": "Write down each ride.", "now": NOON}
    hand = Hand.own(by) if by else None
    return actions.suggest(by=hand, programme=programme, **(given | more))


def take_in(by: Person, resource: Resource) -> None:
    actions.take_in(
        by=Hand.own(by),
        resource=resource,
        summary="A diary for rides.",
        topic="diaries",
        phases=[Phase.COLLECTION],
        audiences=["taking_part"],
        form=Form.TOOL,
        easy_read=True,
        now=NOON,
    )


@pytest.mark.requirement("R326")
def test_every_library_begins_with_what_the_field_knows_and_only_once(programme: Programme) -> None:
    first, again = actions.seed(programme, NOON), actions.seed(programme, NOON)

    assert (first, again) == (211, 0)
    assert queries.listed(programme).count() == 211


@pytest.mark.requirement("R326")
@pytest.mark.parametrize(
    ("asked", "finds", "leaves"),
    [
        ({"words": "GRIPP2"}, "GRIPP2 reporting checklists", "Miro"),
        ({"words": "power  cube"}, "Powercube", "Miro"),
        ({"tags": ["recruitment"]}, "ODI stakeholder analysis", "GRIPP2"),
        ({"tags": ["platform"]}, "Miro", "Powercube"),
        ({"tags": ["taking_part"]}, "Learning for Involvement", "ODI stakeholder analysis"),
        ({"easy_read": True}, "Doing research together", "Miro"),
        ({"words": "payment", "tags": ["design", "guide"]}, "INVOLVE resourcing guidance", "Miro"),
    ],
)
def test_one_box_and_three_lists_find_it(
    programme: Programme, asked: dict[str, Any], finds: str, leaves: str
) -> None:
    actions.seed(programme, NOON)

    titles = " | ".join(row.title for row in queries.search(programme, **asked))

    assert finds in titles
    assert leaves not in titles


def library_words() -> set[str]:
    """Every word by which a check of any room looks into the library."""
    found = set()
    for path in HOUSE.rglob("data/checks.toml"):
        words = tomllib.loads(path.read_text(encoding="utf-8"))
        found |= {entry["library"] for entry in words.values() if entry.get("library")}
    return found


@pytest.mark.requirement("R331")
def test_every_check_and_every_phase_leads_to_something_that_fits(programme: Programme) -> None:
    actions.seed(programme, NOON)
    fallback = {row.pk for row in queries.about(programme, "no such thing at all")}

    for topic in [*library_words(), *Phase.values, *queries.topics()]:
        found = queries.for_topic(programme, topic, limit=3)
        assert found, topic
        assert len(found) <= 3
        whole = {row.pk for row in queries.about(programme, topic)}
        assert whole != fallback, f"nothing in the library fits the topic {topic}: see topics.toml"


@pytest.mark.requirement("R328")
def test_somebody_without_an_account_suggests_a_member_takes_it_in_and_they_are_told(
    client: Client, programme: Programme, farah: Person, jean: Person
) -> None:
    client.post(
        page("suggest", programme),
        {"title": "Bus diary", "summary": "Write it down.", "contact": "01632 960 001"},
    )
    resource = Resource.objects.within(programme).get()
    hidden = client.get(page("one", programme, resource.pk)).status_code

    take_in(jean, resource)

    assert hidden == 404
    assert client.get(page("one", programme, resource.pk)).status_code == 200
    [told] = feedback.to_be_told(programme)
    assert told.what_changed == "It is in the library now."


def test_what_is_left_out_says_why_to_whoever_suggested_it(
    programme: Programme, farah: Person, jean: Person
) -> None:
    resource = suggest(programme, jean)

    actions.turn_down(by=Hand.own(farah), resource=resource, why="It costs a lot.", now=NOON)

    assert Notice.objects.within(programme).get(person=jean).words["why"] == "It costs a lot."
    assert not queries.listed(programme).exists()


@pytest.mark.parametrize("why", ["", "  "])
def test_leaving_out_needs_a_reason(programme: Programme, farah: Person, why: str) -> None:
    resource = suggest(programme)

    with pytest.raises(NotAllowed, match="Say why"):
        actions.turn_down(by=Hand.own(farah), resource=resource, why=why, now=NOON)


def test_nobody_decides_about_their_own_nor_twice_nor_from_elsewhere(
    programme: Programme, farah: Person, jean: Person
) -> None:
    resource = suggest(programme, jean)
    stranger = member(ProgrammeFactory.create())

    assert rules.may_decide(jean, resource).reason.startswith("You suggested this.")
    assert rules.may_decide(stranger, resource).reason.startswith("Members of the programme")
    take_in(farah, resource)
    with pytest.raises(NotAllowed, match="decided this already"):
        take_in(farah, resource)


def test_the_same_title_twice_is_said_kindly(
    client: Client, programme: Programme, farah: Person
) -> None:
    actions.seed(programme, NOON)

    answer = client.post(page("suggest", programme), {"title": "miro", "summary": "A board."})

    assert "This is in the library already" in answer.text


def test_many_suggestions_from_one_machine_are_stopped(
    client: Client, programme: Programme
) -> None:
    given = [
        client.post(page("suggest", programme), {"title": f"Thing {n}", "summary": "It helps."})
        for n in range(11)
    ]

    assert [answer.status_code for answer in given] == [302] * 10 + [200]
    assert "A lot came from this place just now." in given[-1].text
    assert 'value="Thing 10"' in given[-1].text


@pytest.mark.parametrize(
    ("found", "standing", "address"),
    [
        (Found.WORKS, Standing.LISTED, "https://miro.com/"),
        (Found.NEW_PLACE, Standing.LISTED, "https://example.org/new"),
        (Found.MOVED, Standing.MOVED, "https://miro.com/"),
        (Found.GONE, Standing.DEAD, "https://miro.com/"),
    ],
)
def test_a_member_says_whether_the_link_works(  # noqa: PLR0917 -- fixtures and parameters
    client: Client, programme: Programme, jean: Person, found: str, standing: str, address: str
) -> None:
    actions.seed(programme, NOON)
    miro = Resource.objects.within(programme).get(title="Miro")
    client.force_login(jean)
    given = {"found": found, "address": address if found == Found.NEW_PLACE else ""}

    client.post(page("found", programme, miro.pk), given)

    miro.refresh_from_db()
    assert (miro.standing, miro.address) == (standing, address)
    assert miro.last_checked_on is not None


def test_a_new_place_needs_its_address(client: Client, programme: Programme, jean: Person) -> None:
    actions.seed(programme, NOON)
    miro = Resource.objects.within(programme).get(title="Miro")
    client.force_login(jean)

    answer = client.post(page("found", programme, miro.pk), {"found": Found.NEW_PLACE})

    assert "Write the new address." in answer.text


@pytest.mark.requirement("R007")
def test_the_levels_page_sets_co_production_beside_other_ways_with_what_is_hard(
    client: Client, programme: Programme
) -> None:
    shown = client.get(page("levels", programme)).text

    for word in ("Told", "Asked", "Working with", "Co-producing", "Community-led"):
        assert word in shown
    for way in ("Consultation", "A focus group", "Co-design", "Co-production"):
        assert f'<th scope="row">{way}</th>' in shown
    assert "One meeting is not co-production, however good it was." in shown
    assert "It is slow, and it costs. It does not suit everything." in shown


SAYS_HOW_SHARED = ("level_steps", "components/level.html", "components/path.html")
LEADS_ON = ("public/home.html", "project/cards.html")  # cards: each leads to the page that explains


@pytest.mark.requirement("R007")
def test_wherever_a_page_says_how_shared_something_is_it_leads_to_what_that_means() -> None:
    silent = [
        str(path.relative_to(HOUSE))
        for path in HOUSE.rglob("templates/**/*.html")
        if "toolbox" not in path.parts and not str(path).endswith(LEADS_ON)
        for source in [path.read_text(encoding="utf-8")]
        if any(word in source for word in SAYS_HOW_SHARED)
        and "library:levels" not in source
        and path.name != "levels.html"
    ]

    assert silent == []


@pytest.mark.requirement("R331")
def test_a_topic_in_the_address_shows_what_helps(
    client: Client, programme: Programme, jean: Person
) -> None:
    actions.seed(programme, NOON)

    shown = client.get(page("listing", programme), {"about": "ethics"}).text

    assert "Help with ethics" in shown
    assert "The ethics of survivor research" in shown


@pytest.mark.requirement("R326")
def test_the_library_is_open_to_all_says_it_is_no_endorsement_and_goes_on(
    client: Client, programme: Programme
) -> None:
    actions.seed(programme, NOON)

    first = client.get(page("listing", programme))
    second = client.get(page("listing", programme), {"from": "20"})
    odd = client.get(page("listing", programme), {"from": "x", "phase": "moon", "words": "🚌"})

    assert "Being here does not mean that we agree with it" in first.text
    assert "211 things" in first.text
    assert "?from=20" in first.text
    assert first.text.count('<li class="card') == second.text.count('<li class="card') == 20
    assert odd.status_code == 200


def test_nothing_found_says_what_to_do(client: Client, programme: Programme) -> None:
    shown = client.get(page("listing", programme), {"words": "zebra"}).text

    assert "We found nothing like that. Try fewer words." in shown


@pytest.mark.parametrize("name", ["take_in", "turn_down", "one"])
def test_a_resource_of_another_programme_is_not_there(
    client: Client, programme: Programme, farah: Person, name: str
) -> None:
    theirs = suggest(ProgrammeFactory.create())
    client.force_login(farah)

    assert client.get(page(name, programme, theirs.pk)).status_code == 404


def test_members_decide_on_pages(
    client: Client, programme: Programme, farah: Person, jean: Person
) -> None:
    diary, map_ = suggest(programme, farah), suggest(programme, farah, title="Bus map")
    client.force_login(jean)
    waits = client.get(page("suggested", programme)).text

    client.post(
        page("take_in", programme, diary.pk),
        {"summary": "A diary.", "topic": "diaries", "phases": ["collection"], "form": "tool"}
        | {"audiences": ["taking_part"]},
    )
    client.post(page("turn_down", programme, map_.pk), {"why": "It is of another town."})
    empty = client.post(page("turn_down", programme, map_.pk), {"why": ""})

    diary.refresh_from_db()
    map_.refresh_from_db()
    assert "Bus diary" in waits
    assert (diary.standing, map_.standing) == (Standing.LISTED, Standing.DECLINED)
    assert empty.status_code == 200
    assert list(queries.search(programme, words="diary", tags=["tool"])) == [diary]


def test_the_list_costs_the_same_however_long(
    client: Client, programme: Programme, farah: Person, jean: Person
) -> None:
    costs = []
    for start, count in ((0, 3), (3, 27)):
        for number in range(start, start + count):
            take_in(jean, suggest(programme, farah, title=f"Thing {number}"))
        with CaptureQueriesContext(connection) as asked:
            client.get(page("listing", programme))
        costs.append(len(asked))

    assert costs[0] == costs[1] <= 12
