"""Promise 3: nothing said is lost, or closed unanswered without a named person's public reason."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation.people.models import Hand, Person
from alongside.foundation.people.states import Role
from alongside.foundation.programmes.models import Programme
from alongside.foundation.projects.models import Project
from alongside.throughout.feedback import actions, queries, rules
from alongside.throughout.feedback.models import Contribution
from alongside.throughout.feedback.states import OWED, Kind, Outcome, Standing
from alongside.toolbox.verdicts import NotAllowed
from tests.factories import NOON, ProgrammeFactory, ProjectFactory, member

pytestmark = pytest.mark.django_db

ACTS = ("say", "answer", "send back", "set down", "rename", "tell")
TEXTS = ("Ask on paper.", "", "   ", "🚌", "x" * 10_000)
events = st.tuples(
    st.sampled_from(ACTS), st.integers(0, 2), st.integers(0, 3), st.sampled_from(TEXTS)
)


@dataclass
class Stage:
    programme: Programme
    project: Project
    people: list[Person]
    said: list[Contribution]


@given(st.lists(events, max_size=14))
@pytest.mark.requirement("R006", "R151", "R153")
def test_no_contribution_is_lost_or_closed_unanswered_without_a_public_reason(
    steps: list[tuple[str, int, int, str]],
) -> None:
    stage = set_stage()
    for day, (act, who, which, words) in enumerate(steps):
        before = len(stage.said)
        with suppress(NotAllowed):
            do(stage, act, stage.people[who], which, words, day)

        assert queries.contributions(stage.programme).count() == len(stage.said) >= before
        for row in queries.contributions(stage.programme):
            holds(row)
        owed = {row.pk for row in queries.owed(stage.programme)}
        assert owed == {row.pk for row in rows(stage) if row.standing in OWED}
        untold = bool(owed) or queries.to_be_told(stage.programme).exists()
        assert bool(rules.may_close(stage.project)) is not untold


def holds(row: Contribution) -> None:
    """What must be true of each, at every moment."""
    if row.standing == Standing.ANSWERED:
        assert row.latest is not None
        assert row.latest.why.strip()
    elif row.standing == Standing.SET_DOWN:
        assert row.set_down_by is not None
        assert row.set_down_why.strip()
    else:
        assert row.due_on
        assert row.owed_by is not None


def set_stage() -> Stage:
    programme = ProgrammeFactory.create()
    people = [member(programme, Role.FACILITATOR), member(programme), member(programme)]
    return Stage(programme, ProjectFactory.create(programme=programme), people, [])


def rows(stage: Stage) -> list[Contribution]:
    return list(queries.contributions(stage.programme))


def do(  # noqa: PLR0917 -- one event
    stage: Stage, act: str, person: Person, which: int, words: str, day: int
) -> None:
    now, by = NOON + timedelta(days=day), Hand.own(person)
    if act == "say":
        stage.said.append(
            actions.contribute(
                by=None if which == 3 else by,
                programme=stage.programme,
                kind=Kind.IDEA,
                text=words,
                now=now,
                project=stage.project,
                contact="01632 960 001" if which == 3 else "",
            )
        )
    elif stage.said:
        said = stage.said[which % len(stage.said)]
        if act == "answer":
            outcome = list(Outcome)[which % 3]
            actions.answer(
                by=by, contribution=said, outcome=outcome, why=words, what_changed=words, now=now
            )
        elif act == "send back":
            actions.send_back(by=by, contribution=said, now=now)
        elif act == "set down":
            actions.set_down(by=by, contribution=said, why=words[:300], now=now)
        elif act == "rename":
            actions.choose_name(by=by, contribution=said, name=words[:80], now=now)
        else:
            actions.tell_by_hand(by=by, contribution=said, now=now)
