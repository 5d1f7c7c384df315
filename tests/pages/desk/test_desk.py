from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now as clock

from alongside.foundation.notices import queries as notices
from alongside.foundation.notices.actions import tell
from alongside.foundation.people.models import Hand
from alongside.foundation.people.states import Channel
from alongside.foundation.programmes.models import Programme
from alongside.foundation.tasks import actions as tasks
from alongside.foundation.tasks import queries as asked
from alongside.pages.desk import queries
from alongside.phases.recruitment.gatherings import actions
from alongside.throughout.feedback.actions import contribute
from alongside.throughout.feedback.states import Kind
from alongside.throughout.payments.actions import claim_expense
from alongside.throughout.payments.states import Kind as Money
from alongside.toolbox.jobs import work_until_idle
from tests.factories import NOON, ProgrammeFactory, facilitator, member
from tests.house.nets.queries import same_however_many
from tests.phases.recruitment.gatherings.stage import STARTS, Stage

pytestmark = pytest.mark.django_db


def page(programme: Programme) -> str:
    return reverse("desk:desk", args=[programme.slug])


def test_an_empty_desk_wishes_a_good_day(client: Client) -> None:
    programme = ProgrammeFactory.create()
    client.force_login(facilitator(programme))

    text = client.get(page(programme)).text

    assert "Nothing waits for you. Have a good day." in text


def test_the_desk_is_for_people_who_run_things(client: Client) -> None:
    programme = ProgrammeFactory.create()
    client.force_login(member(programme))

    assert client.get(page(programme)).status_code == 403


def test_a_gathering_nearly_there_and_not_ready_is_a_stop_that_says_what_is_missing() -> None:
    stage = Stage().invited()
    stage.answers(stage.people[0], "A ramp")

    far = queries.desk(stage.farah, stage.programme, now=NOON)
    near = queries.desk(stage.farah, stage.programme, now=STARTS - timedelta(days=2))

    assert far.stops == []
    (stop,) = near.stops
    assert stop.heading == "Survey workshop is not ready"
    assert "2 people have not said what they need." in stop.says
    assert "1 need waits for our answer." in stop.says


def test_a_gathering_that_is_over_and_not_closed_is_a_stop() -> None:
    stage = Stage().opened()
    stage.here(stage.people[0])

    found = queries.desk(stage.farah, stage.programme, now=STARTS + timedelta(hours=3))

    (stop,) = found.stops
    assert stop.heading == "Survey workshop is not closed"
    assert "1 person is not marked for expenses." in stop.says


def test_who_was_not_told_is_one_row_with_a_way_to_tell_it_all(client: Client) -> None:
    stage = Stage()
    harold = member(stage.programme, person__first_name="Harold", person__channel=Channel.LETTER)
    for days in (3, 2, 1):
        tell(
            harold, "gatherings.say_why", programme=stage.programme, words={"name": "Jean"},
            now=clock() - timedelta(days=days),
        )  # fmt: skip
        work_until_idle()
    client.force_login(stage.farah)

    page_ = client.get(page(stage.programme)).text

    newest = notices.letters(stage.programme).last()
    assert newest is not None
    assert "Not told yet: 1 person" in page_
    assert "3 things wait for them" in page_
    assert reverse("notices:message", args=[stage.programme.slug, newest.pk]) in page_


@pytest.mark.requirement("R152")
def test_what_is_to_follow_up_is_on_the_desk_until_everyone_was_told() -> None:
    stage = Stage().closed()

    before = queries.desk(stage.farah, stage.programme, now=STARTS).follow_ups
    actions.follow_up(
        by=stage.hand, gathering=stage.gathering, what_came_of_it="Two words go.", now=STARTS
    )
    after = queries.desk(stage.farah, stage.programme, now=STARTS).follow_ups

    assert (before, after) == ([stage.gathering], [])


def test_an_answer_owed_says_how_many_days_it_is_late(client: Client) -> None:
    stage = Stage()
    then = clock() - timedelta(days=12)
    contribute(
        by=Hand.own(stage.people[0]), programme=stage.programme, kind=Kind.QUESTION,
        text="Can it be read out?", now=then,
    )  # fmt: skip
    client.force_login(stage.farah)

    text = client.get(page(stage.programme)).text

    assert "Can it be read out?" in text
    assert "2 days late" in text


def test_ticks_finish_what_was_asked_of_me_and_nobody_elses(client: Client) -> None:
    stage = Stage()
    other = facilitator(stage.programme)
    mine, theirs = (
        tasks.ask(
            "gatherings.say_why", of=who, programme=stage.programme, due_on=NOON.date(), now=NOON,
            once=f"ring {who.pk}", words={"name": "Jean"},
        )
        for who in (stage.farah, other)
    )  # fmt: skip
    client.force_login(stage.farah)

    client.post(
        reverse("desk:tick", args=[stage.programme.slug]), {"task": [str(mine.pk), str(theirs.pk)]}
    )

    assert not asked.to_do(stage.farah, stage.programme).exists()
    assert list(asked.to_do(other, stage.programme)) == [theirs]


def test_the_desk_costs_the_same_however_much_lies_on_it(client: Client) -> None:
    stage = Stage()
    client.force_login(stage.farah)

    def add(count: int) -> None:
        for n in range(count):
            person = stage.people[n % 3]
            contribute(
                by=Hand.own(person),
                programme=stage.programme,
                kind=Kind.IDEA,
                text=f"{n}",
                now=NOON,
            )
            claim_expense(
                by=Hand.own(person), programme=stage.programme, kind=Money.TRAVEL,
                pence=100 + n + count * 1000, now=NOON,
            )  # fmt: skip
            stage.plan(title=f"Workshop {n}")

    same_however_many(lambda: client.get(page(stage.programme)), add, many=30)
