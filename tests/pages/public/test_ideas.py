import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from alongside.foundation.programmes.models import Programme
from alongside.pages.public import queries
from alongside.throughout.feedback.models import Contribution
from tests.factories import ProgrammeFactory, coordinator, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Programme:
    cache.clear()
    return ProgrammeFactory.create(slug="marram-bay")


def at(name: str, town: Programme) -> str:
    return reverse(f"public:{name}", args=[town.slug])


def ideas(town: Programme) -> int:
    return Contribution.objects.within(town).count()


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ({"text": ""}, "Please fill this in."),
        ({"text": "x" * 10_000}, "Nothing you wrote is lost"),
        ({"text": "Buses", "name": "n" * 10_000}, "This is too long"),
        ({"text": "Buses", "way": "phone"}, "Write your number or address"),
        ({"text": "Buses", "way": "pigeon"}, "Choose one of these."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    client: Client, town: Programme, said: dict[str, str], complaint: str
) -> None:
    page = client.post(at("new_idea", town), said)

    assert complaint in page.text
    assert said["text"] in page.text
    assert ideas(town) == 0


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "🚌 после работы", "لماذا لا يوجد باص", "a\u0301"]
)
def test_any_language_is_kept_and_nothing_is_run(
    client: Client, town: Programme, text: str
) -> None:
    page = client.post(at("new_idea", town), {"text": text, "name": text[:80]}, follow=True)

    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert ideas(town) == 1


def test_too_many_from_one_place_are_asked_to_wait_and_told_another_way(
    client: Client, town: Programme
) -> None:
    for _ in range(10):
        client.post(at("new_idea", town), {"text": "Buses"})
    page = client.post(at("new_idea", town), {"text": "One more"})

    assert "or ring us" in page.text
    assert "One more" in page.text
    assert ideas(town) == 10


def test_a_wrong_code_is_said_kindly_and_guessing_is_slowed(
    client: Client, town: Programme
) -> None:
    pages = [client.post(at("find", town), {"code": f"BBBBB{n % 9}"}) for n in range(21)]

    assert "We do not know this code" in pages[0].text
    assert "or ring us" in pages[-1].text


def test_a_code_of_another_town_opens_nothing(client: Client, town: Programme) -> None:
    other = ProgrammeFactory.create()
    client.post(at("new_idea", other), {"text": "Elsewhere"})
    [idea] = Contribution.objects.within(other)

    page = Client().post(at("find", town), {"code": idea.code})

    assert "We do not know this code" in page.text
    assert queries.offered(town, pk=idea.pk) is None


@pytest.mark.parametrize("name", ["thanks", "yours"])
def test_without_the_code_nobody_sees_an_idea(client: Client, town: Programme, name: str) -> None:
    assert client.get(at(name, town)).headers["Location"] == at("find", town)


def test_a_question_is_asked_without_an_account_and_kept_from_others(
    client: Client, town: Programme
) -> None:
    lead = coordinator(town)

    client.post(at("ask", town), {"text": "May I bring my dog?", "private": "on"})

    [said] = Contribution.objects.within(town)
    assert said.private
    assert said.owed_by == lead


def test_the_front_page_takes_people_home(client: Client, town: Programme) -> None:
    one = client.get("/")
    ProgrammeFactory.create(place="Gull Point")
    several = client.get("/")
    client.force_login(member(town))
    mine = client.get("/")

    assert one.headers["Location"] == at("home", town)
    assert "Gull Point" in several.text
    assert mine.headers["Location"] == reverse("week:week")
