"""Somebody who has an account is asked in, and says yes or no for themselves."""

from datetime import UTC, datetime

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from alongside.foundation.memberships import actions, queries
from alongside.foundation.memberships.actions import Newcomer
from alongside.foundation.memberships.models import Cohort, Invitation
from alongside.foundation.memberships.states import Reply, Standing
from alongside.foundation.people.models import Hand, Person
from alongside.foundation.people.states import Channel
from alongside.foundation.programmes.models import Partnership
from alongside.toolbox.jobs import work_until_idle
from alongside.toolbox.verdicts import NotAllowed
from tests.factories import NOON, PartnershipFactory, PersonFactory, manager, member

from .test_parts import cohort

LONG_AGO = datetime(2026, 1, 5, 12, tzinfo=UTC)  # its jobs are due
pytestmark = pytest.mark.django_db


@pytest.fixture
def partnership() -> Partnership:
    return PartnershipFactory.create()


@pytest.fixture
def by(partnership: Partnership) -> Hand:
    return Hand.own(manager(partnership))


@pytest.fixture
def group(partnership: Partnership, by: Hand) -> Cohort:
    return cohort(partnership, by)


@pytest.fixture
def jean() -> Person:
    return PersonFactory.create(email="jean@example.org", first_name="Jean")


def bring(by: Hand, group: Cohort, email: str, now: datetime = NOON) -> None:
    one = Newcomer("Jeanie", email)
    actions.bring(by=by, programme=group.programme, newcomer=one, cohort=group, now=now)


def asked(person: Person) -> Invitation:
    [one] = queries.asked_in(person)
    return one


@pytest.mark.requirement("R117")
@pytest.mark.parametrize("says", [Reply.YES, Reply.NO])
def test_a_part_begins_with_their_yes_and_never_before(
    by: Hand, group: Cohort, jean: Person, says: Reply
) -> None:
    for _turn in range(2):
        bring(by, group, "JEAN@example.org")
    before = queries.membership(jean, group.programme)
    invitation = asked(jean)
    for _turn in range(2):
        actions.reply(by=Hand.own(jean), invitation=invitation, says=says, now=NOON)

    part = queries.membership(jean, group.programme)
    assert before is None
    assert bool(part) == (says == Reply.YES)
    assert list(queries.asked_in(jean)) == []
    if part:
        assert (part.cohort, part.weekly_minutes) == (group, group.weekly_minutes)
        assert str(part) == "Jean"  # as they call themselves, not as somebody typed


def test_nobody_answers_for_somebody_else_nor_changes_what_was_said(
    by: Hand, group: Cohort, jean: Person
) -> None:
    bring(by, group, "jean@example.org")
    invitation = asked(jean)

    with pytest.raises(NotAllowed, match="Somebody else was asked"):
        actions.reply(by=by, invitation=invitation, says=Reply.YES, now=NOON)
    actions.reply(by=Hand.own(jean), invitation=invitation, says=Reply.NO, now=NOON)
    with pytest.raises(NotAllowed, match="You have answered this"):
        actions.reply(by=Hand.own(jean), invitation=invitation, says=Reply.YES, now=NOON)


def test_a_manager_reads_the_same_whether_we_know_an_email_or_not(
    client: Client, by: Hand, group: Cohort, jean: Person
) -> None:
    client.force_login(by.person)
    place = [group.programme.slug, group.pk]
    answers, previews = [], []
    for email in ("jean@example.org", "new@example.org"):
        one = {"first_name": "Bo", "email": email, "phone": ""}
        line = {"people": f"Bo,{email},"}
        previews.append(client.post(reverse("memberships:add_many", args=place), line).text)
        page = client.post(reverse("memberships:add", args=place), one, follow=True).text
        answers.append(page)

    said = "Thank you. Who is new is in. Who has an account says yes or no."
    assert all(said in page for page in answers)
    assert all("1 person comes in" in page for page in previews)
    assert "Jean" not in answers[0]


def test_a_manager_does_not_learn_who_is_in_another_group(
    client: Client, by: Hand, group: Cohort
) -> None:
    elsewhere = PartnershipFactory.create(programme=group.programme)
    member(group.programme, partnership=elsewhere, person__email="kim@example.org")
    client.force_login(by.person)
    page = reverse("memberships:add_many", args=[group.programme.slug, group.pk])

    assert "Here already" not in client.post(page, {"people": "Kim,kim@example.org,"}).text


def test_somebody_who_left_comes_back_only_if_they_say_so(by: Hand, group: Cohort) -> None:
    sam = member(group.programme, standing=Standing.LEFT, person__email="sam@example.org")

    bring(by, group, "sam@example.org")
    part = queries.membership(sam, group.programme)
    assert part
    assert part.standing == Standing.LEFT

    actions.reply(by=Hand.own(sam), invitation=asked(sam), says=Reply.YES, now=NOON)
    part.refresh_from_db()
    assert part.standing == Standing.ACTIVE


def test_they_are_asked_by_email_and_on_their_week_and_answer_on_a_page(
    client: Client, by: Hand, group: Cohort, jean: Person
) -> None:
    bring(by, group, "jean@example.org", LONG_AGO)
    work_until_idle()
    client.force_login(jean)
    page = reverse("memberships:asked_in", args=[group.programme.slug, asked(jean).pk])

    week = client.get(reverse("week:week")).text
    shown = client.get(page).text
    nothing_said = client.post(page, {"says": "perhaps"}).status_code
    done = client.post(page, {"says": "yes"}, follow=True).text
    again = client.get(page)

    assert page in mail.outbox[0].body
    assert page in week
    assert "Nothing happens before you say yes." in shown
    assert nothing_said == 200
    assert "My part in this" in done
    assert again.status_code == 403


def test_somebody_else_finds_the_question_shut(
    client: Client, by: Hand, group: Cohort, jean: Person
) -> None:
    bring(by, group, "jean@example.org")
    page = reverse("memberships:asked_in", args=[group.programme.slug, asked(jean).pk])
    other = PartnershipFactory.create().programme

    client.force_login(by.person)
    assert client.get(page).status_code == 403
    assert client.get(page.replace(group.programme.slug, other.slug)).status_code == 404


def test_who_wants_letters_is_not_written_to_by_people_they_do_not_know(
    by: Hand, group: Cohort
) -> None:
    stan = PersonFactory.create(email="stan@example.org", channel=Channel.LETTER)

    bring(by, group, "stan@example.org", LONG_AGO)
    work_until_idle()

    assert mail.outbox == []
    assert asked(stan).reply == Reply.WAITING
