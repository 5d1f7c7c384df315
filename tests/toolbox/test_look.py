"""People choose how it looks, and the first page of a visit brings its style with it."""

import pytest
from django.test import Client, RequestFactory

from alongside.toolbox.look import choose, look_of
from alongside.toolbox.sheet import STYLE


@pytest.mark.parametrize("site", ["none", "cross-site"])
def test_the_first_page_of_a_visit_carries_its_style_inside(site: str) -> None:
    request = RequestFactory().get("/", headers={"sec-fetch-site": site})

    assert look_of(request).style == f"<style>{STYLE.text}</style>"


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "same-origin"}, {}])
def test_later_pages_and_old_browsers_link_to_it(headers: dict[str, str]) -> None:
    request = RequestFactory().get("/", headers=headers)

    assert look_of(request).style == f'<link rel="stylesheet" href="{STYLE.address}">'


@pytest.mark.parametrize(
    ("cookie", "theme", "size"),
    [("dark.xl", "dark", "xl"), (".l", "", "l"), ("light.", "light", ""), ('"><b>.x', "", "")],
)
def test_only_looks_we_know_are_taken_from_the_cookie(cookie: str, theme: str, size: str) -> None:
    request = RequestFactory().get("/")
    request.COOKIES["look"] = cookie

    assert (look_of(request).theme, look_of(request).size) == (theme, size)


def test_a_choice_is_kept_and_leads_back_to_the_page() -> None:
    request = RequestFactory().post(
        "/look/", {"theme": "dark", "size": "l"}, headers={"referer": "http://testserver/a/?b=c"}
    )

    answer = choose(request)

    assert answer["Location"] == "http://testserver/a/?b=c"
    assert answer.cookies["look"].value == "dark.l"
    assert answer.cookies["look"]["httponly"]


@pytest.mark.parametrize("referer", ["https://elsewhere.example/", "", "javascript:alert(1)"])
def test_it_never_leads_to_another_site(referer: str) -> None:
    request = RequestFactory().post("/look/", {"theme": "dark"}, headers={"referer": referer})

    assert choose(request)["Location"] == "/"


def test_a_language_we_do_not_speak_is_not_kept() -> None:
    request = RequestFactory().post("/look/", {"language": "xx"})

    assert "language" not in choose(request).cookies


def test_a_language_is_kept() -> None:
    request = RequestFactory().post("/look/", {"language": "cy"})

    assert choose(request).cookies["language"].value == "cy"


@pytest.mark.django_db
def test_the_page_to_choose_on_needs_no_account() -> None:
    answer = Client().get("/look/")

    assert answer.status_code == 200
    assert "As my device has it" in answer.content.decode()
