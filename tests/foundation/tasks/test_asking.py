"""What is asked of whom: once, ticked with an outcome, taken over where somebody is away."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from alongside.foundation.people.models import Hand, Person
from alongside.foundation.programmes.models import Programme
from alongside.foundation.tasks import actions, queries
from alongside.foundation.tasks.models import Task
from alongside.toolbox.sentences import sentence
from alongside.toolbox.verdicts import NotAllowed
from tests.factories import NOON, ProgrammeFactory, facilitator, member

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
KEY = sentence("tests.please", _("Please ring %(name)s."), _("About the bus."))


def ask(of: Person, programme: Programme, once: str = "one", **more: Any) -> Task:
    return actions.ask(
        KEY,
        of=of,
        programme=programme,
        due_on=localdate() + timedelta(days=2),
        now=NOON,
        once=once,
        words={"name": "Jean"},
        **more,
    )


@pytest.fixture
def programme() -> Programme:
    home: Programme = ProgrammeFactory.create()
    return home


def test_the_same_is_asked_once(programme: Programme) -> None:
    amina = member(programme)

    assert ask(amina, programme) == ask(amina, programme)
    assert queries.to_do(amina, programme).count() == 1


def test_a_tick_keeps_what_came_of_it_and_twice_is_once(
    client: Client, programme: Programme
) -> None:
    amina = member(programme)
    task = ask(amina, programme)
    client.force_login(amina, backend=BACKEND)
    place = reverse("tasks:one", args=[programme.slug, task.pk])

    before = client.get(place).text
    for outcome in ("She is well", "Again"):
        client.post(place, {"outcome": outcome})
    after = client.get(reverse("tasks:mine", args=[programme.slug])).text

    task.refresh_from_db()
    assert "Please ring Jean." in before
    assert "About the bus." in before
    assert (task.outcome, task.done_by) == ("She is well", amina)
    assert "She is well" in after


@pytest.mark.requirement("R150")
def test_the_person_it_is_for_may_tick_it_too(programme: Programme) -> None:
    farah, amina = facilitator(programme), member(programme)
    task = ask(farah, programme, for_person=amina)

    actions.finish(by=Hand.own(amina), task=task, outcome="We caught up", now=NOON)

    task.refresh_from_db()
    assert task.done_by == amina


def test_somebody_else_may_not_tick_it(client: Client, programme: Programme) -> None:
    task = ask(member(programme), programme)
    lin = member(programme)
    client.force_login(lin, backend=BACKEND)

    with pytest.raises(NotAllowed):
        actions.finish(by=Hand.own(lin), task=task, outcome="", now=NOON)
    page = client.get(reverse("tasks:one", args=[programme.slug, task.pk]))
    assert page.status_code == 302


def test_staff_take_over_for_somebody_who_is_away(client: Client, programme: Programme) -> None:
    task, farah = ask(facilitator(programme), programme), facilitator(programme)
    client.force_login(farah, backend=BACKEND)

    listed = client.get(reverse("tasks:everyones", args=[programme.slug])).text
    shown = client.get(reverse("tasks:one", args=[programme.slug, task.pk])).text
    taken = client.post(reverse("tasks:take_over", args=[programme.slug, task.pk]), follow=True)

    assert "Please ring Jean." in listed
    assert "I do it instead" in shown
    assert "This is yours now." in taken.text
    assert queries.to_do(farah, programme).get() == task


def test_members_take_over_nothing_and_done_is_done(programme: Programme) -> None:
    farah, amina = facilitator(programme), member(programme)
    task = ask(farah, programme)

    with pytest.raises(NotAllowed, match="A facilitator"):
        actions.take_over(by=Hand.own(amina), task=task, now=NOON)
    actions.finish(by=Hand.own(farah), task=task, outcome="", now=NOON)
    with pytest.raises(NotAllowed, match="done already"):
        actions.take_over(by=Hand.own(facilitator(programme)), task=task, now=NOON)


def test_an_outcome_that_cannot_be_kept_is_said(client: Client, programme: Programme) -> None:
    outcome = "x" * 10_000
    amina = member(programme)
    task = ask(amina, programme)
    client.force_login(amina, backend=BACKEND)

    page = client.post(reverse("tasks:one", args=[programme.slug, task.pk]), {"outcome": outcome})

    task.refresh_from_db()
    assert page.status_code == 200
    assert task.done_at is None


def test_a_task_of_another_programme_is_not_found(client: Client, programme: Programme) -> None:
    task, here = ask(member(programme), programme), ProgrammeFactory.create()
    client.force_login(facilitator(here), backend=BACKEND)

    assert client.get(reverse("tasks:one", args=[here.slug, task.pk])).status_code == 404


@pytest.mark.parametrize("count", [3, 300])
def test_a_long_list_costs_the_same(
    client: Client, programme: Programme, django_assert_num_queries: Any, count: int
) -> None:
    farah = facilitator(programme)
    for n in range(count):
        ask(farah, programme, once=f"{n}")
    client.force_login(farah, backend=BACKEND)

    with django_assert_num_queries(6):  # one of them: does staff need a second step?
        client.get(reverse("tasks:everyones", args=[programme.slug]))
