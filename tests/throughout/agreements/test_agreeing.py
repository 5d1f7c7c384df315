from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import DjangoAssertNumQueries

from alongside.foundation.notices.models import Notice
from alongside.foundation.people.models import Hand, Person
from alongside.foundation.programmes.models import Programme
from alongside.foundation.projects import actions as projects
from alongside.foundation.projects import rules as project_rules
from alongside.foundation.projects.models import Project
from alongside.throughout.agreements import actions, queries
from alongside.throughout.agreements.models import Clause, Version
from alongside.throughout.agreements.states import Says, Standing
from alongside.throughout.feedback import queries as feedback
from alongside.toolbox.verdicts import NotAllowed
from tests.factories import (
    NOON,
    ProgrammeFactory,
    ProjectFactory,
    ProjectMemberFactory,
    facilitator,
    member,
)

pytestmark = pytest.mark.django_db
REVIEW = date(2030, 12, 1)


def a_group(count: int = 3) -> tuple[Project, list[Person]]:
    project = ProjectFactory.create()
    people = [member(project.programme) for _ in range(count)]
    for person in people:
        ProjectMemberFactory.create(project=project, programme=project.programme, person=person)
    return project, people


def propose(project: Project, person: Person, text: str = "We listen.") -> Clause:
    return actions.propose(by=Hand.own(person), project=project, text=text, now=NOON)


def put(project: Project, person: Person) -> Version:
    return actions.put_to_everyone(by=Hand.own(person), project=project, review_on=REVIEW, now=NOON)


def say(version: Version, person: Person, says: Says, what: str = "Add tea.") -> None:
    actions.answer(by=Hand.own(person), version=version, says=says, what=what, now=NOON)


def standing(project: Project) -> Standing:
    return queries.current(project).standing


@pytest.mark.requirement("R145")
def test_it_starts_empty_and_anyone_in_the_project_writes_it() -> None:
    project, people = a_group()

    assert queries.current(project).clauses == []
    assert standing(project) == Standing.EMPTY
    for number, person in enumerate(people):
        propose(project, person, f"Word {number}")

    assert [clause.text for clause in queries.current(project).clauses] == [
        "Word 0",
        "Word 1",
        "Word 2",
    ]
    with pytest.raises(NotAllowed, match="people in the project"):
        propose(project, facilitator(project.programme))


@pytest.mark.requirement("R145")
def test_it_is_agreed_when_everyone_has_said_yes_and_not_before() -> None:
    project, (amina, bea, cal) = a_group()
    propose(project, amina)
    version = put(project, bea)

    assert Notice.objects.within(project.programme).count() == 3
    say(version, amina, Says.AGREE)
    say(version, bea, Says.CHANGE)
    say(version, cal, Says.AGREE)
    assert standing(project) == Standing.ASKED
    say(version, bea, Says.AGREE)

    assert standing(project) == Standing.AGREED


@pytest.mark.requirement("R145")
def test_what_would_need_to_change_is_owed_an_answer() -> None:
    project, (amina, *_) = a_group()
    propose(project, amina)
    version = put(project, amina)

    with pytest.raises(NotAllowed, match="what would need to change"):
        say(version, amina, Says.CHANGE, what=" ")
    say(version, amina, Says.CHANGE, what="Say it in Welsh too.")

    [owed] = feedback.unanswered_about(project.programme, version.pk)
    assert owed.text == "Say it in Welsh too."


def test_a_comment_on_a_clause_is_owed_an_answer(client: Client) -> None:
    project, (amina, bea, _) = a_group()
    clause = propose(project, amina)
    client.force_login(bea)
    page = client.get(reverse("agreements:clause", args=[project.programme.slug, clause.pk]))

    sealed = page.text.split('name="about" value="')[1].split('"')[0]
    sent = {"about": sealed, "kind": "comment", "text": "And in the chat?"}
    client.post(reverse("feedback:say", args=[project.programme.slug]), sent)

    [said] = feedback.unanswered_about(project.programme, clause.pk)
    assert (said.text, said.person) == ("And in the chat?", bea)


@pytest.mark.requirement("R147")
@pytest.mark.parametrize("change", ["add", "reword", "take out"])
def test_a_change_of_the_words_asks_everyone_again(change: str) -> None:
    project, (amina, bea, cal) = a_group()
    clause, _other = propose(project, amina), propose(project, bea, "We start on time.")
    version = put(project, amina)
    for person in (amina, bea, cal):
        say(version, person, Says.AGREE)

    if change == "add":
        propose(project, cal, "We share the tea.")
    elif change == "reword":
        actions.reword(by=Hand.own(cal), clause=clause, text="We hear it out.", now=NOON)
    else:
        actions.take_out(by=Hand.own(cal), clause=clause, why="Said twice.", now=NOON)

    assert standing(project) == Standing.WRITING
    with pytest.raises(NotAllowed, match="words have changed"):
        say(version, amina, Says.AGREE)
    again = put(project, bea)
    assert (standing(project), again.number) == (Standing.ASKED, 2)


@pytest.mark.requirement("R147")
def test_somebody_who_joins_is_asked_too() -> None:
    project, people = a_group()
    propose(project, people[0])
    version = put(project, people[0])
    for person in people:
        say(version, person, Says.AGREE)

    newcomer, lead = member(project.programme), facilitator(project.programme)
    projects.add_member(by=Hand.own(lead), project=project, person=newcomer, now=NOON)

    told = Notice.objects.within(project.programme).filter(person=newcomer)
    assert told.filter(key="agreements.please_answer").exists()
    assert standing(project) == Standing.ASKED
    assert queries.current(project).waits_for == [newcomer]
    say(version, newcomer, Says.AGREE)
    assert standing(project) == Standing.AGREED
    assert queries.current(project).review_on == REVIEW


def test_the_group_may_go_on_with_a_reason_and_that_is_not_called_agreed() -> None:
    project, (amina, bea, cal) = a_group()
    lead = facilitator(project.programme)
    propose(project, amina)
    version = put(project, amina)
    say(version, amina, Says.AGREE)
    say(version, bea, Says.CHANGE)

    with pytest.raises(NotAllowed, match="Give people time"):
        actions.go_on(by=Hand.own(lead), version=version, why="We tried.", now=NOON)
    say(version, cal, Says.AGREE)
    with pytest.raises(NotAllowed, match="Ask"):
        actions.go_on(by=Hand.own(amina), version=version, why="We tried.", now=NOON)
    with pytest.raises(NotAllowed, match="Write down why"):
        actions.go_on(by=Hand.own(lead), version=version, why=" ", now=NOON)
    actions.go_on(by=Hand.own(lead), version=version, why="We tried twice.", now=NOON)

    assert standing(project) == Standing.WENT_ON
    actions.answer(
        by=Hand.own(cal),
        version=version,
        says=Says.CHANGE,
        what="Wait, this is new.",
        now=NOON + timedelta(hours=1),
    )
    assert standing(project) == Standing.ASKED


def test_a_facilitator_writes_down_what_somebody_says_by_phone() -> None:
    project, (amina, _bea, cal) = a_group()
    propose(project, amina)
    version = put(project, amina)
    by_phone = Hand(cal, facilitator(project.programme), "phone")

    actions.answer(by=by_phone, version=version, says=Says.AGREE, now=NOON)

    assert queries.current(project).agree == [cal]


steps = st.lists(
    st.one_of(
        st.tuples(st.just("propose"), st.integers(0, 2)),
        st.tuples(st.just("put"), st.integers(0, 2)),
        st.tuples(st.just("agree"), st.integers(0, 3)),
        st.tuples(st.just("change"), st.integers(0, 3)),
        st.tuples(st.just("reword"), st.integers(0, 2)),
        st.tuples(st.just("go on"), st.just(0)),
        st.tuples(st.just("join"), st.just(3)),
    ),
    max_size=14,
)


@pytest.mark.requirement("R145")
@given(steps)
def test_it_is_never_agreed_while_somebody_asked_said_change_to_the_words(
    happens: list[tuple[str, int]],
) -> None:
    project, people = a_group()
    lead, newcomer = facilitator(project.programme), member(project.programme)
    everyone, said, text = [*people], dict[Person, str](), None
    for what, who in happens:
        person = [*people, newcomer][who]
        current = queries.current(project)
        with suppress(NotAllowed):
            if what == "propose":
                propose(project, person, f"Words {len(current.clauses)}")
            elif what == "put":
                put(project, person)
                said, text = {}, [c.text for c in current.clauses]
            elif what == "reword" and current.clauses:
                clause = current.clauses[0]
                actions.reword(by=Hand.own(person), clause=clause, text=f"{clause}!", now=NOON)
            elif what == "go on" and current.version:
                actions.go_on(by=Hand.own(lead), version=current.version, why="So.", now=NOON)
            elif what == "join" and newcomer not in everyone:
                ProjectMemberFactory.create(
                    project=project, programme=project.programme, person=newcomer
                )
                everyone.append(newcomer)
            elif what in {"agree", "change"} and current.version:
                say(current.version, person, Says(what))
                said[person] = what

        now = queries.current(project)
        same_text = text == [clause.text for clause in now.clauses]
        all_said_yes = same_text and all(said.get(each) == "agree" for each in everyone)
        assert now.is_agreed == bool(text and all_said_yes)


def test_nobody_from_outside_reads_or_answers(client: Client) -> None:
    project, (amina, *_) = a_group()
    propose(project, amina)
    stranger, elsewhere = member(project.programme), member(ProgrammeFactory.create())
    page = reverse("agreements:agreement", args=[project.programme.slug, project.pk])

    client.force_login(stranger)
    assert client.get(page).status_code == 403
    client.force_login(elsewhere)
    assert client.get(page).status_code == 404
    other = Programme.objects.exclude(pk=project.programme.pk).get()
    assert (
        client.get(reverse("agreements:agreement", args=[other.slug, project.pk])).status_code
        == 404
    )
    assert not project_rules.may_see(stranger, project)


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "🙂 مرحبا بكم", "x" * 10_000, "", "Line\r\nline"]
)
def test_whatever_is_typed_is_kept_or_answered(client: Client, text: str) -> None:
    project, (amina, *_) = a_group()
    client.force_login(amina)

    page = client.post(
        reverse("agreements:propose", args=[project.programme.slug, project.pk]), {"text": text}
    )

    fits = 0 < len(text) <= 600
    assert page.status_code == (302 if fits else 422)
    shown = client.get(
        reverse("agreements:agreement", args=[project.programme.slug, project.pk])
    ).text
    assert "<script>alert" not in shown
    assert ("مرحبا" in shown) == ("مرحبا" in text)


def test_the_whole_way_on_the_pages(client: Client) -> None:
    project, (amina, bea) = a_group(2)
    slug = project.programme.slug
    client.force_login(amina)
    page = reverse("agreements:agreement", args=[slug, project.pk])

    client.post(reverse("agreements:propose", args=[slug, project.pk]), {"text": "We listen."})
    clause = Clause.objects.within(project.programme).get()
    client.post(reverse("agreements:reword", args=[slug, clause.pk]), {"text": "We hear it."})
    days = {"review_on_0": "1", "review_on_1": "12", "review_on_2": "2030"}
    client.post(reverse("agreements:put", args=[slug, project.pk]), days)
    version = Version.objects.within(project.programme).get()
    answer = reverse("agreements:answer", args=[slug, version.pk])
    wrong = client.post(answer, {"says": "change", "what": ""})
    client.post(answer, {"says": "agree"})
    client.force_login(bea)
    client.post(answer, {"says": "agree"})

    assert wrong.status_code == 422
    assert "Everyone agrees" in client.get(page).text
    assert "We hear it." in client.get(reverse("agreements:sheet", args=[slug, project.pk])).text
    assert client.get(reverse("agreements:clause", args=[slug, clause.pk])).status_code == 200


@pytest.mark.parametrize("count", [3, 300])
def test_the_page_costs_the_same_however_many_people(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    project, people = a_group(count)
    for person in people[:3]:
        propose(project, person)
    put(project, people[0])
    client.force_login(people[0])

    with django_assert_max_num_queries(14):
        page = client.get(
            reverse("agreements:agreement", args=[project.programme.slug, project.pk])
        )

    assert page.status_code == 200
