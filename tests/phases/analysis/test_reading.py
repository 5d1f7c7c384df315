from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from alongside.algorithms.sentences import Span, sentences
from alongside.foundation.people.models import Hand
from alongside.foundation.tasks import queries as tasks
from alongside.phases.analysis import actions, checks, queries
from alongside.phases.analysis.models import Coding, Settling
from alongside.phases.analysis.states import PackStanding, Round, Settled
from alongside.toolbox.moves import ImpossibleMoveError
from alongside.toolbox.verdicts import NotAllowed
from tests.factories import NOON, TODAY, ProjectFactory, ProjectMemberFactory, facilitator, member

from .stage import a_stage

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("R278")
def test_while_people_read_apart_nobody_sees_anybody_elses_marks(client: Client) -> None:
    stage = a_stage()
    amina, bea, cal = stage.people
    farah = facilitator(stage.project.programme)
    stage.mark(amina, {4, 5}, "Power")
    [note] = actions.mark(
        by=Hand.own(bea),
        part=stage.part,
        sentences={4},
        codes=[stage.code("Thanks")],
        note="Zephyr note",
        now=NOON,
    )

    programme = stage.project.programme
    assert [m.person for m in queries.marks_seen_by(amina, programme)] == [amina]
    assert [m.person for m in queries.marks_seen_by(bea, programme)] == [bea]
    assert not queries.marks_seen_by(cal, programme).exists()
    assert not queries.marks_seen_by(farah, programme).exists()
    assert queries.places_of(stage.pack, farah) == []
    assert queries.overlaps(stage.pack, farah) == []
    assert not queries.settled(stage.project).exists()
    pages = [
        reverse("analysis:project", args=[stage.slug, stage.project.pk]),
        *(
            reverse(f"analysis:{name}", args=[stage.slug, stage.pack.pk])
            for name in ("pack", "together", "cards")
        ),
        reverse("analysis:read", args=[stage.slug, stage.part.pk]),
    ]
    for person in (amina, cal, farah):
        client.force_login(person)
        for page in pages:
            text = client.get(page).text
            assert "Zephyr note" not in text
            assert "<mark>" not in text or person == amina
    client.force_login(farah)
    assert client.post(reverse("analysis:take_back", args=[stage.slug, note.pk])).status_code == 404
    assert (
        client.get(reverse("analysis:place", args=[stage.slug, stage.pack.pk, 1])).status_code
        == 302
    )


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(1, 6)), max_size=8))
def test_apart_means_apart_whatever_people_mark(marked: list[tuple[int, int]]) -> None:
    stage = a_stage()
    for who, number in marked:
        stage.mark(stage.people[who], {number}, "Power")

    for who, person in enumerate(stage.people):
        mine = queries.marks_seen_by(person, stage.project.programme)
        assert mine.count() == len({number for each, number in marked if each == who})
    stage.together()
    everyone = queries.marks_seen_by(stage.people[0], stage.project.programme)
    assert everyone.count() == len(set(marked))


def test_marks_are_seen_only_when_everyone_is_done() -> None:
    stage = a_stage()
    amina, bea, cal = stage.people
    for person in (amina, bea):
        actions.finish(by=Hand.own(person), pack=stage.pack, now=NOON)

    with pytest.raises(NotAllowed, match=f"We wait for: {cal.first_name}"):
        actions.look_together(by=Hand.own(amina), pack=stage.pack, now=NOON)
    actions.finish(by=Hand.own(cal), pack=stage.pack, now=NOON)
    actions.look_together(by=Hand.own(amina), pack=stage.pack, now=NOON)

    assert stage.pack.standing == PackStanding.TOGETHER
    with pytest.raises(NotAllowed, match="Marking alone is over"):
        stage.mark(amina, {1}, "Power")
    with pytest.raises(ImpossibleMoveError):
        actions.look_together(by=Hand.own(amina), pack=stage.pack, now=NOON)


texts = st.text(st.sampled_from("aé🙂م\u0301. \nWB"), min_size=1, max_size=60)


@given(texts)
def test_the_place_of_a_mark_is_the_words_that_were_chosen(text: str) -> None:
    normal = text.replace("\r\n", "\n")
    for span in sentences(normal):
        assert Span(span.start, span.end).of(normal) == normal[span.start : span.end] != ""


@pytest.mark.requirement("R275")
@pytest.mark.parametrize("words", ["", "The bus", "bus does not", "مرحبا بكم", "🙂 The bus"])
def test_a_mark_points_at_the_letters_with_emoji_arabic_and_windows_lines(
    words: str,
) -> None:
    stage = a_stage()
    numbers = {
        number
        for number, span in enumerate(sentences(stage.part.text.text), 1)
        if not words or words.rsplit(maxsplit=1)[-1] in span.of(stage.part.text.text)
    }

    made = stage.mark(stage.people[0], numbers if words else {2, 3}, "Power", words=words)

    for coding in made:
        assert coding.text.text[coding.start : coding.end] == coding.chosen
        assert "\r" not in coding.text.text
        assert not words or coding.chosen == words


def test_sentences_that_do_not_touch_are_two_passages_and_the_same_twice_is_one() -> None:
    stage = a_stage()

    made = stage.mark(stage.people[0], {1, 2, 5}, "Power")
    again = stage.mark(stage.people[0], {1, 2, 5}, "Power")

    assert len(made) == 2
    assert made == again
    actions.take_back(by=Hand.own(stage.people[0]), coding=made[0], now=NOON)
    assert queries.marks_seen_by(stage.people[0], stage.project.programme).count() == 1


@pytest.mark.parametrize(
    ("sentences_", "names", "words", "says"),
    [
        ({99}, ["Power"], "", "Choose sentences from 1 to"),
        (set(), ["Power"], "", "at least one sentence"),
        ({1}, [], "", "at least one sentence"),
        ({1}, ["Power"], "never said", "cannot find these words"),
    ],
)
def test_what_cannot_be_marked_is_told_why(
    sentences_: set[int], names: list[str], words: str, says: str
) -> None:
    stage = a_stage()

    with pytest.raises(NotAllowed, match=says):
        stage.mark(stage.people[0], sentences_, *names, words=words)


def test_only_readers_mark() -> None:
    stage = a_stage()
    other = member(stage.project.programme)
    ProjectMemberFactory.create(
        project=stage.project, programme=stage.project.programme, person=other
    )

    with pytest.raises(NotAllowed, match="not among the readers"):
        stage.mark(other, {1}, "Power")


def test_readers_are_asked_and_their_task_is_done_when_they_are() -> None:
    stage = a_stage()
    amina = stage.people[0]

    assert [task.key for task in tasks.to_do(amina, stage.project.programme)] == [
        "analysis.please_read"
    ]
    actions.finish(by=Hand.own(amina), pack=stage.pack, now=NOON)
    assert not tasks.to_do(amina, stage.project.programme).exists()
    with pytest.raises(NotAllowed, match="Say you are not"):
        stage.mark(amina, {1}, "Power")
    actions.finish(by=Hand.own(amina), pack=stage.pack, now=NOON, done=False)
    assert stage.mark(amina, {1}, "Power")


def test_a_pack_without_readers_or_names_is_not_opened() -> None:
    stage = a_stage(opened=False)
    empty = actions.make_pack(
        by=Hand.own(stage.people[0]),
        project=stage.project,
        title="Empty",
        texts=[],
        codes={},
        readers=[],
        until_on=TODAY,
        now=NOON,
    )

    found = {advice.key for advice in checks.PACK.of(checks.plan_of(empty))}
    assert found == {"passages", "names", "readers"}
    with pytest.raises(NotAllowed, match="Choose something to read"):
        actions.open_pack(by=Hand.own(stage.people[0]), pack=empty, now=NOON)


@pytest.mark.parametrize(
    ("plan", "keys"),
    [
        (checks.PackPlan(20, 3, 3, 1, 45), set()),
        (checks.PackPlan(20, 3, 2, 1, 45), {"three-readers"}),
        (checks.PackPlan(20, 3, 3, 0, 45), {"residents"}),
        (checks.PackPlan(900, 3, 3, 1, 45), {"too-much"}),
        (checks.PackPlan(0, 0, 1, 1, 45), {"passages", "names", "readers"}),
    ],
)
def test_what_a_pack_is_asked_to_think_about(plan: checks.PackPlan, keys: set[str]) -> None:
    assert {advice.key for advice in checks.PACK.of(plan)} == keys


@pytest.mark.requirement("R278")
def test_talking_keeps_what_stood_before() -> None:
    stage = a_stage()
    amina, bea, _cal = stage.people
    stage.mark(amina, {4, 5}, "Power")
    stage.mark(bea, {5}, "Thanks")
    stage.together()
    [place] = queries.places_of(stage.pack, bea)
    given: dict[str, Any] = {
        "by": Hand.own(bea),
        "pack": stage.pack,
        "text": place.part.text,
        "now": NOON,
    }

    assert [person for person, _marks in place.by_person] == [amina, bea]
    assert not place.is_alike
    actions.settle(span=place.span, how=Settled.KEEP_BOTH, why="Both are there.", **given)
    assert {c.code.name for c in queries.settled(stage.project)} == {"Power", "Thanks"}
    with pytest.raises(NotAllowed, match="Say why"):
        actions.settle(span=place.span, how=Settled.KEEP_BOTH, why=" ", **given)
    actions.settle(
        span=place.span, how=Settled.NEW_CODE, new_code="Being heard", why="It fits.", **given
    )

    [now] = queries.settled(stage.project)
    assert (now.code.name, now.chosen) == ("Being heard", place.words)
    assert [row.how for row in queries.history(stage.pack, place)] == [Settled.KEEP_BOTH]
    assert Settling.objects.within(stage.project.programme).count() == 2
    assert Coding.objects.within(stage.project.programme).filter(round=Round.APART).count() == 2
    actions.settle(span=place.span, how=Settled.NONE, why="Not after all.", **given)
    assert not queries.settled(stage.project).exists()


@pytest.mark.parametrize(
    ("how", "says"),
    [(Settled.AGREE, "Choose the one name"), (Settled.NEW_CODE, "Write down the new name")],
)
def test_an_outcome_says_which_name(how: Settled, says: str) -> None:
    stage = a_stage()
    stage.mark(stage.people[0], {1}, "Power")
    stage.together()

    with pytest.raises(NotAllowed, match=says):
        stage.settle(how)


def test_overlap_is_counted_by_code_over_marked_letters() -> None:
    stage = a_stage()
    amina, bea, cal = stage.people
    for person in (amina, bea, cal):
        stage.mark(person, {1}, "Power")
    stage.mark(amina, {2}, "Thanks")
    stage.together()

    shares = {
        row.code.name: row.overlap.share_of_everyone for row in queries.overlaps(stage.pack, bea)
    }

    assert shares == {"Power": 1.0, "Thanks": 0.0}


def test_where_there_is_nothing_to_read_the_way_leads_to_bringing_something(client: Client) -> None:
    project = ProjectFactory.create()
    person = member(project.programme)
    ProjectMemberFactory.create(project=project, programme=project.programme, person=person)
    client.force_login(person)
    place = [project.programme.slug, project.pk]

    page = client.get(reverse("analysis:project", args=place)).text

    assert reverse("collection:bring", args=place) in page
    assert reverse("analysis:new_pack", args=place) not in page
