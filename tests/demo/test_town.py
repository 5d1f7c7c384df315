"""The invented town, filled by the product's own actions."""

import pytest
from django.utils.timezone import localdate, now

from alongside.foundation.notices import queries as notices
from alongside.foundation.programmes.models import Programme
from alongside.foundation.projects import queries as projects
from alongside.foundation.projects import rules
from alongside.foundation.projects.models import Project
from alongside.foundation.projects.phases import Phase
from alongside.phases.design.questions import queries as questions
from alongside.throughout.feedback import queries as feedback
from alongside_demo.town import fill
from alongside_demo.town.story import IDEA

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def town() -> Programme:
    fill()
    return Programme.objects.get(slug="marram-bay")


@pytest.fixture
def project(town: Programme) -> Project:
    return Project.objects.within(town).select_related("programme").get()


def test_the_claim_is_earned_where_records_show_it_and_refused_where_not(project: Project) -> None:
    kept = rules.records_of(project.programme_id, [project.pk])[project.pk]

    assert str(kept.claim) == (
        "Co-produced: planning. "
        "Working with: who and where and getting the information. "
        "Asked: spreading the word. "
        "Means to co-produce: working out the meaning and looking back."
    )
    assert projects.now_in(kept.plans) == kept.plans[2]
    assert all(plan.why and plan.level and plan.lead and plan.earliest_on for plan in kept.plans)


def test_the_project_came_from_a_residents_idea_with_credit(
    town: Programme, project: Project
) -> None:
    [question] = questions.of_project(project)

    assert question.thanks == "Mo"
    assert {row.what for row in questions.shapings(project)} >= {"Had the idea"}
    assert IDEA not in [said.text for said in feedback.owed(town)]


def test_old_news_was_told_and_only_a_little_waits_for_harold(town: Programme) -> None:
    waiting = {one.name: one.things for one in notices.waiting(town, now=now())}

    assert 0 < waiting.get("Harold", 0) <= 4, waiting


def test_today_is_within_the_phase_the_town_works_in(project: Project) -> None:
    plan = rules.records_of(project.programme_id, [project.pk])[project.pk].plans[2]

    assert plan.phase == Phase.COLLECTION
    assert plan.earliest_on is not None
    assert plan.latest_on is not None
    assert plan.earliest_on < localdate() < plan.latest_on
