from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation.programmes.models import Programme
from alongside.foundation.projects import actions, queries, rules
from alongside.foundation.projects.models import Project
from alongside.foundation.projects.phases import Phase
from alongside.foundation.projects.rules import Evidence
from alongside.foundation.projects.states import SHARED, Level
from alongside.toolbox.verdicts import NotAllowed
from tests.factories import NOON

from . import stage

pytestmark = pytest.mark.django_db


def claim(project: Project) -> str:
    return str(rules.records_of(project.programme, [project.pk])[project.pk].claim)


@pytest.mark.requirement("R001")
@pytest.mark.requirement("R009")
@pytest.mark.parametrize("level", list(Level))
def test_every_level_is_allowed_and_said_in_its_own_words_with_the_reason(level: Level) -> None:
    project, by = stage.project()

    actions.set_level(
        by=by,
        project=project,
        phase=Phase.ANALYSIS,
        level=level,
        why="It fits.",
        now=NOON,
        meetings_planned=3,
    )

    plan = queries.phase(project, Phase.ANALYSIS)
    assert (plan.level, plan.why) == (level, "It fits.")
    assert level.meaning
    assert "working out the meaning" in claim(project)


@pytest.mark.requirement("R009")
def test_the_claim_is_written_from_the_phases() -> None:
    project, by = stage.project()
    [jean, sam] = stage.bring(project, by, 2)
    stage.share(project, by)
    actions.set_level(
        by=by,
        project=project,
        phase=Phase.DISSEMINATION,
        level=Level.ASKED,
        why="No time.",
        now=NOON,
    )
    stage.answer(project, jean.person, "methods", NOON, Phase.DESIGN)
    stage.answer(project, sam.person, "who-else", stage.NEXT_DAY, Phase.DESIGN)

    assert claim(project) == "Co-produced: planning. Asked: spreading the word."


@pytest.mark.requirement("R008")
def test_a_phase_that_has_not_earned_its_word_says_what_it_means_to_do() -> None:
    project, by = stage.project()
    stage.bring(project, by, 2)
    stage.share(project, by)

    plans, people = queries.phases(project), list(queries.people(project))
    rows = rules.coverage(plans, people=people, rows=[])

    assert claim(project) == "Means to co-produce: planning."
    assert [row.plan.phase for row in rows if row.is_flagged] == [Phase.DESIGN]


def test_a_phase_that_is_over_and_never_earned_its_word_says_so() -> None:
    project, by = stage.project()
    stage.bring(project, by, 2)
    stage.share(project, by)
    actions.plan_phase(by=by, project=project, phase=Phase.DESIGN, now=NOON, done_on=NOON.date())

    assert "our records do not show it: planning" in claim(project)


@pytest.mark.requirement("R002")
@pytest.mark.parametrize("level", SHARED)
def test_a_single_meeting_is_refused_the_word(level: Level) -> None:
    project, by = stage.project()

    with pytest.raises(NotAllowed, match="A single meeting is not co-producing"):
        actions.set_level(
            by=by,
            project=project,
            phase=Phase.DESIGN,
            level=level,
            why="We like the word.",
            now=NOON,
            meetings_planned=1,
        )


@pytest.mark.requirement("R002")
def test_one_day_on_record_or_nobody_who_stays_does_not_earn_the_word() -> None:
    project, by = stage.project()
    [jean] = stage.bring(project, by)
    stage.share(project, by)
    stage.answer(project, jean.person, "methods", NOON, Phase.DESIGN)
    stage.answer(project, jean.person, "who-else", stage.NEXT_DAY, Phase.DESIGN)
    alone = claim(project)

    stage.bring(project, by)
    together = claim(project)

    assert alone == "Means to co-produce: planning."
    assert together == "Co-produced: planning."


@pytest.mark.requirement("R012")
def test_only_paid_professionals_never_earn_the_word_and_are_told_so() -> None:
    project, by = stage.project()
    paid = stage.bring(project, by, 2, lives_here=False)
    stage.share(project, by)
    for person, day in zip(paid, (NOON, stage.NEXT_DAY), strict=True):
        stage.answer(project, person.person, f"card-{day.day}", day, Phase.DESIGN)

    plan = queries.phase(project, Phase.DESIGN)
    people = list(queries.people(project))
    rows = rules.counted(project.programme, [project.pk])[project.pk]
    verdict = rules.has_earned(plan, people=people, rows=rows)
    advice = [a.key for a in _checks(project)]

    assert "paid job" in verdict.reason
    assert "only-professionals" in advice


def _checks(project: Project) -> list[rules.Advice]:
    return rules.advice(project, today=NOON.date())


def test_community_led_needs_a_local_owner_or_leader() -> None:
    project, by = stage.project(user_led=False)
    given: dict[str, Any] = {"project": project, "phase": Phase.DESIGN, "now": NOON}

    with pytest.raises(NotAllowed, match="Community-led means"):
        actions.set_level(by=by, level=Level.COMMUNITY_LED, why="Yes.", meetings_planned=3, **given)
    [jean] = stage.bring(project, by)
    actions.plan_phase(by=by, lead=jean.person, **given)
    actions.set_level(
        by=by, level=Level.COMMUNITY_LED, why="Jean does.", meetings_planned=3, **given
    )

    assert queries.phase(project, Phase.DESIGN).level == Level.COMMUNITY_LED


@pytest.mark.requirement("R003")
def test_what_is_not_shared_is_listed_with_its_reason() -> None:
    project, by = stage.project()
    stage.share(project, by)
    actions.set_level(
        by=by,
        project=project,
        phase=Phase.COLLECTION,
        level=Level.TOLD,
        why="The records are closed by law.",
        now=NOON,
    )

    listed = queries.not_shared(queries.phases(project))

    assert [(str(p), p.why) for p in listed] == [
        ("Getting the information you need", "The records are closed by law.")
    ]


@pytest.mark.requirement("R002")
@pytest.mark.parametrize(
    "words",
    ["We co-produced it", "Coproduction!", "CO PRODUCED", "co\u2011designed with you", "Co-Design"],
)
def test_the_word_is_found_however_it_is_spelt(words: str) -> None:
    refused = rules.claims_too_much(words, Level.WORKING_WITH)

    assert "Working with" in refused.reason
    assert rules.claims_too_much(words, Level.COPRODUCING)


@given(st.text(), st.sampled_from(Level))
def test_no_text_stops_the_reading_and_shared_levels_may_say_anything(
    text: str, level: Level
) -> None:
    verdict = rules.claims_too_much(text, level)

    assert bool(verdict) or level not in SHARED


@pytest.mark.parametrize("words", ["cooperative", "a code of conduct", "product", "echo product"])
def test_other_words_are_left_alone(words: str) -> None:
    assert rules.claims_too_much(words, Level.TOLD)


@given(
    st.lists(st.tuples(st.sampled_from(Phase), st.integers(0, 4), st.integers(0, 3)), max_size=8)
)
def test_the_table_adds_up_whatever_was_counted(found: list[tuple[Phase, int, int]]) -> None:
    project, _by = stage.project()
    rows = [
        Evidence(project.pk, "meetings.led", "Meetings led", theirs, theirs + others, phase=phase)
        for phase, theirs, others in found
    ]

    together = rules.combined(rows)

    assert sum(row.all for row in together) == sum(row.all for row in rows)
    assert sum(row.by_residents for row in together) == sum(row.by_residents for row in rows)
    assert len(together) <= 1


def test_claims_cost_the_same_for_3_and_300_projects() -> None:
    project, _by = stage.project()
    stage.fill(project.programme, project.owner, 2)

    few = _queries(project.programme)
    stage.fill(project.programme, project.owner, 297)

    assert _queries(project.programme) == few


def _queries(programme: Programme) -> int:
    found = [project.pk for project in queries.projects(programme)]
    with CaptureQueriesContext(connection) as asked:
        for records in rules.records_of(programme, found).values():
            assert records.claim
    return len(asked)
