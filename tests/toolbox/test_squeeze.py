"""Pages are sent small, but secrets are not squeezed beside a stranger's words."""

import gzip
from collections.abc import Callable

import brotli  # type: ignore[import-untyped]  # -- it ships no types
import pytest
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.test import RequestFactory

from alongside.toolbox.sheet import STYLE
from alongside.toolbox.squeeze import Squeeze

PAGE = "<p>Hello Amina, hello Harold.</p>" * 60


def page(_request: HttpRequest) -> HttpResponseBase:
    return HttpResponse(PAGE)


def ask(path: str = "/", **headers: str) -> HttpResponse:
    request = RequestFactory().get(path, headers=headers)
    if "cookie" in headers:
        request.COOKIES["session"] = "secret"
    answer = Squeeze(page)(request)
    assert isinstance(answer, HttpResponse)
    return answer


@pytest.mark.parametrize(
    ("offer", "coding", "unpack"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("br;q=0, gzip;q=0.5", "gzip", gzip.decompress),
    ],
)
def test_a_page_is_squeezed_as_the_reader_can_take_it(
    offer: str, coding: str, unpack: Callable[[bytes], bytes]
) -> None:
    answer = ask(**{"accept-encoding": offer})

    assert answer["Content-Encoding"] == coding
    assert unpack(answer.content).decode() == PAGE
    assert "Accept-Encoding" in answer["Vary"]


def test_a_reader_who_asks_for_nothing_gets_it_plain() -> None:
    assert not ask().has_header("Content-Encoding")


def test_pages_differ_by_where_the_reader_comes_from_and_the_cookie() -> None:
    assert {"Sec-Fetch-Site", "Cookie"} <= set(ask()["Vary"].split(", "))


def test_pages_are_kept_by_nobody_on_the_way_and_ask_for_no_devices() -> None:
    assert ask()["Cache-Control"] == "private, no-cache"
    assert "camera=()" in ask()["Permissions-Policy"]


@pytest.mark.parametrize("site", ["cross-site", "same-site", ""])
def test_words_of_another_site_are_not_squeezed_beside_secrets(site: str) -> None:
    headers = {"accept-encoding": "br", "cookie": "session=secret", "sec-fetch-site": site}

    assert not ask("/?q=guess", **headers).has_header("Content-Encoding")
    assert ask("/", **headers).has_header("Content-Encoding")
    assert (
        ask("/?q=guess", **headers | {"sec-fetch-site": "same-origin"})["Content-Encoding"] == "br"
    )


def test_files_pass_untouched() -> None:
    def a_file(_request: HttpRequest) -> HttpResponseBase:
        return FileResponse(iter([b"x" * 1000]), content_type="application/pdf")

    answer = Squeeze(a_file)(RequestFactory().get("/", headers={"accept-encoding": "br"}))

    assert not answer.has_header("Content-Encoding")


@pytest.mark.parametrize("offer", ["br", "gzip", ""])
def test_the_stylesheet_comes_from_memory_and_may_be_kept_for_ever(offer: str) -> None:
    answer = ask(STYLE.address, **{"accept-encoding": offer})

    assert answer.status_code == 200
    assert "immutable" in answer["Cache-Control"]
    assert answer["Content-Type"].startswith("text/css")
    assert answer.get("Content-Encoding", "") == offer
