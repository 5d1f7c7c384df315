"""What machines that watch are told, and what an operator is told."""

import shutil
from datetime import timedelta
from typing import Any, NamedTuple

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils.timezone import now

from alongside.config import ready
from alongside.config.ready import FINE, STOP, THINK, answers
from alongside.toolbox import jobs, keys
from alongside.toolbox.models import Job

pytestmark = pytest.mark.django_db


class Usage(NamedTuple):
    total: int
    used: int
    free: int


def work(**more: object) -> Job:
    given = {"kind": "tried", "key": str(len(Job.objects.all())), "run_at": now()} | more
    return Job.objects.create(**given)


def said(kind: str) -> str:
    return " ".join(answer.says for answer in answers() if answer.kind == kind)


def test_a_house_that_answers_says_so(client: Client) -> None:
    answer = client.get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"answers": True})
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_house_in_order_is_ready(client: Client) -> None:
    work(done_at=now())
    keys.note("backup", now().isoformat())

    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == {"write": True, "work": True, "disk": True, "backup": True}


def test_a_house_where_nothing_is_written_any_more_sends_people_elsewhere(client: Client) -> None:
    work(done_at=now() - timedelta(minutes=6))

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["write"]) == (503, False)


def test_late_work_and_an_old_backup_are_said_and_send_nobody_away(client: Client) -> None:
    work(done_at=now())
    work(run_at=now() - timedelta(minutes=16))
    keys.note("backup", (now() - timedelta(hours=31)).isoformat())

    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert (answer.json()["work"], answer.json()["backup"]) == (False, False)


def test_a_full_disk_sends_people_elsewhere(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    work(done_at=now())
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: Usage(10**12, 10**12, 10**6))

    assert client.get("/readyz").json()["disk"] is False
    assert client.get("/readyz").status_code == 503
    assert "Make room" in said(STOP)


def test_a_database_that_does_not_answer_is_said(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise OperationalError("no route to it")

    monkeypatch.setattr(jobs, "newest", refuse)
    monkeypatch.setattr(ready, "waiting_migrations", refuse)

    assert client.get("/readyz").status_code == 503
    assert "The database does not answer: no route to it" in said(STOP)


def test_check_says_what_is_late_given_up_or_in_the_future() -> None:
    work(run_at=now() - timedelta(hours=3))
    work(given_up_at=now())
    keys.note("backup", (now() - timedelta(days=3)).isoformat())

    assert "waits since 3 hours" in said(STOP)
    assert "failed again and again: 1." in said(THINK)
    assert "The last backup is 3 days old." in said(THINK)

    work(done_at=now() + timedelta(days=1))

    assert "The clock of this machine is wrong" in said(STOP)


def test_check_says_when_all_is_well() -> None:
    keys.note("backup", now().isoformat())

    fine = said(FINE)

    assert "Later work is done on time." in fine
    assert "The last backup is 0 minutes old." in fine
    assert "The clock says" in fine


@pytest.mark.parametrize(
    ("contact", "kind", "says"),
    [
        ("", THINK, "Nobody is named whom to tell of a weakness"),
        ("safe@house.example", FINE, "can read whom to tell"),
        ("https://house.example/tell, tel:+44-1632-960144", FINE, "can read whom to tell"),
        ("http://house.example/tell", THINK, "holds http://house.example/tell"),
        ("ring Farah", THINK, "holds ring,"),
    ],
)
def test_check_says_whether_somebody_is_named_for_weaknesses(
    contact: str, kind: str, says: str, settings: Any
) -> None:
    settings.SECURITY_CONTACT = contact

    assert says in said(kind)


def test_a_house_that_names_nobody_says_so_on_a_page_of_ours(client: Client) -> None:
    answer = client.get("/.well-known/security.txt")

    assert answer.status_code == 404
    assert "Want to talk to someone?" in answer.text
