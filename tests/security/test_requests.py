"""What a request may not do, whoever sends it: every address of the house is asked."""

import re
from typing import Final
from uuid import UUID

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from alongside.foundation.people.models import Person
from alongside.throughout.feedback.queries import contributions
from alongside.throughout.library.forms import SuggestForm
from tests.factories import PersonFactory, ProgrammeFactory, coordinator
from tests.house.addresses import Address, addresses

from .signing_in import CONFIRM, code_in, is_in

pytestmark = pytest.mark.django_db
SEALLESS_ON_PURPOSE: Final = {"look"}  # nothing but the looks of one browser hangs on it
UNUSED: Final = ("TRACE", "OPTIONS", "PUT", "PATCH", "DELETE", "CONNECT", "PROPFIND")


@pytest.fixture(autouse=True)
def _no_counters_from_before() -> None:
    cache.clear()


def path_of(address: Address, slug: str) -> str:
    """Fill every gap with something of the right kind."""

    def fill(gap: re.Match[str]) -> str:
        kind, name = gap[1], gap[2]
        if name == "programme":
            return slug
        return {"uuid": str(UUID(int=1)), "int": "1"}.get(kind, "word")

    return re.sub(r"<(\w+):(\w+)>", fill, address.route)


def every() -> list[Address]:
    return [each for each in addresses() if "(?P" not in each.route]


def test_no_form_of_any_address_is_taken_without_our_seal() -> None:
    programme = ProgrammeFactory.create()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(coordinator(programme))

    taken = {
        each.name
        for each in every()
        if strict.post(path_of(each, programme.slug)).status_code not in {403, 405}
    }

    assert taken == SEALLESS_ON_PURPOSE


def test_a_seal_of_another_browser_does_not_fit() -> None:
    amina = PersonFactory.create()
    hers, thief = Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)
    for browser in (hers, thief):
        browser.force_login(amina)
    page = reverse("people:needs")
    hers.get(page)
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', thief.get(page).text)
    assert found is not None

    refused = hers.post(page, {"csrfmiddlewaretoken": found[1], "reads": "audio"})

    assert refused.status_code == 403


@pytest.mark.parametrize("method", UNUSED)
def test_no_address_answers_to_a_method_we_do_not_use(method: str) -> None:
    programme = ProgrammeFactory.create()
    client = Client()
    client.force_login(coordinator(programme))

    answers = {each.name: client.generic(method, path_of(each, programme.slug)) for each in every()}

    assert {answer.status_code for answer in answers.values()} == {405}
    assert len(answers) > 200


@pytest.mark.parametrize(
    "next_",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "http://testserver@evil.example/",
        "\thttps://evil.example",
    ],
)
def test_signing_in_leads_nowhere_but_here(client: Client, next_: str) -> None:
    client.get("/in/", {"next": next_})
    client.post("/in/", {"email": PersonFactory.create().email, "next": next_})
    code = code_in(mail.outbox[-1])

    answer = client.post(CONFIRM, {"code": code, "next": next_})

    assert is_in(client)
    assert re.fullmatch(r"/(?![/\\\\]).*", answer["Location"])
    assert "evil" not in answer["Location"]


def test_choosing_a_look_leads_back_to_our_own_pages_only(client: Client) -> None:
    there = client.post("/look/", {"theme": "dark"}, headers={"Referer": "https://evil.example/x"})

    assert there["Location"] == "/"


def test_a_forged_host_is_refused_everywhere(client: Client) -> None:
    for forged in ("evil.example", "testserver.evil.example", "testserver:80@evil.example", "*"):
        answer = Client(raise_request_exception=False, headers={"host": forged}).get("/in/")

        assert answer.status_code == 400
        assert "evil" not in answer.text
        assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_forged_forwarded_host_is_not_believed(client: Client) -> None:
    answer = client.get("/in/", headers={"X-Forwarded-Host": "evil.example"})

    assert answer.status_code == 200
    assert "evil.example" not in answer.text
    assert settings.USE_X_FORWARDED_HOST is False


def test_fields_a_form_does_not_ask_for_change_nothing(client: Client) -> None:
    amina, other = PersonFactory.create(), PersonFactory.create()
    client.force_login(amina)
    before: dict[str, object] = {**Person.objects.filter(pk=amina.pk).values().get()}

    for page in ("people:name", "people:needs", "people:being_told"):
        client.post(
            reverse(page),
            {
                "first_name": "Amina",
                "reads": "audio",
                "channel": "email",
                "how_often": "at_once",
                "language": "en-gb",
                "id": str(other.pk),
                "pk": str(other.pk),
                "person": str(other.pk),
                "code": "AAAAAA",
                "email": "evil@example.org",
                "is_operator": "true",
                "is_active": "",
                "password": "x",
                "joined_at": "2000-01-01",
            },
        )

    after: dict[str, object] = {**Person.objects.filter(pk=amina.pk).values().get()}
    guarded = ("id", "code", "email", "is_operator", "is_active", "password", "joined_at")
    assert after["first_name"] == "Amina"
    assert [after[name] for name in guarded] == [before[name] for name in guarded]
    assert Person.objects.get(pk=other.pk).first_name == other.first_name


def test_what_is_said_twice_in_one_form_is_one_thing(client: Client) -> None:
    amina = PersonFactory.create()
    client.force_login(amina)

    client.post(f"{reverse('people:name')}?first_name=Query", {"first_name": ["First", "Last"]})

    assert Person.objects.get(pk=amina.pk).first_name == "Last"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "vbscript:x"])
def test_a_link_people_suggest_cannot_run_anything(address: str) -> None:
    form = SuggestForm({"title": "x", "address": address})

    assert "address" in form.errors or str(form.cleaned_data["address"]).startswith("https://")


def test_a_forged_sender_does_not_get_round_the_limit_of_ideas(client: Client) -> None:
    programme = ProgrammeFactory.create()
    page = reverse("public:new_idea", args=[programme.slug])

    for number in range(12):
        forged = {"X-Forwarded-For": f"198.51.100.{number}", "Forwarded": f"for=192.0.2.{number}"}
        client.post(page, {"text": f"A bench, {number}"}, headers=forged)

    assert contributions(programme).count() == 10


def test_a_limit_keeps_no_address_of_anybody(client: Client) -> None:
    programme = ProgrammeFactory.create()
    kept: dict[str, object] = getattr(cache, "_cache", {})

    client.post(reverse("public:new_idea", args=[programme.slug]), {"text": "A bench"})

    assert any("limit.offer" in key for key in kept)
    assert not [key for key in kept if "127.0.0.1" in key]
