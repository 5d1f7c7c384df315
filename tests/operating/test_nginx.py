"""The guide's nginx.conf, tried: a page over TLS, and nothing believed that a visitor says."""

import json
import re
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.hostile.house import HERE, ROOT, House, running

from .proxy import NAME, NGINX, Front, asked, in_front, looked_over, written

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("nginx"),
    pytest.mark.skipif(NGINX is None, reason="because nginx is not installed"),
]
SETTINGS = {
    "ALONGSIDE_HTTPS": "true",
    "ALONGSIDE_PROXY": "127.0.0.1",
    "ALONGSIDE_HOSTS": f"{NAME},127.0.0.1",
    "ALONGSIDE_ADDRESS": f"https://{NAME}",
}
FORGED = {
    "X-Forwarded-For": "203.0.113.9",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "http",
    "X-Forwarded-Port": "1",
    "Forwarded": "for=203.0.113.9;proto=http;host=evil.example",
}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with running(tmp_path_factory.mktemp("behind"), **SETTINGS) as found:
        yield found


@pytest.fixture(scope="module")
def front(house: House, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    with in_front(tmp_path_factory.mktemp("nginx"), house=house.port) as found:
        yield found


def test_nginx_finds_nothing_wrong_with_the_file(tmp_path: Path) -> None:
    found = looked_over(written(tmp_path, house=8000, plain=8001, sealed=8002))

    assert found.returncode == 0, found.stderr
    assert "warn" not in found.stderr


def test_a_page_comes_over_tls_sealed_for_a_year(front: Front) -> None:
    answer = front.ask("/in/")

    assert answer.status == 200
    assert "</html>" in answer.text
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    cookies = answer.headers.get_all("Set-Cookie") or []
    assert cookies
    assert all("Secure" in cookie for cookie in cookies)


def test_who_comes_without_tls_is_sent_to_the_right_door(front: Front) -> None:
    answer = front.ask_plainly("/marram-bay/?q=1")

    assert answer.status == 301
    assert answer.headers["Location"] == f"https://{NAME}/marram-bay/?q=1"


def test_what_a_visitor_says_of_where_they_come_from_is_thrown_away(front: Front) -> None:
    answer = front.ask("/in/", FORGED)

    assert answer.status == 200  # not sent to https again, and not to another host
    assert "evil.example" not in answer.text


def test_limits_count_real_addresses_and_no_forged_ones(front: Front) -> None:
    said = [_ask_for_a_code(front, number, of=HERE) for number in range(24)]

    assert said[0] == 302
    assert said[-1] != 302  # one address asked too often, whatever it said of itself
    assert _ask_for_a_code(front, 99, of="127.0.0.2") == 302  # its neighbour did not


def _ask_for_a_code(front: Front, number: int, *, of: str) -> int:
    forged = {"X-Forwarded-For": f"203.0.113.{number}"}
    page = front.ask("/in/", forged, of=of)
    seal = re.search(r"[\w-]*csrftoken=[^;]+", str(page.headers["Set-Cookie"]))
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
    assert seal
    assert token
    answer = front.ask(
        "/in/",
        forged
        | {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": seal[0],
            "Referer": f"https://{NAME}/in/",
        },
        method="POST",
        of=of,
        body=f"csrfmiddlewaretoken={token[1]}&email=n{number}@example.org".encode(),
    )
    return answer.status


def test_an_upload_that_is_too_large_gets_a_page_in_plain_words(front: Front) -> None:
    answer = front.ask(
        "/in/", {"Content-Length": "50000000", "Expect": "100-continue"}, method="POST"
    )

    assert answer.status == 413
    assert "That is too big for us" in answer.text


def test_what_browsers_fetch_is_kept_for_long(front: Front) -> None:
    kept = json.loads((ROOT / "src/alongside/assets/staticfiles.json").read_text(encoding="utf-8"))
    name = next(name for name in kept["paths"].values() if name.startswith("alongside/"))

    answer = front.ask(f"/static/{name}")

    assert answer.status == 200
    assert "immutable" in answer.headers["Cache-Control"]


def test_pages_come_compressed_by_the_house_and_not_once_more(front: Front) -> None:
    answer = front.ask("/marram-bay/", {"Accept-Encoding": "gzip", "Sec-Fetch-Site": "none"})

    assert answer.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in answer.headers["Vary"]


@pytest.mark.parametrize("door", ["/healthz", "/readyz"])
def test_machines_that_watch_ask_here_or_at_the_house_itself(
    front: Front, house: House, door: str
) -> None:
    past_nginx = asked(HTTPConnection(HERE, house.port, timeout=30), door, {"Host": HERE})

    assert front.ask(door).status in {200, 503}
    assert past_nginx.status in {200, 503}


def test_a_house_that_is_away_is_said_in_plain_words(tmp_path: Path) -> None:
    with in_front(tmp_path, house=1) as front:
        answer = front.ask("/")

    assert answer.status == 503
    assert answer.headers["Retry-After"] == "60"
    assert "We are away for a moment" in answer.text


def test_without_the_setting_the_house_believes_nobody(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    bare = SETTINGS | {"ALONGSIDE_PROXY": ""}
    with (
        running(tmp_path_factory.mktemp("alone"), **bare) as house,
        in_front(tmp_path_factory.mktemp("front"), house=house.port) as front,
    ):
        answer = front.ask("/in/")

    assert answer.status == 301  # it does not know that the way was sealed
