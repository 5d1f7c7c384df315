from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.foundation.people.models import Hand, Person
from alongside.foundation.people.states import Role
from alongside.foundation.programmes.models import Programme
from alongside.throughout.feedback import actions, queries
from alongside.throughout.feedback.models import Contribution
from alongside.throughout.feedback.states import Kind, Outcome, Standing
from alongside.toolbox.references import seal
from tests.factories import NOON, ProgrammeFactory, ProjectFactory, member

pytestmark = pytest.mark.django_db
ODD = ["x" * 10_000, "🚌🚌🚌", "أنا لا أملك التطبيق", "<script>alert(1)</script>"]


@pytest.fixture
def programme() -> Programme:
    return ProgrammeFactory.create()


@pytest.fixture
def farah(programme: Programme) -> Person:
    return member(programme, Role.FACILITATOR, person__first_name="Farah")


@pytest.fixture
def jean(programme: Programme, farah: Person) -> Person:
    return member(programme, person__first_name="Jean")


def page(name: str, programme: Programme, *more: Any) -> str:
    return reverse(f"feedback:{name}", args=[programme.slug, *more])


def offer(jean: Person, programme: Programme, **more: Any) -> Contribution:
    given: dict[str, Any] = {
        "by": Hand.own(jean),
        "kind": Kind.IDEA,
        "text": "Ask on paper too.",
        "now": NOON,
    }
    return actions.contribute(programme=programme, **(given | more))


@pytest.mark.requirement("R006", "R153", "R313")
def test_jean_says_something_farah_answers_and_jean_sees_what_changed(
    client: Client, programme: Programme, farah: Person, jean: Person
) -> None:
    client.force_login(jean)
    client.post(page("say", programme), {"text": "Ask on paper too.", "kind": "idea"})
    said = Contribution.objects.within(programme).get()

    client.force_login(farah)
    waiting = client.get(page("waiting", programme)).text
    client.post(
        page("answer", programme, said.pk),
        {"outcome": "done", "what_changed": "200 paper copies.", "why": "You were right."},
    )

    client.force_login(jean)
    mine = client.get(page("my_impact", programme)).text
    assert "Ask on paper too." in waiting
    assert "What changed because of you" in mine
    assert "200 paper copies. You were right." in mine


@pytest.mark.parametrize("words", ODD)
def test_odd_words_are_kept_and_shown_safely(
    client: Client, programme: Programme, farah: Person, jean: Person, words: str
) -> None:
    client.force_login(jean)

    shown = client.post(page("say", programme), {"text": words}, follow=True).text

    assert Contribution.objects.within(programme).get().text == words
    assert "<script>alert" not in shown


@pytest.mark.parametrize("words", ["", "   ", "x" * 20_001])
def test_nothing_or_too_much_is_given_back_with_what_was_typed(
    client: Client, programme: Programme, jean: Person, words: str
) -> None:
    client.force_login(jean)

    answer = client.post(page("say", programme), {"text": words, "kind": "idea"})

    assert answer.status_code == 200
    assert "Something needs another look" in answer.text
    assert not Contribution.objects.within(programme).exists()


def test_what_was_said_about_a_thing_goes_back_to_its_page_and_nothing_forged_is_taken(
    client: Client, programme: Programme, farah: Person, jean: Person
) -> None:
    project = ProjectFactory.create(programme=programme)
    elsewhere = ProgrammeFactory.create()
    client.force_login(jean)
    sealed = {
        "ours": seal(project.ref(), programme.pk),
        "theirs": seal(project.ref(), elsewhere.pk),
        "forged": f"feedback:{project.pk}",
    }

    for name, about in sealed.items():
        client.post(page("say", programme), {"text": name, "about": about})

    kept = Contribution.objects.within(programme)
    found = dict(kept.values_list("text", "about_id"))
    assert found == {"ours": project.pk, "theirs": None, "forged": None}


def test_a_project_of_another_programme_is_not_there(
    client: Client, programme: Programme, jean: Person
) -> None:
    client.force_login(jean)

    answer = client.post(
        page("say", programme), {"text": "Hello", "project": ProjectFactory.create().pk}
    )

    assert answer.status_code == 404


@pytest.mark.parametrize("name", ["one", "answer", "set_down"])
def test_a_contribution_of_another_programme_is_not_there(
    client: Client, programme: Programme, farah: Person, name: str
) -> None:
    elsewhere = ProgrammeFactory.create()
    theirs = offer(member(elsewhere), elsewhere)
    client.force_login(farah)

    assert client.get(page(name, programme, theirs.pk)).status_code == 404


def test_a_private_thing_is_not_there_for_other_members(
    client: Client, programme: Programme, farah: Person, jean: Person
) -> None:
    said = offer(jean, programme, private=True)
    client.force_login(member(programme))

    answer = client.get(page("one", programme, said.pk))

    assert answer.status_code == 404


def test_a_member_may_not_answer_and_hears_whom_to_ask(
    client: Client, programme: Programme, farah: Person, jean: Person
) -> None:
    said = offer(jean, programme)
    client.force_login(jean)

    answer = client.get(page("answer", programme, said.pk))

    assert answer.status_code == 403
    assert "A facilitator can do this. Ask yours." in answer.text


def test_the_person_changes_their_name_and_sends_the_answer_back(
    client: Client, programme: Programme, farah: Person, jean: Person
) -> None:
    said = offer(jean, programme)
    by = Hand.own(farah)
    actions.answer(by=by, contribution=said, outcome=Outcome.NOT, why="Too dear.", now=NOON)
    client.force_login(jean)

    client.post(page("name", programme, said.pk), {"name": "A bus user"})
    client.post(page("name", programme, said.pk), {"name": "x" * 81})
    client.post(page("send_back", programme, said.pk))

    kept = Contribution.objects.within(programme).get()
    assert kept.name_as_wished == "A bus user"
    assert kept.standing == Standing.NOT_ANSWERED


@pytest.mark.requirement("R151")
def test_a_close_without_an_answer_is_read_by_everybody_with_its_name_and_reason(
    client: Client, programme: Programme, farah: Person, jean: Person
) -> None:
    said = offer(jean, programme)
    client.force_login(farah)
    client.post(page("set_down", programme, said.pk), {"why": "It was said twice."})

    client.force_login(member(programme))
    shown = client.get(page("report", programme)).text

    assert "Farah closed it: It was said twice." in shown


def test_somebody_told_by_hand_is_ticked_off(
    client: Client, programme: Programme, farah: Person
) -> None:
    said = offer(farah, programme, by=None, contact="01632 960 001")
    by = Hand.own(farah)
    actions.answer(by=by, contribution=said, outcome=Outcome.NOT, why="Too dear.", now=NOON)
    client.force_login(farah)
    before = client.get(page("one", programme, said.pk)).text
    waiting = client.get(page("waiting", programme)).text

    client.post(page("told", programme, said.pk))

    assert "01632 960 001" in before
    assert "Answered, but not told yet" in waiting
    assert not queries.to_be_told(programme).exists()


@pytest.mark.parametrize("name", ["report", "my_impact", "waiting", "say"])
def test_pages_are_there_when_there_is_nothing(
    client: Client, programme: Programme, farah: Person, name: str
) -> None:
    client.force_login(farah)

    assert client.get(page(name, programme)).status_code == 200


@pytest.mark.parametrize("name", ["waiting", "my_impact", "report"])
def test_lists_cost_the_same_however_long(
    client: Client, programme: Programme, farah: Person, name: str
) -> None:
    client.force_login(farah)
    costs = []
    for count in (3, 27):
        for number in range(count):
            said = offer(farah, programme, text=f"Thing {number}")
            by = Hand.own(farah)
            if number % 3 == 0:
                actions.set_down(by=by, contribution=said, why="Twice.", now=NOON)
            elif number % 3 == 1:
                actions.answer(by=by, contribution=said, outcome=Outcome.NOT, why="No.", now=NOON)
        with CaptureQueriesContext(connection) as asked:
            client.get(page(name, programme))
        costs.append(len(asked))

    assert costs[0] == costs[1] <= 12
