"""What every kind of answer says about safety, with the product's own settings under HTTPS."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import alongside

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parent.parent.parent
VISIT = Path(__file__).parent / "https_visit.py"
PAGES = (
    "page",
    "first page of a visit",
    "nothing there",
    "wrong way",
    "strange host",
    "too many boxes",
    "ask",
    "about me",
)
OTHERS = ("sheet", "static", "machine", "security.txt", "file", "door")
COOKIES = {
    "__Host-session",
    "__Host-csrftoken",
    "__Host-look",
    "__Host-language",
    "__Host-offer",
    "__Host-kept",
}


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    home = tmp_path_factory.mktemp("https")
    given = {
        "ALONGSIDE_HOME": str(home),
        "ALONGSIDE_SECRET_KEY": "only for this visit, and long enough for every check",
        "ALONGSIDE_HTTPS": "true",
        "ALONGSIDE_HOSTS": "house.example",
        "ALONGSIDE_ADDRESS": "https://house.example",
        "ALONGSIDE_SECURITY_CONTACT": "safe@house.example, https://house.example/tell",
        "DJANGO_SETTINGS_MODULE": "alongside.config.settings",
        "PYTHONPATH": str(Path(alongside.__file__).parent.parent),
        "PATH": os.environ["PATH"],
    }
    (home / "keys").mkdir(mode=0o700)
    done = subprocess.run(  # noqa: S603 -- ourselves
        [sys.executable, VISIT], env=given, cwd=home, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_the_visit_met_what_it_was_to_meet(seen: dict[str, Any]) -> None:
    met = {name: answer["status"] for name, answer in seen.items()}

    assert met == {
        "page": 200,
        "first page of a visit": 200,
        "nothing there": 404,
        "wrong way": 405,
        "strange host": 400,
        "too many boxes": 413,
        "sheet": 200,
        "static": 200,
        "machine": 200,
        "security.txt": 200,
        "door": 302,
        "plain page": 301,
        "plain machine": 200,
        "chosen look": 302,
        "chosen language": 302,
        "ask": 200,
        "offer": 302,
        "asked": 302,
        "signed in": 302,
        "about me": 200,
        "file": 200,
        "signed out": 302,
        "kept": 302,
    }


@pytest.mark.parametrize("name", [*PAGES, *OTHERS])
def test_every_answer_keeps_to_https_is_not_guessed_at_nor_framed(
    seen: dict[str, Any], name: str
) -> None:
    head = seen[name]["head"]

    assert head["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert head["X-Content-Type-Options"] == "nosniff"
    assert head["Referrer-Policy"] == "same-origin"
    assert head["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "default-src 'none'" in head["Content-Security-Policy"]
    assert "unsafe" not in head["Content-Security-Policy"]
    if name != "file":  # sandboxed altogether
        assert "frame-ancestors 'none'" in head["Content-Security-Policy"]
        assert "base-uri 'none'" in head["Content-Security-Policy"]
    assert not {"Server", "X-Powered-By", "Access-Control-Allow-Origin"} & set(head)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_runs_no_script_but_ours(seen: dict[str, Any], name: str) -> None:
    policy = seen[name]["head"]["Content-Security-Policy"]

    assert "script-src 'self'" in policy
    assert "require-trusted-types-for 'script'" in policy
    assert "trusted-types 'none'" in policy
    assert "form-action 'self'" in policy
    assert seen[name]["head"]["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("name", OTHERS[:-1])
def test_what_is_no_page_is_read_by_our_own_pages_only(seen: dict[str, Any], name: str) -> None:
    assert seen[name]["head"]["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_page_that_shows_what_was_sealed_is_kept_by_no_browser(seen: dict[str, Any]) -> None:
    assert "01632 1" in seen["about me"]["body"]
    for name in ("about me", "file"):
        assert seen[name]["head"]["Cache-Control"] == "private, no-store"
    for name in ("ask", "machine"):
        assert "no-store" in seen[name]["head"]["Cache-Control"]
    assert seen["page"]["head"]["Cache-Control"] == "private, no-cache"


def test_signing_out_makes_the_browser_forget_what_it_kept(seen: dict[str, Any]) -> None:
    assert seen["signed out"]["head"]["Clear-Site-Data"] == '"cache"'
    assert "Clear-Site-Data" not in seen["page"]["head"]


def test_every_cookie_is_for_this_host_alone_and_for_no_script(seen: dict[str, Any]) -> None:
    cookies = [pair for answer in seen.values() for pair in answer["cookies"].items()]

    assert {name for name, _kept in cookies} == COOKIES
    for _name, kept in cookies:
        if kept["value"]:  # otherwise it is being taken away
            assert (kept["secure"], kept["httponly"], kept["samesite"]) == (True, True, "Lax")
            assert kept["path"] == "/"
            assert "domain" not in kept


def test_a_person_is_led_to_https_and_a_machine_is_answered(seen: dict[str, Any]) -> None:
    assert seen["plain page"]["head"]["Location"] == "https://house.example/bay/"
    assert seen["plain machine"]["status"] == 200


def test_a_strange_host_is_refused_and_not_repeated(seen: dict[str, Any]) -> None:
    assert "evil.example" not in json.dumps(seen["strange host"])
    assert "We could not read that" in seen["strange host"]["body"]


def test_whoever_finds_a_weakness_reads_whom_to_tell(seen: dict[str, Any]) -> None:
    told = seen["security.txt"]
    lines = dict(line.split(": ", 1) for line in reversed(told["body"].splitlines()))
    until = datetime.strptime(lines["Expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)

    assert told["head"]["Content-Type"] == "text/plain; charset=utf-8"
    assert "Contact: mailto:safe@house.example\n" in told["body"]
    assert "Contact: https://house.example/tell\n" in told["body"]
    assert timedelta(days=30) < until - datetime.now(UTC) < timedelta(days=365)
    assert lines["Preferred-Languages"] == "en"
    assert lines["Canonical"] == "https://house.example/.well-known/security.txt"
