"""Run by pretalx' own Python, in its own environment.

`fill N` makes an event with N sessions by its models; `queries` says how often each of its two
pages asks the database.
"""

import datetime as dt
import json
import os
import sys
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pretalx.settings")

import django

django.setup()

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now
from django_scopes import scope, scopes_disabled
from pretalx.event.models import Event
from pretalx.event.utils import create_organiser_with_team
from pretalx.person.models import SpeakerProfile, User
from pretalx.schedule.models import Room
from pretalx.submission.models import Submission

SLUG = "bench"
PAGES = {"sessions": f"/{SLUG}/featured/", "schedule": f"/{SLUG}/schedule/nojs"}


def fill(wanted: int) -> None:
    owner = User.objects.create_user(name="Bea", email="bea@example.org")
    organiser, team = create_organiser_with_team(name="Bench", slug="benchorg", users=[owner])
    with scopes_disabled():
        event = Event.objects.create(
            name="Bench", slug=SLUG, organiser=organiser, is_public=True, locale="en",
            date_from=now().date(), date_to=now().date() + dt.timedelta(days=2),
            timezone="Europe/London", email="bea@example.org", locale_array="en",
        )  # fmt: skip
    with scope(event=event):
        event.build_initial_data()
        team.limit_events.add(event)
        event.feature_flags["show_featured"] = "always"
        event.save()
        rooms = [Room.objects.create(event=event, name=f"Room {n}", position=n) for n in range(4)]
        for number in range(wanted):
            _session(event, rooms, number)
        event.release_schedule(name="1", user=owner)


def _session(event: Any, rooms: list[Any], number: int) -> None:  # Any: pretalx' own
    speaker = User.objects.create_user(name=f"Huw {number}", email=f"huw{number}@example.org")
    SpeakerProfile.objects.create(user=speaker, event=event, biography="Lives here.")
    one = Submission.objects.create(
        event=event, title=f"Walk round the buses {number}", content_locale="en",
        submission_type=event.cfp.default_type, is_featured=True,
        abstract="To see with you what is hard there, and what helps.",
        description="Walk with two others, and say what you see.",
    )  # fmt: skip
    one.speakers.add(speaker)
    one.accept()
    one.confirm()
    slot = one.slots.first()
    slot.room = rooms[number % len(rooms)]
    slot.start = event.datetime_from + dt.timedelta(hours=9, minutes=30 * (number // len(rooms)))
    slot.end = slot.start + dt.timedelta(minutes=30)
    slot.save()


def queries() -> dict[str, int]:
    client = Client(headers={"accept": "text/html", "host": os.environ["BENCH_HOST"]})
    found = {}
    for name, path in PAGES.items():
        for _ in range(2):
            answer = client.get(path)
            assert answer.status_code == 200, f"{path}: {answer.status_code}"
        with CaptureQueriesContext(connection) as asked:
            client.get(path)
        found[name] = len(asked)
    return found


if __name__ == "__main__":
    if sys.argv[1] == "fill":
        fill(int(sys.argv[2]))
        print(json.dumps(PAGES))
    else:
        print(json.dumps(queries()))
