from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation.people.models import Hand
from alongside.foundation.projects import actions, queries, rules
from alongside.foundation.projects.models import Freedom, Project
from alongside.foundation.projects.phases import Phase
from alongside.foundation.projects.states import HowOpen, Kind, Stage
from alongside.toolbox.verdicts import NotAllowed, Verdict
from tests.factories import (
    NOON,
    TODAY,
    OrganisationFactory,
    PartnershipFactory,
    coordinator,
    facilitator,
    manager,
    member,
)

from . import stage

pytestmark = pytest.mark.django_db
LATER = TODAY + timedelta(days=30)


@pytest.mark.requirement("R005")
@pytest.mark.parametrize(
    ("left_out", "says"),
    [
        ("who_is_involved", "who will be involved"),
        ("timescale", "how long"),
        ("roles_expected", "what roles"),
        ("expectations", "what is expected"),
    ],
)
def test_nobody_is_asked_before_the_four_things_are_said(left_out: str, says: str) -> None:
    project, by = stage.project()
    stage.say_everything(project, by)
    actions.change(by=by, project=project, now=NOON, **{left_out: " "})

    with pytest.raises(NotAllowed, match=says):
        actions.open_up(by=by, project=project, now=NOON)
    assert not rules.may_invite(_again(project), today=TODAY)

    actions.change(by=by, project=project, now=NOON, **{left_out: "We know it now."})
    actions.open_up(by=by, project=project, now=NOON)

    assert _again(project).stage == Stage.OPEN


@pytest.mark.requirement("R005")
def test_not_known_yet_is_an_answer_until_its_day_has_passed() -> None:
    project, by = stage.project()
    stage.say_everything(project, by, known_by=LATER)

    assert rules.may_invite(_again(project), today=LATER)
    assert not rules.may_invite(_again(project), today=LATER + timedelta(days=1))


def _again(project: Project) -> Project:
    return queries.project(project.programme, project.pk)


@pytest.mark.requirement("R001")
def test_nobody_is_asked_before_each_phase_says_how_shared_it_is() -> None:
    project, by = stage.project()
    stage.say_everything(project, by)
    plan = queries.phase(project, Phase.ANALYSIS)
    with pytest.raises(IntegrityError), transaction.atomic():
        type(plan).objects.within(project.programme).filter(pk=plan.pk).update(why="")

    other, by = stage.project()

    assert "Say how shared" in [a.says for a in rules.advice(other, today=TODAY)][4]


@pytest.mark.requirement("R004")
def test_what_is_fixed_says_who_fixed_it_and_why() -> None:
    project, by = stage.project()
    said: dict[str, Any] = {"project": project, "by": by, "now": NOON}

    with pytest.raises(NotAllowed, match="who fixed it"):
        actions.say_what_can_change(what="The budget", how_open=HowOpen.FIXED, **said)
    actions.say_what_can_change(what="The words", how_open=HowOpen.OPEN, **said)
    actions.say_what_can_change(
        what="The budget",
        how_open=HowOpen.PARTLY,
        fixed_by="The council",
        why="It was voted in March.",
        **said,
    )

    found = queries.freedoms(project)
    assert [(how, [row.what for row in rows]) for how, rows in found.items()] == [
        ("open", ["The words"]),
        ("partly", ["The budget"]),
        ("fixed", []),
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        Freedom.objects.within(project.programme).filter(how_open="partly").update(why="")


@pytest.mark.requirement("R010")
@pytest.mark.parametrize("kind", list(Kind))
def test_finding_out_is_kept_apart_from_changing_a_service(kind: Kind) -> None:
    project, by = stage.project()

    actions.change(by=by, project=project, now=NOON, kind=kind)

    assert _again(project).get_kind_display() == str(kind.label)


@pytest.mark.requirement("R011")
def test_a_user_led_group_owns_and_runs_it_and_staff_are_plain_members() -> None:
    project, by = stage.project()
    [amina] = stage.bring(project, by)
    officer = facilitator(project.programme)
    actions.add_member(by=by, project=project, person=officer, now=NOON)

    actions.set_runs(by=by, member=amina, runs_it=True, now=NOON)
    mine = queries.member(project, by.person)
    assert mine is not None
    actions.set_runs(by=Hand.own(amina.person), member=mine, runs_it=False, now=NOON)

    assert _again(project).user_controlled
    assert rules.may_run(amina.person, project)
    for staff in (officer, by.person, coordinator(project.programme)):
        refusal = rules.may_run(staff, project).reason
        assert f"Ask {amina.person.first_name}" in refusal
    assert rules.may_see(officer, project)


@pytest.mark.requirement("R011")
def test_a_manager_may_start_a_project_their_own_group_owns() -> None:
    project, _by = stage.project()
    group = PartnershipFactory.create(programme=project.programme)
    by = Hand.own(manager(group))
    given: dict[str, Any] = {
        "programme": project.programme,
        "title": "Ours",
        "question": "What?",
        "now": NOON,
    }

    made = actions.start(by=by, owner=group.organisation, **given)
    with pytest.raises(NotAllowed, match="coordinator"):
        actions.start(by=by, owner=project.owner, **given)

    assert made.user_controlled


@pytest.mark.requirement("R094")
def test_the_owner_is_named_and_never_assumed() -> None:
    project, by = stage.project()
    stranger = OrganisationFactory.create()
    council = PartnershipFactory.create(
        programme=project.programme, organisation__user_led=False
    ).organisation

    with pytest.raises(NotAllowed, match="not a partner"):
        actions.start(
            by=by,
            programme=project.programme,
            title="T",
            question="Q",
            owner=stranger,
            now=NOON,
        )
    with pytest.raises(TypeError):
        actions.start(  # type: ignore[call-arg]  # -- that is the test
            by=by, programme=project.programme, title="T", question="Q", now=NOON
        )
    actions.change(by=by, project=project, now=NOON, money_with=council)

    again = _again(project)
    assert (again.owner.user_led, again.money_with, again.user_controlled) == (True, council, False)


@pytest.mark.requirement("R084")
def test_a_bid_sent_before_residents_joined_is_pointed_out() -> None:
    late, by = stage.project()
    actions.bid_sent(by=by, project=late, on=TODAY - timedelta(days=1), now=NOON)
    stage.bring(late, by)
    early, own = stage.project()
    stage.bring(early, own)
    actions.bid_sent(by=own, project=early, on=TODAY, now=NOON)

    def advised(project: Project) -> bool:
        return "before-the-bid" in [a.key for a in rules.advice(project, today=TODAY)]

    assert advised(_again(late))
    assert not advised(_again(early))
    assert _again(early).stage == Stage.PLANNING


@pytest.mark.requirement("R127")
def test_the_length_and_the_next_milestones_are_said() -> None:
    project, by = stage.project()
    actions.change(
        by=by,
        project=project,
        now=NOON,
        starts_on=TODAY,
        ends_about_on=TODAY + timedelta(days=210),
    )
    past, now_, next_ = Phase.DESIGN, Phase.RECRUITMENT, Phase.COLLECTION
    for phase, days in ((past, -5), (now_, 10), (next_, 60)):
        actions.plan_phase(
            by=by, project=project, phase=phase, now=NOON, latest_on=TODAY + timedelta(days=days)
        )

    said = queries.timescale(_again(project), today=TODAY)

    assert said.length == "About 7 months"
    assert [one.words for one in said.next] == [str(now_.label), str(next_.label)]


@given(st.integers(0, 4000))
def test_the_length_is_always_said_in_words(days: int) -> None:
    project = Project(starts_on=TODAY, ends_about_on=TODAY + timedelta(days=days))

    assert queries.length(project).startswith("About ")


def test_a_length_nobody_knows_is_said_so() -> None:
    assert queries.length(Project()) == "We do not know yet how long it takes."
    assert queries.length(Project(timescale="Until spring.")) == "Until spring."


@pytest.mark.requirement("R151")
def test_a_project_closes_when_every_room_agrees_or_by_name_with_a_public_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    project, by = stage.project()
    stage.say_everything(project, by)
    actions.open_up(by=by, project=project, now=NOON)
    no = Verdict("1 person still waits.")
    monkeypatch.setattr(rules.may_it_close, "_answers", {"a room": lambda _project: no})

    with pytest.raises(NotAllowed, match="still waits"):
        actions.close(by=by, project=project, now=NOON)
    actions.close(by=by, project=project, now=NOON, despite="She moved away.")

    again = _again(project)
    assert (again.stage, again.closed_by, again.closed_despite) == (
        Stage.CLOSED,
        by.person,
        "She moved away.",
    )


def test_only_people_who_run_things_plan() -> None:
    project, _by = stage.project()
    stranger = Hand.own(member(project.programme))

    with pytest.raises(NotAllowed):
        stage.say_everything(project, stranger)
    with pytest.raises(NotAllowed):
        actions.bid_sent(by=stranger, project=project, on=TODAY, now=NOON)
    with pytest.raises(NotAllowed):
        actions.restrict(by=stranger, project=project, what="It", why="So", now=NOON)
    with pytest.raises(NotAllowed):
        actions.open_up(by=stranger, project=project, now=NOON)
    with pytest.raises(NotAllowed):
        actions.close(by=stranger, project=project, now=NOON, despite="I want to")
