"""Five real documents go all the way: brought in, read apart, talked about, found, checked back."""

from pathlib import Path
from typing import Final

import pytest

from alongside.algorithms.sentences import Span, sentences
from alongside.foundation.people.models import Hand, Person
from alongside.foundation.projects.models import Project
from alongside.phases.analysis import actions, queries
from alongside.phases.analysis.models import Coding, Pack, Part
from alongside.phases.analysis.states import Consent, FindingStanding, Reply, Settled
from alongside.phases.collection import actions as collection
from alongside.phases.collection import queries as sources
from alongside.phases.collection.states import Kind, MayUse
from alongside.throughout.feedback import actions as feedback
from alongside.throughout.feedback import queries as loop
from alongside.throughout.feedback.states import Outcome
from alongside.toolbox.verdicts import NotAllowed
from tests.factories import NOON, TODAY, ProjectFactory, ProjectMemberFactory, member

FOLDER: Final = Path(__file__).resolve().parents[4] / "shared" / "seeds"
DOCUMENTS: Final = sorted(FOLDER.glob("*.txt")) if FOLDER.is_dir() else []
CODES: Final = {
    "Power": "Who decides, and who is listened to",
    "Time": "How long things take",
    "Thanks": "Being paid, thanked and named",
}
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not DOCUMENTS, reason="because the five source documents are not here"),
]


@pytest.fixture
def readers() -> list[Person]:
    project = ProjectFactory.create(title="What makes working together work?")
    people = [member(project.programme) for _ in range(3)]
    for person in people:
        ProjectMemberFactory.create(project=project, programme=project.programme, person=person)
    return people


@pytest.fixture
def project(readers: list[Person]) -> Project:
    return Project.objects.get(title="What makes working together work?")


def bring_in_all(project: Project, person: Person) -> None:
    for path in DOCUMENTS:
        collection.bring_in(
            by=Hand.own(person),
            project=project,
            title=f"Document {path.stem[:3]}",
            kind=Kind.DOCUMENT,
            how_it_came="Given to the project to read.",
            may_use=MayUse.READ_ONLY,
            name=path.name,
            content=path.read_bytes(),
            now=NOON,
        )


def a_pack(project: Project, readers: list[Person]) -> Pack:
    bring_in_all(project, readers[0])
    pack = actions.make_pack(
        by=Hand.own(readers[0]),
        project=project,
        title="First look",
        texts=sources.texts_of(project),
        codes=CODES,
        readers=readers,
        until_on=TODAY,
        now=NOON,
    )
    actions.open_pack(by=Hand.own(readers[0]), pack=pack, now=NOON)
    return pack


def code_apart(pack: Pack, readers: list[Person]) -> None:
    """Three people mark, each in their own way: some the same, some next to it, some elsewhere."""
    codes = queries.codes_of(pack)
    for who, person in enumerate(readers):
        for number, part in enumerate(queries.parts_of(pack)):
            last = part.last
            marked = {last // 2, last // 2 + 1} if who < 2 else {last // 2}
            actions.mark(
                by=Hand.own(person),
                part=part,
                sentences={n for n in marked if 1 <= n <= last},
                codes=[codes[number % 3], codes[0]] if who == 1 else [codes[number % 3]],
                now=NOON,
            )
            actions.mark(
                by=Hand.own(person), part=part, sentences={who + 1}, codes=[codes[who]], now=NOON
            )
        actions.finish(by=Hand.own(person), pack=pack, now=NOON)


def settle_all(pack: Pack, person: Person) -> None:
    for place in queries.places_of(pack, person):
        alike = len(place.codes) == 1
        actions.settle(
            by=Hand.own(person),
            pack=pack,
            text=place.part.text,
            span=place.span,
            how=Settled.AGREE if alike else Settled.KEEP_BOTH,
            codes=place.codes if alike else [],
            why="We read it aloud and saw it so.",
            now=NOON,
        )


def test_every_mark_in_the_real_documents_points_at_the_words_that_were_chosen(
    project: Project, readers: list[Person]
) -> None:
    bring_in_all(project, readers[0])
    pack = actions.make_pack(
        by=Hand.own(readers[0]),
        project=project,
        title="Every sentence",
        texts=sources.texts_of(project),
        codes={"Power": ""},
        readers=readers,
        until_on=TODAY,
        now=NOON,
    )
    actions.open_pack(by=Hand.own(readers[0]), pack=pack, now=NOON)
    [power] = queries.codes_of(pack)

    for part in queries.parts_of(pack):
        step = max(1, part.last // 30)
        for number in range(1, part.last + 1, step):
            words = sentences(part.text.text)[number - 1].of(part.text.text).split()
            some = " ".join(words[: max(1, len(words) // 2)])
            actions.mark(
                by=Hand.own(readers[0]),
                part=part,
                sentences={number},
                words=some,
                codes=[power],
                now=NOON,
            )

    marks = Coding.objects.within(project.programme).select_related("text")
    assert marks.count() >= 100
    for mark in marks:
        original = (
            (FOLDER / DOCUMENTS[mark.text.source.number - 1].name)
            .read_bytes()
            .decode("utf-8-sig")
            .replace("\r\n", "\n")
        )
        assert (
            mark.text.text[mark.start : mark.end] == mark.chosen == original[mark.start : mark.end]
        )


@pytest.mark.requirement("R275")
@pytest.mark.requirement("R277")
@pytest.mark.requirement("R276")
@pytest.mark.requirement("R080")
def test_from_five_documents_to_two_findings_that_were_checked_back(
    project: Project, readers: list[Person]
) -> None:
    amina, bea, cal = readers
    pack = a_pack(project, readers)
    assert sources.sources(project).count() == 5
    code_apart(pack, readers)
    assert not queries.settled(project).exists()

    actions.look_together(by=Hand.own(amina), pack=pack, now=NOON)
    overlap = {row.code.name: row.overlap for row in queries.overlaps(pack, bea)}
    assert 0 < overlap["Power"].share_of_everyone < 1
    settle_all(pack, bea)
    passages = list(queries.settled(project))

    themes = [
        actions.propose_theme(
            by=Hand.own(person), project=project, name=name, codes=[code], codings=some, now=NOON
        )
        for person, name, code, some in (
            (cal, "Who decides", queries.codes_of(pack)[0], passages[:3]),
            (bea, "Time and thanks", queries.codes_of(pack)[1], passages[3:6]),
        )
    ]
    findings = [
        actions.write_finding(
            by=Hand.own(amina), project=project, statement=words, themes=[theme], now=NOON
        )
        for words, theme in zip(
            ("People stay when they share decisions.", "Time has to be paid for."),
            themes,
            strict=True,
        )
    ]
    for finding, passage in zip(findings, (passages[0], passages[4]), strict=True):
        actions.quote(
            by=Hand.own(amina),
            finding=finding,
            coding=passage,
            consent=Consent.NOT_ASKED,
            said_by=cal,
            now=NOON,
        )
    [asked] = actions.ask_back(by=Hand.own(amina), finding=findings[0], now=NOON)
    with pytest.raises(NotAllowed, match="may use their words"):
        actions.call_final(by=Hand.own(amina), finding=findings[0], now=NOON)

    actions.reply(
        by=Hand.own(cal),
        asked=asked,
        answer=Reply.CHANGE,
        words="Say “often share”.",
        consent=Consent.WITH_NAME,
        name_as_wished="Cal of the harbour",
        now=NOON,
    )
    with pytest.raises(NotAllowed, match="waits for an answer"):
        actions.call_final(by=Hand.own(amina), finding=findings[0], now=NOON)
    [said] = loop.unanswered_about(project.programme, findings[0].pk)
    actions.change_finding(
        by=Hand.own(bea),
        finding=findings[0],
        statement="People stay when they often share decisions.",
        meaning="",
        minority_view="Bea thinks that food matters more.",
        themes=themes[:1],
        now=NOON,
    )
    feedback.answer(
        by=Hand.own(amina),
        contribution=said,
        outcome=Outcome.DONE,
        why="You were right.",
        what_changed="It says often share.",
        now=NOON,
    )
    actions.call_final(by=Hand.own(amina), finding=findings[0], now=NOON)

    [final] = queries.findings(project, final=True)
    assert final.statement == "People stay when they often share decisions."
    assert final.standing == FindingStanding.FINAL
    [quote] = queries.quotes(final)
    assert (quote.may_be_shown, quote.attribution) == (True, "Cal of the harbour")
    assert Span(quote.start, quote.end).of(quote.text.text) == quote.chosen
    recommendation = actions.recommend(
        by=Hand.own(cal),
        project=project,
        text="Decide the dates together.",
        for_whom="The harbour board",
        findings=[final],
        now=NOON,
    )
    assert list(queries.recommendations(project)) == [recommendation]
    assert queries.findings(project, final=False).count() == 1


def test_parts_hold_every_sentence_of_a_document(project: Project, readers: list[Person]) -> None:
    pack = a_pack(project, readers)

    for part in Part.objects.within(project.programme).filter(pack=pack).select_related("text"):
        assert part.last == len(sentences(part.text.text))
