from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError

from alongside.foundation.notices.models import Notice
from alongside.foundation.people.models import Hand, Person
from alongside.foundation.people.states import Channel, Role
from alongside.foundation.programmes.models import Programme
from alongside.foundation.projects import rules as projects
from alongside.foundation.tasks.models import Task
from alongside.throughout.feedback import actions, queries, rules
from alongside.throughout.feedback.models import Contribution
from alongside.throughout.feedback.states import Kind, Outcome, Standing
from alongside.toolbox.verdicts import NotAllowed
from tests.factories import NOON, PersonFactory, ProgrammeFactory, ProjectFactory, member

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=3)


@pytest.fixture
def programme() -> Programme:
    return ProgrammeFactory.create()


@pytest.fixture
def farah(programme: Programme) -> Person:
    return member(programme, Role.FACILITATOR, person__first_name="Farah")


@pytest.fixture
def jean(programme: Programme, farah: Person) -> Person:
    return member(programme, person__first_name="Jean", person__channel=Channel.LETTER)


def offer(jean: Person, programme: Programme, **more: Any) -> Contribution:
    given: dict[str, Any] = {
        "by": Hand.own(jean),
        "kind": Kind.IDEA,
        "text": "Ask on paper too.",
        "now": NOON,
    }
    return actions.contribute(programme=programme, **(given | more))


def answer(farah: Person, said: Contribution, **more: Any) -> None:
    given: dict[str, Any] = {
        "outcome": Outcome.DONE,
        "why": "You were right.",
        "what_changed": "There are 200 paper copies.",
        "now": LATER,
    }
    actions.answer(by=Hand.own(farah), contribution=said, **(given | more))


def standing(said: Contribution) -> str:
    return Contribution.objects.within(said.programme_id).get(pk=said.pk).standing


@pytest.mark.requirement("R006", "R153")
def test_what_somebody_says_opens_a_debt_with_a_name_and_a_day(
    programme: Programme, farah: Person, jean: Person
) -> None:
    said = offer(jean, programme)

    assert said.owed_by == farah
    assert said.due_on == (NOON + timedelta(days=10)).date()
    assert list(queries.owed(programme)) == [said]


@pytest.mark.requirement("R151", "R252")
def test_the_answer_reaches_the_person_by_the_channel_they_chose(
    programme: Programme, farah: Person, jean: Person
) -> None:
    said = offer(jean, programme)

    answer(farah, said)

    notice = Notice.objects.within(programme).get(person=jean)
    assert notice.channel == Channel.LETTER
    assert notice.words["changed"] == "There are 200 paper copies."
    assert standing(said) == Standing.ANSWERED


@pytest.mark.requirement("R151")
def test_somebody_without_an_account_is_told_by_whoever_answered(
    programme: Programme, farah: Person
) -> None:
    project = ProjectFactory.create(programme=programme)
    said = offer(farah, programme, by=None, project=project, contact="01632 960 001")
    answer(farah, said)
    refused = rules.may_close(project)

    actions.tell_by_hand(by=Hand.own(farah), contribution=said, now=LATER)

    assert Task.objects.within(programme).filter(asked_of=farah, about_id=said.pk).exists()
    assert refused.reason == "1 person still waits to be told what came of what they said."
    assert rules.may_close(project)


@pytest.mark.requirement("R006", "R151")
def test_a_project_cannot_close_while_somebody_waits_to_be_told(
    programme: Programme, farah: Person, jean: Person
) -> None:
    project = ProjectFactory.create(programme=programme)
    said = offer(jean, programme, project=project)

    before = {verdict.reason for verdict in projects.may_it_close.ask(project)}
    answer(farah, said)
    after = {verdict.reason for verdict in projects.may_it_close.ask(project)}

    assert before - after == {"1 person still waits to be told what came of what they said."}


@pytest.mark.requirement("R252")
def test_nothing_is_final_while_a_comment_on_it_waits(
    programme: Programme, farah: Person, jean: Person
) -> None:
    draft = ProjectFactory.create(programme=programme).ref()
    said = offer(jean, programme, about=draft, private=True)

    waiting = rules.may_finalise(programme, draft)
    answer(farah, said, outcome=Outcome.NOT, what_changed="")

    assert waiting.reason == "1 comment still waits for an answer. Answer it first."
    assert rules.may_finalise(programme, draft)


def test_an_answer_that_did_not_answer_opens_the_debt_again(
    programme: Programme, farah: Person, jean: Person
) -> None:
    said = offer(jean, programme)
    answer(farah, said)

    actions.send_back(by=Hand.own(jean), contribution=said, now=LATER)

    [again] = queries.owed(programme)
    assert again == said
    assert again.due_on == (LATER + timedelta(days=10)).date()
    answer(farah, said, why="Sorry. Here is more.")
    assert len(queries.contributions(programme).get().given) == 2


def test_only_the_person_may_say_it_did_not_answer(
    programme: Programme, farah: Person, jean: Person
) -> None:
    said = offer(jean, programme)
    answer(farah, said)

    with pytest.raises(NotAllowed, match="Only the person who said this"):
        actions.send_back(by=Hand.own(farah), contribution=said, now=LATER)


@pytest.mark.requirement("R151")
@pytest.mark.parametrize("why", ["", "   ", "\n"])
def test_nothing_is_closed_unanswered_without_a_reason(
    programme: Programme, farah: Person, jean: Person, why: str
) -> None:
    said = offer(jean, programme)

    with pytest.raises(NotAllowed, match="Say why this gets no answer"):
        actions.set_down(by=Hand.own(farah), contribution=said, why=why, now=LATER)


@pytest.mark.requirement("R151")
def test_what_is_closed_unanswered_names_who_and_why_and_tells_the_person(
    programme: Programme, farah: Person, jean: Person
) -> None:
    said = offer(jean, programme)

    actions.set_down(by=Hand.own(farah), contribution=said, why="It was said twice.", now=LATER)

    [closed] = queries.closed_unanswered(programme)
    assert (closed.set_down_by, closed.set_down_why) == (farah, "It was said twice.")
    assert Notice.objects.within(programme).get(person=jean).words["why"] == "It was said twice."


def test_the_database_itself_refuses_a_nameless_close(programme: Programme, jean: Person) -> None:
    said = offer(jean, programme)
    said.standing = Standing.SET_DOWN

    with pytest.raises(IntegrityError):
        said.save()


@pytest.mark.parametrize(
    ("outcome", "why", "changed", "says"),
    [
        (Outcome.DONE, "Because.", "", "Say what changed."),
        (Outcome.PARTLY, "Because.", "  ", "Say what changed."),
        (Outcome.NOT, " ", "", "Say why."),
    ],
)
def test_an_answer_says_why_and_what_changed(  # noqa: PLR0917 -- fixtures and parameters
    programme: Programme,
    farah: Person,
    jean: Person,
    outcome: str,
    why: str,
    changed: str,
    says: str,
) -> None:
    said = offer(jean, programme)

    with pytest.raises(NotAllowed, match=says):
        answer(farah, said, outcome=Outcome(outcome), why=why, what_changed=changed)
    assert standing(said) == Standing.WAITING


def test_only_those_who_owe_or_run_things_answer(
    programme: Programme, farah: Person, jean: Person
) -> None:
    other = member(programme)
    said = offer(jean, programme)
    theirs = offer(jean, programme, owed_by=other)

    with pytest.raises(NotAllowed, match="A facilitator can do this"):
        answer(other, said)
    answer(other, theirs)

    assert standing(theirs) == Standing.ANSWERED


def test_an_answered_thing_is_not_answered_twice(
    programme: Programme, farah: Person, jean: Person
) -> None:
    said = offer(jean, programme)
    answer(farah, said)

    with pytest.raises(NotAllowed, match="This has an answer"):
        answer(farah, said)


def test_words_are_kept_as_said_and_the_name_is_as_wished(
    programme: Programme, jean: Person
) -> None:
    words = "  Buses?\n\nNo. <b>None</b> 🚌 لا يوجد  "
    said = offer(jean, programme, text=words)

    actions.choose_name(by=Hand.own(jean), contribution=said, name="", now=LATER)

    kept = Contribution.objects.within(programme).get()
    assert kept.text == words
    assert kept.name_as_wished == ""


def test_nobody_else_chooses_the_name(programme: Programme, farah: Person, jean: Person) -> None:
    said = offer(jean, programme)

    with pytest.raises(NotAllowed, match="choose the name"):
        actions.choose_name(by=Hand.own(farah), contribution=said, name="J", now=LATER)


@pytest.mark.parametrize(
    ("who", "private", "reads"),
    [
        ("jean", True, True),
        ("farah", True, True),
        ("other", True, False),
        ("other", False, True),
    ],
)
def test_what_is_private_is_for_the_organisers(
    programme: Programme, farah: Person, jean: Person, who: str, *, private: bool, reads: bool
) -> None:
    people = {"jean": jean, "farah": farah, "other": member(programme)}
    said = offer(jean, programme, private=private)

    assert bool(rules.may_read(people[who], said)) is reads


def test_private_things_are_not_among_what_was_said_about_it(
    programme: Programme, farah: Person, jean: Person
) -> None:
    project = ProjectFactory.create(programme=programme)
    for private in (True, False):
        said = offer(jean, programme, about=project.ref(), project=project, private=private)
        answer(farah, said)

    assert queries.about(programme, project.pk).count() == 1
    assert queries.said_and_done(project).count() == 1
    assert queries.changed_here(programme).count() == 1


@pytest.mark.requirement("R153")
def test_the_report_counts_what_came_of_it_and_how_old_the_silence_is(
    programme: Programme, farah: Person, jean: Person
) -> None:
    said = [offer(jean, programme) for _ in range(4)]
    answer(farah, said[0])
    answer(farah, said[1], outcome=Outcome.NOT, what_changed="")
    actions.set_down(by=Hand.own(farah), contribution=said[2], why="Said twice.", now=LATER)

    counted = queries.report(programme, today=(NOON + timedelta(days=12)).date())

    assert (counted.offered, counted.answered, counted.set_down) == (4, 2, 1)
    assert (counted.waiting, counted.late, counted.oldest_days) == (1, 1, 12)
    assert counted.usual_days == 3


@pytest.mark.requirement("R313")
def test_my_impact_sorts_everything_i_offered_by_what_came_of_it(
    programme: Programme, farah: Person, jean: Person
) -> None:
    done, partly, not_done, waiting = (offer(jean, programme) for _ in range(4))
    answer(farah, done)
    answer(farah, partly, outcome=Outcome.PARTLY)
    answer(farah, not_done, outcome=Outcome.NOT, what_changed="")
    offer(farah, programme)

    part = queries.part_of(jean, programme)

    assert {row.pk for row in part.changed} == {done.pk, partly.pk}
    assert part.not_changed == [not_done]
    assert part.waiting == [waiting]
    assert part.offered == 4


def test_people_of_another_programme_owe_and_answer_nothing_here(programme: Programme) -> None:
    stranger = member(ProgrammeFactory.create(), Role.FACILITATOR)
    said = offer(PersonFactory.create(), programme)

    assert said.owed_by is None
    assert not rules.may_answer(stranger, said)
