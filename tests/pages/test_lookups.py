"""A page of a large place looks its rows up by an index, and never reads all there is of a kind.

SQLite keeps no counts of its own accord and takes the wrong index where two seem alike: what was
seen to go wrong at a million people (docs/benchmarks.md) is held fast here.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet

from alongside.foundation.memberships import queries as memberships
from alongside.foundation.notices import queries as notices
from alongside.foundation.people.models import Person
from alongside.foundation.programmes.models import Programme
from alongside.foundation.projects.models import Project
from alongside.phases.recruitment.gatherings import queries as gatherings
from alongside.throughout.decisions import queries as decisions
from alongside.throughout.feedback import queries as feedback
from alongside.throughout.feedback.models import Answer
from tests.factories import NOON, PersonFactory, ProjectFactory

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
Asks = Callable[[Programme, Person, Project], QuerySet[Any]]


def answers_of(programme: Programme, _person: Person, project: Project) -> QuerySet[Any]:
    rows = Answer.objects.within(programme).filter(contribution__in=[project.pk, programme.pk])
    return rows.order_by("at", "pk")


ASKED: dict[str, tuple[Asks, list[str]]] = {
    "answers to a few things that were said": (answers_of, ["answers_in_order"]),
    "what changed in a place": (
        lambda programme, _person, _project: feedback.changed_here(programme)[:3],
        ["what_came_of_it_newest", "answers_in_order"],
    ),
    "what changed because of somebody without an account": (
        lambda programme, _person, _project: feedback.changed_here(programme).filter(person=None),
        ["what_came_without_account", "answers_in_order"],
    ),
    "what changed because of one person": (
        lambda programme, person, _project: feedback.changed_by(person, programme)[:1],
        ["what_came_of_a_person", "answers_in_order"],
    ),
    "what was said and done in a project": (
        lambda _programme, _person, project: feedback.said_and_done(project)[:5],
        ["said_in_a_project"],
    ),
    "what has waited longest for an answer": (
        lambda programme, _person, _project: feedback.owed_first(programme, 10),
        ["answers_owed_first"],
    ),
    "who has not been told": (
        lambda programme, _person, _project: notices.not_told(programme, now=NOON)[:10],
        ["what_is_to_be_told"],
    ),
    "what a few messages carry": (
        lambda programme, person, _project: notices.notices(programme).filter(message=person.pk),
        ["what_a_message_carries"],
    ),
    "where a person belongs": (
        lambda _programme, person, _project: memberships.programmes_of(person),
        ["where_a_person_belongs"],
    ),
    "what stood on the agendas of a project": (
        lambda programme, _person, project: gatherings.items_raised(programme, [project.pk]),
        ["agenda_in_order", "gatherings_of_a_project"],
    ),
}


@pytest.mark.parametrize("what", ASKED)
def test_it_is_looked_up_by_its_index(what: str) -> None:
    ask, indexes = ASKED[what]
    project = ProjectFactory.create()

    plan = plan_of(ask(project.programme, PersonFactory.create(), project))

    for index in indexes:
        assert f"INDEX {index} " in plan, plan


def test_who_spoke_is_looked_up_and_not_read_from_everybody() -> None:
    project = ProjectFactory.create()

    plan = plan_of(decisions.decided_in(project.programme, [project.pk]))

    assert "LIST SUBQUERY" not in plan
    assert "memberships_membership_2 (programme_id=? AND person_id=?)" in plan


def plan_of(rows: QuerySet[Any]) -> str:
    sql, values = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", values)
        return "\n".join(f"{said} " for *_, said in cursor.fetchall())
