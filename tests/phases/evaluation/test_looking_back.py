import csv
import io
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import docx
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.foundation.people.models import Hand, Person
from alongside.foundation.people.states import Role
from alongside.foundation.programmes.models import Programme
from alongside.foundation.projects import actions as projects
from alongside.foundation.projects.models import PhasePlan, Project
from alongside.foundation.projects.phases import Phase
from alongside.foundation.projects.rules import may_it_close
from alongside.foundation.projects.states import HowOpen, Level, Stage
from alongside.phases.evaluation import actions, queries
from alongside.phases.evaluation.models import Impact
from alongside.phases.evaluation.states import Found, Framework, Good, Reach
from alongside.throughout.feedback import actions as feedback
from alongside.throughout.feedback.models import Contribution
from alongside.throughout.feedback.states import Kind, Outcome
from alongside.toolbox.verdicts import NotAllowed
from tests.factories import (
    NOON,
    TODAY,
    ProgrammeFactory,
    ProjectFactory,
    ProjectMemberFactory,
    member,
)

pytestmark = pytest.mark.django_db


@dataclass
class Town:
    programme: Programme
    project: Project
    farah: Person
    jean: Person

    @property
    def hand(self) -> Hand:
        return Hand.own(self.farah)


@pytest.fixture
def town() -> Town:
    programme = ProgrammeFactory.create()
    project = ProjectFactory.create(
        programme=programme, stage=Stage.OPEN, common_aim="Everyone gets home."
    )
    PhasePlan.objects.bulk_create(
        PhasePlan(programme=programme, project=project, phase=phase) for phase in Phase
    )
    farah = member(programme, Role.FACILITATOR, person__first_name="Farah")
    jean = member(programme, person__first_name="Jean")
    for person in (farah, jean):
        ProjectMemberFactory.create(
            programme=programme,
            project=project,
            person=person,
            lives_here=person == jean,
            runs_it=person == farah,
        )
    return Town(programme, project, farah, jean)


def say(town: Town, text: str = "Ask on paper too.", **more: Any) -> Contribution:
    return feedback.contribute(
        by=Hand.own(town.jean),
        programme=town.programme,
        kind=Kind.IDEA,
        text=text,
        now=NOON,
        project=town.project,
        **more,
    )


def answer(town: Town, said: Contribution, outcome: Outcome = Outcome.DONE) -> None:
    changed = "" if outcome == Outcome.NOT else "There are 200 paper copies."
    feedback.answer(
        by=town.hand,
        contribution=said,
        outcome=outcome,
        why="You were right.",
        what_changed=changed,
        now=NOON,
    )


def notice(town: Town, **more: Any) -> Impact:
    given: dict[str, Any] = {
        "what": "The last bus leaves at 10.40.",
        "for_whom": "People who work late",
        "reach": Reach.SOCIETY,
        "good": Good.GOOD,
        "expected": True,
        "evidence": "The new timetable.",
        "happened_on": TODAY,
    }
    return actions.notice(by=town.hand, project=town.project, now=NOON, **(given | more))


def review(town: Town, **more: Any) -> None:
    given: dict[str, Any] = {
        "question": town.project.question,
        "found": Found.PARTLY,
        "why": "We know about evenings, not about nights.",
    }
    actions.review(by=town.hand, project=town.project, now=NOON, **(given | more))


@pytest.mark.requirement("R296")
def test_each_question_we_set_out_with_gets_an_honest_answer(town: Town) -> None:
    before = queries.asked(town.project)

    review(town)
    review(town, found=Found.NOT, why="We ran out of time.")

    [one] = queries.asked(town.project)
    assert [(asked.question, asked.review) for asked in before] == [(town.project.question, None)]
    assert one.review is not None
    assert (one.review.found, one.review.why) == (Found.NOT, "We ran out of time.")
    assert one.review.by == town.farah


@pytest.mark.requirement("R296")
def test_a_project_closes_only_when_its_questions_were_looked_at(town: Town) -> None:
    stop = f"Say first whether we found this out: {town.project.question}"
    before = [no.reason for no in may_it_close.ask(town.project) if not no]

    review(town)

    assert stop in before
    assert stop not in [no.reason for no in may_it_close.ask(town.project) if not no]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [({"why": " "}, "Say why"), ({"question": "Another?"}, "This project did not ask that.")],
)
def test_a_review_is_of_a_question_we_asked_and_says_why(
    town: Town, wrong: dict[str, Any], says: str
) -> None:
    with pytest.raises(NotAllowed, match=says):
        review(town, **wrong)


@pytest.mark.requirement("R297")
@pytest.mark.parametrize(
    ("wrong", "says"),
    [({"what": " "}, "Say what changed."), ({"evidence": ""}, "Say how we know.")],
)
def test_a_change_says_what_and_how_we_know(town: Town, wrong: dict[str, Any], says: str) -> None:
    with pytest.raises(NotAllowed, match=says):
        notice(town, **wrong)


@pytest.mark.requirement("R297")
def test_changes_are_kept_good_or_bad_expected_or_not_at_five_levels(town: Town) -> None:
    notice(town)
    notice(town, good=Good.BAD, expected=False, reach=Reach.PERSON, what="Jean missed her bus.")

    counted = dict(queries.matrix(list(queries.impacts(town.project))))

    assert counted["A town, or many people"] == [1, 0, 0]
    assert counted["One person"] == [0, 1, 0]
    assert len(counted) == 5


def test_only_people_of_the_project_look_back(town: Town) -> None:
    town.farah = member(town.programme)

    with pytest.raises(NotAllowed):
        notice(town)


@pytest.mark.requirement("R299")
def test_the_log_writes_itself_from_what_people_did(town: Town) -> None:
    answer(town, say(town))
    say(town, "A private worry", private=True)
    notice(town, happened_on=TODAY + timedelta(days=1))

    lines = queries.log(town.project)

    assert [(line.what, line.who) for line in lines] == [
        ("Something changed", "People who work late"),
        ("An idea: Ask on paper too.", "Jean"),
    ]
    assert lines[1].changed == "There are 200 paper copies. You were right."


@pytest.mark.requirement("R299")
@pytest.mark.parametrize("said", ["=1+1", "+44 1632", "-5", "@home", "\t=x", " =HYPERLINK(1)"])
def test_the_log_goes_out_as_a_table_no_spreadsheet_works_out(
    client: Client, town: Town, said: str
) -> None:
    notice(town, what=said)
    client.force_login(town.jean)

    sheet = client.get(page("log_csv", town)).content.decode("utf-8-sig")

    [head, row] = csv.reader(io.StringIO(sheet))
    assert head == ["Date", "What", "Who", "How shared", "What changed"]
    assert row[4] == f"'{said}"


@pytest.mark.requirement("R306")
def test_an_empty_project_has_gaps_and_says_so(client: Client, town: Town) -> None:
    client.force_login(town.jean)

    found = queries.report(town.project, Framework.SHORT)
    shown = client.get(page("report", town, "gripp2_short")).text

    assert [item.key for item in found.items if item.is_gap] == ["3", "4", "5"]
    assert found.written == 2
    assert shown.count("A gap") == 3
    assert "The records answer 2 of 5 questions." in shown


@pytest.mark.requirement("R306")
def test_gripp2_is_written_from_the_records_with_what_went_badly(town: Town) -> None:
    projects.set_level(
        by=town.hand,
        project=town.project,
        phase=Phase.DESIGN,
        level=Level.WORKING_WITH,
        why="Residents chose the streets.",
        now=NOON,
    )
    projects.say_what_can_change(
        by=town.hand,
        project=town.project,
        what="The money",
        how_open=HowOpen.FIXED,
        fixed_by="The council",
        why="It is voted in March.",
        now=NOON,
    )
    answer(town, say(town))
    answer(town, say(town, "Ask the drivers."), Outcome.NOT)
    notice(town, good=Good.BAD, expected=False, what="Jean missed her bus.")
    review(town)

    short = {
        item.key: " ".join(item.lines)
        for item in queries.report(town.project, Framework.SHORT).items
    }
    long = {
        item.key: " ".join(item.lines)
        for item in queries.report(town.project, Framework.LONG).items
    }

    assert "Everyone gets home." in short["1"]
    assert "2 people took part." in short["2"]
    assert "There are 200 paper copies." in short["3"]
    assert "Jean missed her bus." in short["3"]
    assert "We know about evenings, not about nights." in short["4"]
    assert "Not done: Ask the drivers." in short["4"]
    assert "The council: It is voted in March." in short["4"]
    assert "Nobody expected this: Jean missed her bus." in short["5"]
    assert "Residents chose the streets." in long["4d"]
    assert len(long) == 34


@pytest.mark.requirement("R002")
def test_a_report_calls_a_phase_co_producing_only_where_the_records_earned_it(town: Town) -> None:
    PhasePlan.objects.within(town.programme).filter(phase=Phase.ANALYSIS).update(
        level=Level.COPRODUCING, why="We read together."
    )

    methods = queries.report(town.project, Framework.SHORT).items[1].lines
    long = [line for item in queries.report(town.project, Framework.LONG).items
            for line in item.lines]  # fmt: skip

    assert "Working out what it all means (Analysis): Means to co-produce." in methods
    assert "Working out what it all means, Means to co-produce: We read together." in long


@pytest.mark.requirement("R306")
def test_a_gap_is_filled_by_hand_and_the_words_stay(client: Client, town: Town) -> None:
    client.force_login(town.jean)

    client.post(page("note", town, "gripp2_short", "5"), {"text": "We began too late."})

    item = queries.report(town.project, Framework.SHORT).items[4]
    assert (item.note, item.is_gap) == ("We began too late.", False)


@pytest.mark.requirement("R306")
def test_the_report_is_a_document_with_real_headings_and_its_gaps(
    client: Client, town: Town
) -> None:
    answer(town, say(town, "No\x0bodd letters 🚌 مرحبا"))
    client.force_login(town.jean)

    file = client.get(page("report_docx", town, "gripp2_short")).content

    made = docx.Document(io.BytesIO(file))
    headings = [p.text for p in made.paragraphs if p.style and p.style.name == "Heading 2"]
    assert headings[0] == "1. Aim"
    assert len(headings) == 5
    assert any("A gap: the records say nothing" in p.text for p in made.paragraphs)
    assert made.core_properties.language == "en-gb"
    [log] = made.tables
    assert [cell.text for cell in log.rows[0].cells] == ["Date", "What", "Who", "What changed"]
    assert "w:tblHeader" in log.rows[0]._tr.xml  # noqa: SLF001 -- what a header row is in the file


def page(name: str, town: Town, *more: Any) -> str:
    return reverse(f"evaluation:{name}", args=[town.programme.slug, town.project.pk, *more])


def test_the_whole_way_back_on_pages(client: Client, town: Town) -> None:
    client.force_login(town.farah)
    said = say(town)
    stopped = client.get(page("close", town)).text

    client.post(page("review", town, 1), {"found": "answered", "why": "We did."})
    client.post(
        page("notice", town),
        {"what": "A bus", "for_whom": "Jean", "happened_on": "2030-06-03", "good": "good"}
        | {"reach": "person", "expected": "no", "evidence": "Jean told us."},
    )
    answer(town, said)
    shown = client.get(page("project", town)).text
    log = client.get(page("log", town)).text
    nothing = client.get(page("close", town)).text
    projects.close(by=town.hand, project=town.project, now=NOON)
    closed = client.get(page("project", town)).text

    assert "1 person still waits to be told" in stopped
    assert "Say first whether we found this out" in stopped
    assert "Yes, we found out" in shown
    assert "and nobody expected it" in shown
    assert "Something changed" in log
    assert "Nothing stands in the way." in nothing
    assert "Farah closed it on" in closed


@pytest.mark.requirement("R151")
def test_closing_with_somebody_untold_needs_a_named_reason_everybody_reads(
    client: Client, town: Town
) -> None:
    say(town)
    review(town)
    client.force_login(town.jean)

    despite = "The money ended."
    projects.close(by=town.hand, project=town.project, now=NOON, despite=despite)
    closed = client.get(page("project", town)).text

    assert "Farah closed it on" in closed
    assert "The money ended." in closed


@pytest.mark.parametrize("name", ["project", "log", "log_csv", "notice", "close"])
def test_a_project_of_another_programme_is_not_there(client: Client, town: Town, name: str) -> None:
    client.force_login(member(ProgrammeFactory.create(), Role.FACILITATOR))

    assert client.get(page(name, town)).status_code == 404


def test_odd_addresses_are_not_there(client: Client, town: Town) -> None:
    client.force_login(town.farah)

    for odd in (
        page("review", town, 2),
        page("report", town, "moon"),
        page("report_docx", town, "moon"),
        page("note", town, "gripp2_short", "99"),
    ):
        assert client.get(odd).status_code == 404


@pytest.mark.parametrize("words", ["", "x" * 5001])
def test_wrong_forms_come_back_with_what_was_typed(client: Client, town: Town, words: str) -> None:
    client.force_login(town.farah)

    page_ = client.post(page("notice", town), {"what": words, "for_whom": "Typed before"}).text

    assert "Something needs another look" in page_
    assert "Typed before" in page_


def test_pages_cost_the_same_however_long(client: Client, town: Town) -> None:
    client.force_login(town.farah)
    costs: dict[str, list[int]] = {"project": [], "log": [], "report": [], "report_docx": []}
    for count in (3, 27):
        for number in range(count):
            notice(town, what=f"Change {number}")
            answer(town, say(town, f"Thing {number}"), list(Outcome)[number % 3])
        for name, found in costs.items():
            more = ["gripp2_long"] if name.startswith("report") else []
            with CaptureQueriesContext(connection) as asked:
                client.get(page(name, town, *more))
            found.append(len(asked))

    assert all(few == many for few, many in costs.values())
