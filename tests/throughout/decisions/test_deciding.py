from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.timezone import now as clock
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation.people.models import Hand, Person
from alongside.foundation.people.states import How
from alongside.foundation.projects import rules as projects
from alongside.throughout.agreements.actions import propose
from alongside.throughout.decisions import actions, queries, rules
from alongside.throughout.decisions.actions import Saying
from alongside.throughout.decisions.models import Ballot, Decision, Option
from alongside.throughout.decisions.states import Choice, Kind, Method, Outcome, Standing, Who
from alongside.throughout.feedback import queries as loop
from alongside.throughout.feedback.states import Kind as Said
from alongside.toolbox.verdicts import NotAllowed
from tests.factories import (
    NOON,
    TODAY,
    ProgrammeFactory,
    ProjectFactory,
    ProjectMemberFactory,
    facilitator,
    member,
)
from tests.house.nets.queries import same_however_many

pytestmark = pytest.mark.django_db


class Table:
    """A question among three people of a project."""

    def __init__(self, **told: Any) -> None:
        self.programme = ProgrammeFactory.create()
        self.farah = facilitator(self.programme)
        self.project = ProjectFactory.create(programme=self.programme)
        self.people = [member(self.programme) for _ in range(3)]
        for person in self.people:
            ProjectMemberFactory.create(
                programme=self.programme, project=self.project, person=person
            )
        self.decision = self.put(**told)

    def put(self, **told: Any) -> Decision:
        given: dict[str, Any] = {
            "question": "Which words do we change?",
            "kind": Kind.SHARED,
            "why_this_kind": "The words are ours.",
            "options": ["The last bus home"],
            "method": Method.CONSENT,
            "opens_on": TODAY,
            "closes_on": TODAY + timedelta(days=7),
            "who_decides": "The group",
            "who": Who.PROJECT,
            "project": self.project,
        }
        return actions.put(
            by=Hand.own(self.farah), programme=self.programme, now=NOON, **(given | told)
        )

    @property
    def options(self) -> list[Option]:
        rows = Option.objects.within(self.programme).filter(decision=self.decision)
        return list(rows.order_by("place"))

    def say(self, person: Person, *choices: Choice, worry: str = "Too dark.", **how: Any) -> None:
        sayings = {
            option: Saying(choice, "" if choice == Choice.YES else worry)
            for option, choice in zip(self.options, choices, strict=True)
        }
        hand = how.get("by") or Hand.own(person)
        actions.say(by=hand, decision=self.decision, sayings=sayings, now=NOON)

    def decide(self, **told: Any) -> queries.Result:
        return actions.decide(
            by=Hand.own(self.farah), decision=self.decision, reasons="Shorter.",
            next_steps="Farah prints it.", now=NOON, **told,
        )  # fmt: skip

    def again(self) -> Decision:
        return queries.decisions(self.programme).get(pk=self.decision.pk)


Y, W, N = Choice.YES, Choice.WORRY, Choice.NO


@pytest.mark.requirement("R236")
@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ([Y, Y, Y], Outcome.AGREED),
        ([Y, Y, W], Outcome.WITH_WORRIES),
        ([Y, Y, N], Outcome.NOT_AGREED),
        ([W, W, W], Outcome.WITH_WORRIES),
    ],
)
def test_consent_holds_until_somebody_cannot_live_with_it(
    said: list[Choice], outcome: Outcome
) -> None:
    table = Table()
    for person, choice in zip(table.people, said, strict=True):
        table.say(person, choice)

    assert table.decide().outcome == table.again().outcome == outcome


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ([Y, Y, N], Outcome.WITH_WORRIES),
        ([Y, N, N], Outcome.NOT_AGREED),
        ([Y, N, W], Outcome.NOT_AGREED),
    ],
)
def test_thumbs_need_more_up_than_down(said: list[Choice], outcome: Outcome) -> None:
    table = Table(method=Method.THUMBS)
    for person, choice in zip(table.people, said, strict=True):
        table.say(person, choice)

    assert table.decide().outcome == outcome


def test_two_that_stand_alike_are_talked_about_again() -> None:
    table = Table(options=["One", "Two"])
    table.say(table.people[0], Y, Y)

    found = table.decide()

    assert (found.outcome, found.chosen) == (Outcome.TIED, None)


@pytest.mark.requirement("R236")
def test_a_worry_stays_beside_the_decision_and_is_owed_an_answer() -> None:
    table = Table()
    for person in table.people[:2]:
        table.say(person, Y)
    table.say(table.people[2], W, worry="People who walk are not in it.")

    table.decide()

    (worry,) = loop.unanswered_about(table.programme, table.decision.pk)
    assert (worry.kind, worry.text) == (Said.WORRY, "People who walk are not in it.")
    assert worry.person == table.people[2]
    kept = Ballot.objects.within(table.programme).get(person=table.people[2])
    assert kept.worry == worry.text


def test_a_worry_said_again_is_the_same_worry_and_other_words_are_another() -> None:
    table = Table()
    worried = table.people[0]

    table.say(worried, W, worry="Too dark.")
    table.say(worried, N, worry="Too dark.")
    table.say(worried, Y)
    table.say(worried, W, worry="Too far.")

    said = [one.text for one in loop.about(table.programme, table.decision.pk)]
    assert said == ["Too dark.", "Too far."]
    assert Ballot.objects.within(table.programme).count() == 1


def test_a_ballot_on_paper_is_kept_as_the_persons_own() -> None:
    table = Table()
    harold = table.people[0]

    table.say(harold, Y, by=Hand(harold, table.farah, How.PAPER))

    ballot = Ballot.objects.within(table.programme).get()
    assert (ballot.person, ballot.written_by, ballot.how) == (harold, table.farah, How.PAPER)


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({}, ""),
        ({"kind": Kind.NOT_SHARED}, "This one is not shared"),
        ({"opens_on": TODAY + timedelta(days=1)}, "This opens on Tuesday 4 June 2030"),
        (
            {"opens_on": TODAY - timedelta(days=9), "closes_on": TODAY - timedelta(days=1)},
            "The time to say has passed",
        ),
    ],
)
def test_when_people_may_say(told: dict[str, Any], says: str) -> None:
    table = Table(**told)

    verdict = rules.may_say(table.people[0], table.decision, today=TODAY)

    assert verdict.reason.startswith(says)
    assert bool(verdict) == (not says)


def test_who_is_not_in_the_project_is_asked_to_join_it() -> None:
    table = Table()
    other = member(table.programme)

    with pytest.raises(NotAllowed, match="for people in the project"):
        table.say(other, Y)
    assert rules.may_say(other, table.put(who=Who.PROGRAMME), today=TODAY)


def test_what_is_decided_stays_as_it_is() -> None:
    table = Table()
    table.say(table.people[0], Y)
    table.decide()

    with pytest.raises(NotAllowed, match="This is decided"):
        table.say(table.people[1], N)
    with pytest.raises(NotAllowed, match="decided already"):
        table.decide()


def test_nothing_shared_is_decided_without_a_voice() -> None:
    table = Table()

    with pytest.raises(NotAllowed, match="Nobody has said anything"):
        table.decide()


@pytest.mark.requirement("R237")
def test_what_is_not_shared_is_written_down_openly_with_its_reason() -> None:
    table = Table(kind=Kind.NOT_SHARED)

    table.decide(chosen=table.options[0])

    assert (table.again().chosen, table.again().reasons) == (table.options[0], "Shorter.")


def test_advice_is_counted_and_whoever_decides_says_what_and_why() -> None:
    table = Table(kind=Kind.ADVISED, options=["One", "Two"])
    for person in table.people:
        table.say(person, Y, N)

    table.decide(chosen=table.options[1])

    decision = table.again()
    assert decision.chosen == table.options[1]
    assert decision.counted[str(table.options[0].pk)] == [3, 0, 0]


CHOICES = st.lists(st.sampled_from(list(Choice)), min_size=3)


@given(
    st.sampled_from(list(Method)),
    st.integers(1, 3),
    st.lists(st.tuples(st.integers(0, 2), CHOICES), max_size=9),
)
def test_a_decision_recomputed_from_its_ballots_is_the_decision_recorded(
    method: Method, options: int, said: list[tuple[int, list[Choice]]]
) -> None:
    table = Table(method=method, options=[f"Option {n}" for n in range(options)])
    last: dict[int, list[Choice]] = {}
    for who, choices in said:
        table.say(table.people[who], *choices[:options])
        last[who] = choices[:options]
    if not last:
        return

    table.decide()

    decision = table.again()
    assert queries.is_as_counted(decision)
    assert queries.result_shown(decision) == queries.result(decision)
    for place, option in enumerate(table.options):
        mine = [choices[place] for choices in last.values()]
        assert decision.counted[str(option.pk)] == [mine.count(Y), mine.count(W), mine.count(N)]


@pytest.mark.postgresql
def test_two_ballots_of_one_person_at_the_same_moment_are_one(at_once: Any) -> None:
    table = Table()
    amina = table.people[0]

    at_once([lambda: table.say(amina, Y), lambda: table.say(amina, W), lambda: table.say(amina, N)])

    assert Ballot.objects.within(table.programme).count() == 1
    assert len(queries.result(table.decision).tallies) == 1


def at(table: Table, name: str, *more: object) -> str:
    return reverse(f"decisions:{name}", args=[table.programme.slug, *more])


TODAY_TYPED = localdate(clock()).isoformat()
GOOD = {
    "question": "Where do we meet?", "kind": "shared", "why_this_kind": "It is open.",
    "options": "Library\nHall\n\nLibrary", "method": "thumbs", "who": "programme",
    "who_decides": "All of us", "opens_on": TODAY_TYPED, "closes_on": TODAY_TYPED,
}  # fmt: skip


def test_a_question_is_put_on_a_page(client: Client) -> None:
    table = Table()
    client.force_login(table.people[0])

    text = client.post(at(table, "new"), GOOD | {"means_money": "£20"}, follow=True).text

    assert "Where do we meet?" in text
    assert "£20" in text
    put = queries.decisions(table.programme).get(question="Where do we meet?")
    assert [option.words for option in put.options.all()] == ["Library", "Hall"]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"why_this_kind": ""}, "Please fill this in."),
        ({"options": "\n ".join("abcdefghi")}, "Eight at most."),
        ({"options": "x" * 201}, "Each line may be 200 letters."),
        ({"closes_on": "2001-01-01"}, "It must end on the day it starts, or later."),
        ({"who": "project"}, "Choose the project, or ask the whole programme."),
        ({"question": "x" * 10_000}, "This is too long."),
    ],
)
def test_a_wrong_question_is_given_back(client: Client, wrong: dict[str, str], says: str) -> None:
    table = Table()
    client.force_login(table.people[0])

    answer = client.post(at(table, "new"), GOOD | wrong)

    assert answer.status_code == 200
    assert says in answer.text
    assert Decision.objects.within(table.programme).count() == 1


@pytest.mark.requirement("R146")
def test_how_we_treat_each_other_stands_where_worries_are_written(client: Client) -> None:
    table = Table(opens_on=localdate(), closes_on=localdate())
    propose(by=Hand.own(table.people[0]), project=table.project, text="Be kind.", now=NOON)
    client.force_login(table.people[0])

    page = client.get(at(table, "say", table.decision.pk)).text

    assert "Be kind." in page


def test_a_worry_without_words_is_asked_for(client: Client) -> None:
    table = Table(who=Who.PROGRAMME, opens_on=localdate(), closes_on=localdate())
    client.force_login(table.people[0])
    box = table.options[0].pk.hex

    asked = client.post(at(table, "say", table.decision.pk), {f"choice-{box}": "no"})
    client.post(
        at(table, "say", table.decision.pk), {f"choice-{box}": "worry", f"worry-{box}": "<b>Dark"}
    )

    assert "Say what it is, in your own words." in asked.text
    assert Ballot.objects.within(table.programme).get().worry == "<b>Dark"


@pytest.mark.requirement("R236")
def test_every_member_reads_how_it_was_decided_and_why(client: Client) -> None:
    table = Table()
    table.say(table.people[0], Y)
    table.say(table.people[1], W, worry="Too dark.")
    table.decide(review_on=TODAY + timedelta(days=90))
    client.force_login(member(table.programme))  # in no project

    text = client.get(at(table, "one", table.decision.pk)).text

    for words in (
        "Which words do we change?", "The last bus home", "Can you live with it?", "Shorter.",
        "Farah prints it.", "Too dark.", "Agreed, with worries", "The words are ours.",
        "Sunday 1 September 2030", table.people[0].first_name,
    ):  # fmt: skip
        assert words in text


@pytest.mark.requirement("R022")
def test_first_names_only_while_deciding(client: Client) -> None:
    table = Table()
    amina = table.people[0]
    amina.full_name = "Professor Amina Longsurname"
    amina.save()
    table.say(amina, Y)
    client.force_login(table.people[1])

    text = client.get(at(table, "one", table.decision.pk)).text

    assert amina.first_name in text
    assert "Longsurname" not in text


def test_a_decision_of_another_programme_is_not_there(client: Client) -> None:
    here, elsewhere = Table(), Table()
    client.force_login(here.people[0])

    assert client.get(at(here, "one", elsewhere.decision.pk)).status_code == 404


def test_only_who_asked_or_runs_things_writes_it_down(client: Client) -> None:
    table = Table()
    table.say(table.people[0], Y)
    client.force_login(table.people[0])
    told = {"reasons": "Short.", "next_steps": "Print."}

    refused = client.post(at(table, "decide", table.decision.pk), told)
    client.force_login(table.farah)
    client.post(at(table, "decide", table.decision.pk), told)

    assert refused.status_code == 403
    assert table.again().standing == Standing.DECIDED


def test_what_is_decided_in_a_project_and_what_waits_for_somebody() -> None:
    table = Table()
    amina, ben, _ = table.people
    table.say(amina, Y)

    before = list(queries.waiting_for(ben, table.programme, today=TODAY))
    done = list(queries.waiting_for(amina, table.programme, today=TODAY))
    table.decide()

    assert (before, done) == ([table.decision], [])
    assert list(queries.decided(table.project)) == [table.decision]
    assert list(queries.waiting_for(ben, table.programme, today=TODAY)) == []


def test_what_people_who_live_here_decided_counts_for_the_project() -> None:
    table = Table(phase="design")
    table.say(table.people[0], Y)
    table.decide()

    rows = projects.counted(table.programme, [table.project.pk])[table.project.pk]

    [row] = [row for row in rows if row.key == "decisions.shared"]
    assert (row.by_residents, row.all, row.phase) == (1, 1, "design")
    assert len(row.days) == 1


@pytest.mark.parametrize("name", ["listing", "one"])
def test_pages_cost_the_same_with_few_and_many(client: Client, name: str) -> None:
    table = Table(who=Who.PROGRAMME)
    client.force_login(table.people[0])
    more = [table.decision.pk] if name == "one" else []

    def add(count: int) -> None:
        for _ in range(count):
            table.say(member(table.programme), W)
            table.put()

    same_however_many(lambda: client.get(at(table, name, *more)), add, many=20)
