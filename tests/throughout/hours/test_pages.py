"""The weekly tracker: to read, to print, to fill in and to agree."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from alongside.foundation.people.models import Hand, Person
from alongside.foundation.programmes.models import Programme
from alongside.throughout.hours import actions, queries
from alongside.throughout.hours.models import HoursMove
from alongside.toolbox.ids import uuid7
from alongside.toolbox.references import Reference
from tests.factories import ProgrammeFactory, facilitator, member

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def programme() -> Programme:
    home: Programme = ProgrammeFactory.create()
    return home


def book(
    person: Person, programme: Programme, words: str, minutes: int, weeks: int = 0
) -> Reference:
    about = Reference("opportunities.opportunity", uuid7(), words)
    actions.book(
        by=Hand.own(person),
        person=person,
        programme=programme,
        about=about,
        minutes=minutes,
        day=localdate() + timedelta(weeks=weeks),
        now=now(),
    )
    return about


def page(client: Client, name: str, programme: Programme, *more: str) -> str:
    return client.get(reverse(f"hours:{name}", args=[programme.slug, *more])).text


@pytest.mark.requirement("R118")
def test_weeks_behind_and_ahead_against_the_hours_agreed(
    client: Client, programme: Programme
) -> None:
    amina = member(programme)
    book(amina, programme, "Survey workshop", 180)
    book(amina, programme, "Last week's reading", 60, weeks=-1)
    book(amina, programme, "A long day", 480, weeks=1)
    client.force_login(amina, backend=BACKEND)

    found = page(client, "weeks", programme)

    assert "Agreed: 7 hours. Booked: 3 hours." in found
    assert "6 hours left" in found
    assert "1 hour over" in found


@pytest.mark.requirement("R118")
def test_a_week_in_full_and_in_plain_text(client: Client, programme: Programme) -> None:
    amina = member(programme, person__first_name="Amina")
    book(amina, programme, "Survey workshop", 180)
    client.force_login(amina, backend=BACKEND)
    monday = queries.monday(localdate()).isoformat()

    full = page(client, "week", programme, monday)
    text = client.get(reverse("hours:text", args=[programme.slug, monday]))

    assert "Survey workshop" in full
    assert text["Content-Type"] == "text/plain; charset=utf-8"
    for words in ("The week of Amina", "7 hours", "Survey workshop. Taking part, 3 hours. Booked."):
        assert words in text.text, words
    assert "Left: 4 hours" in text.text


@pytest.mark.parametrize("odd", ["never", "2026-13-45", "9999-12-31", "0001-01-01", "20261116x"])
def test_a_week_that_is_none_is_not_found(client: Client, programme: Programme, odd: str) -> None:
    client.force_login(member(programme), backend=BACKEND)

    assert client.get(reverse("hours:week", args=[programme.slug, odd])).status_code == 404


def the_form(**more: Any) -> dict[str, Any]:
    return {
        "thing": "else",
        "what": "Rang Lin about the minutes",
        "hours": "0.5",
        "day": localdate().isoformat(),
        "kind": "activity",
        **more,
    }


@pytest.mark.requirement("R118")
def test_hours_done_are_put_in(client: Client, programme: Programme) -> None:
    amina = member(programme)
    about = book(amina, programme, "Survey workshop", 180)
    client.force_login(amina, backend=BACKEND)
    place = reverse("hours:put_in", args=[programme.slug])

    other = client.post(place, the_form(), follow=True).text
    booked = client.post(place, the_form(thing=f"{about.id} activity", hours="3.5"), follow=True)

    week = queries.week(amina, programme, localdate())
    assert "Rang Lin about the minutes" in other
    assert "Your hours are in your week." in booked.text
    assert (week.booked, week.done) == (0, 240)


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"thing": ""}, "Choose one."),
    ({"thing": "00000000-0000-0000-0000-000000000000 activity"}, "Choose one of these."),
    ({"what": ""}, "Say what it was"),
    ({"what": "x" * 10_000}, "This is too long."),
    ({"hours": "-1"}, "0 or more"),
    ({"hours": "1000"}, "100 or less"),
    ({"hours": "lots"}, "Write a number"),
    ({"day": "9999-12-31"}, "Look at the year again."),
    ({"kind": "sleeping"}, "Choose one of these."),
]


@pytest.mark.parametrize(("given", "says"), WRONG)
def test_what_is_wrong_is_said(
    client: Client, programme: Programme, given: dict[str, Any], says: str
) -> None:
    client.force_login(member(programme), backend=BACKEND)

    found = client.post(reverse("hours:put_in", args=[programme.slug]), the_form(**given))

    assert says in found.text
    assert not HoursMove.objects.within(programme).exists()


@pytest.mark.parametrize("odd", ["🎉", "שלום", "<script>alert(1)</script>", "%s %(a)s"])
def test_odd_words_are_kept_as_they_are(client: Client, programme: Programme, odd: str) -> None:
    client.force_login(amina := member(programme), backend=BACKEND)

    found = client.post(
        reverse("hours:put_in", args=[programme.slug]), the_form(what=odd), follow=True
    )

    (line,) = queries.week(amina, programme, localdate()).lines
    assert line.about.said == odd
    assert "<script>alert" not in found.text


def test_hours_are_agreed_by_somebody_else(client: Client, programme: Programme) -> None:
    amina, farah = member(programme, person__first_name="Amina"), facilitator(programme)
    for person in (amina, farah):
        actions.did(
            by=Hand.own(person),
            programme=programme,
            what="The bus",
            minutes=40,
            day=localdate(),
            kind="travel",
            now=now(),
        )
    client.force_login(farah, backend=BACKEND)
    lines = queries.to_agree(programme, since=localdate())
    ticks = [
        f"{line.person.pk} {line.about.id} {line.kind}" for line in lines if line.person == amina
    ]

    listed = page(client, "to_agree", programme)
    nothing = client.post(reverse("hours:agree", args=[programme.slug]), {"line": "x"}, follow=True)
    agreed = client.post(
        reverse("hours:agree", args=[programme.slug]), {"line": ticks}, follow=True
    )

    assert "Amina, 40 minutes" in listed
    assert "Somebody else must agree them." in listed
    assert "Tick the hours you agree first." in nothing.text
    assert "Those hours are agreed." in agreed.text
    assert queries.week(amina, programme, localdate()).approved == 40


@pytest.mark.parametrize("name", ["to_agree", "agree"])
def test_agreeing_is_for_staff(client: Client, programme: Programme, name: str) -> None:
    client.force_login(member(programme), backend=BACKEND)
    place = reverse(f"hours:{name}", args=[programme.slug])

    assert client.get(place).status_code == 403


@pytest.mark.parametrize("count", [3, 300])
def test_weeks_cost_the_same_however_much_was_done(
    client: Client, programme: Programme, django_assert_num_queries: Any, count: int
) -> None:
    amina = member(programme)
    for n in range(count):
        HoursMove.objects.create(
            programme=programme,
            person=amina,
            week=queries.monday(localdate()),
            on_day=localdate(),
            out_of="free",
            into="done",
            amount=5,
            at=now(),
            about_kind="hours.own",
            about_id=uuid7(),
            about_words=f"Thing {n}",
        )
    client.force_login(amina, backend=BACKEND)

    with django_assert_num_queries(6):
        page(client, "weeks", programme)
