"""Who is signed in, for how long, and what ends it."""

import re
from datetime import date, timedelta
from importlib import import_module

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from alongside.foundation.memberships.models import Membership
from alongside.foundation.memberships.states import Standing
from alongside.foundation.people.models import Person
from alongside.foundation.programmes.actions import set_policy
from alongside.toolbox.models import Kept
from tests.factories import PersonFactory, ProgrammeFactory, facilitator, member

from .signing_in import is_in, let_pass, set_up_a_second_step, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_counters_from_before() -> None:
    cache.clear()


def test_signing_in_gives_a_new_key_and_the_old_one_opens_nothing(client: Client) -> None:
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store["planted"] = True
    store.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = store.session_key

    sign_in(client, PersonFactory.create())

    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = store.session_key
    assert is_in(client)
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != store.session_key
    assert not is_in(thief)


def test_a_key_is_long_and_never_the_same() -> None:
    make = import_module(settings.SESSION_ENGINE).SessionStore()._get_new_session_key  # noqa: SLF001 -- the very thing

    keys = {make() for _ in range(100)}

    assert len(keys) == 100
    assert all(re.fullmatch(r"[a-z0-9]{32}", key) for key in keys)  # 165 bits


def test_a_made_up_key_opens_nothing_and_is_not_taken_over(client: Client) -> None:
    client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32

    sign_in(client, PersonFactory.create())

    assert client.session.session_key != "a" * 32


def test_signing_out_ends_the_session_in_the_store(client: Client) -> None:
    sign_in(client, PersonFactory.create())
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.post(reverse("account_logout"))

    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = key

    assert not Session.objects.filter(pk=key).exists()
    assert not is_in(thief)


def test_asking_to_sign_out_by_a_link_signs_nobody_out(client: Client) -> None:
    sign_in(client, PersonFactory.create())
    client.get(reverse("account_logout"))

    assert is_in(client)


def test_an_account_that_is_closed_is_signed_out_everywhere(client: Client) -> None:
    amina = PersonFactory.create()
    sign_in(client, amina)
    Person.objects.filter(pk=amina.pk).update(is_active=False)

    assert not is_in(client)
    sign_in(client, amina)
    assert not is_in(client)


def test_somebody_who_left_finds_the_programme_shut_at_once(client: Client) -> None:
    programme = ProgrammeFactory.create()
    amina = member(programme)
    sign_in(client, amina)
    page = reverse("memberships:me", args=[programme.slug])
    before = client.get(page).status_code
    Membership.objects.filter(person=amina).update(standing=Standing.LEFT)

    assert (before, client.get(page).status_code) == (200, 404)


def test_after_thirty_days_in_all_everybody_signs_in_again(client: Client) -> None:
    sign_in(client, PersonFactory.create())

    let_pass(client, timedelta(days=29, hours=23))
    before = is_in(client)
    let_pass(client, timedelta(days=30, seconds=1))

    assert before
    assert not is_in(client)
    assert not Session.objects.exists()


def test_after_two_weeks_without_a_visit_the_session_is_over(client: Client) -> None:
    sign_in(client, PersonFactory.create())
    [kept] = Session.objects.all()

    assert timedelta(days=13) < kept.expire_date - now() <= timedelta(days=14)

    kept.expire_date = now() - timedelta(seconds=1)
    kept.save()
    assert not is_in(client)


def test_each_day_with_a_visit_counts_and_costs_one_write(client: Client) -> None:
    sign_in(client, PersonFactory.create())
    soon = now() + timedelta(days=3)
    Session.objects.update(expire_date=soon)

    is_in(client)
    same_day = Session.objects.get().expire_date
    let_pass(client, timedelta(days=2))
    Session.objects.update(expire_date=soon)
    is_in(client)

    assert same_day == soon
    assert Session.objects.get().expire_date > soon


def test_people_who_look_after_others_sign_in_every_working_day(client: Client) -> None:
    programme = ProgrammeFactory.create()
    farah = facilitator(programme)
    sign_in(client, farah)
    desk = reverse("desk:desk", args=[programme.slug])

    let_pass(client, timedelta(hours=11))
    before = client.get(desk).status_code
    let_pass(client, timedelta(hours=12, seconds=1))
    after = client.get(desk)

    assert before == 200
    assert after["Location"] == f"{reverse('account_login')}?next={desk}"
    assert not is_in(client)


def test_what_they_typed_meanwhile_waits_for_them(client: Client) -> None:
    programme = ProgrammeFactory.create()
    farah, jean = facilitator(programme), member(programme)
    sign_in(client, farah)
    page = reverse("people:write_for", args=[programme.slug, jean.pk])
    found = re.search(r'name="once" value="([^"]+)"', client.get(page).text)
    assert found is not None
    let_pass(client, timedelta(hours=13))

    answer = client.post(page, {"once": found[1], "how": "phone"})

    assert reverse("account_login") in answer["Location"]
    assert Kept.objects.get().person_id == farah.pk
    assert not is_in(client)


def test_with_their_second_step_staff_come_in_where_it_is_asked_for(client: Client) -> None:
    programme = ProgrammeFactory.create()
    today = date(2030, 1, 1)
    set_policy(
        programme=programme, key="second_factor_for_staff", value=1, checked_on=today, source="us"
    )
    farah = facilitator(programme)
    sign_in(client, farah)
    desk = reverse("desk:desk", args=[programme.slug])

    before = client.get(desk)
    set_up_a_second_step(client)
    after = client.get(desk)

    assert before["Location"] == reverse("mfa_index")
    assert after.status_code == 200


def test_a_session_from_before_the_second_step_is_asked_for_it(client: Client) -> None:
    programme = ProgrammeFactory.create()
    today = date(2030, 1, 1)
    farah, elsewhere = facilitator(programme), Client()
    sign_in(client, farah)
    sign_in(elsewhere, farah)
    set_policy(
        programme=programme, key="second_factor_for_staff", value=1, checked_on=today, source="us"
    )
    set_up_a_second_step(elsewhere)

    answer = client.get(reverse("desk:desk", args=[programme.slug]))

    assert answer["Location"].startswith(reverse("mfa_reauthenticate"))
    assert client.get(answer["Location"]).status_code == 200


def test_an_open_screen_is_not_enough_to_change_how_somebody_signs_in(client: Client) -> None:
    sign_in(client, PersonFactory.create())
    let_pass(client, timedelta(minutes=16))

    answer = client.get(reverse("mfa_activate_totp"))

    assert answer["Location"].startswith(reverse("account_login"))
    assert not is_in(client)
