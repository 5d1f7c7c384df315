import random
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from alongside.foundation.people.models import Hand
from alongside.foundation.projects import actions, queries, rules
from alongside.foundation.projects.models import ProjectMember
from alongside.foundation.projects.phases import Phase
from alongside.toolbox.verdicts import NotAllowed
from tests.factories import NOON, TODAY, PersonFactory, ProgrammeFactory, member
from tests.house.nets.queries import same_however_many

from . import stage

pytestmark = pytest.mark.django_db
CARD = {
    "role": "Note-taker",
    "what": "Writes down what we say.",
    "time": "1 hour a week",
    "support": "A big pad",
    "ask": "Farah",
}


@pytest.mark.requirement("R022")
def test_people_are_listed_by_first_name_whatever_their_job() -> None:
    project, by = stage.project()
    names = ["Amina", "Bo", "Cy", "Dot", "Ezra"]
    for name in random.Random(4).sample(names, k=5):  # noqa: S311 -- an order for a test
        person = member(project.programme, person=PersonFactory.create(first_name=name))
        actions.add_member(
            by=by, project=project, person=person, now=NOON, lives_here=name in "Bo Dot"
        )
    by.person.first_name = "Zed"

    listed = [str(one) for one in queries.people(project)]

    assert [name for name in listed if name in names] == names


@pytest.mark.requirement("R049")
def test_a_role_counts_once_the_person_themself_has_agreed() -> None:
    project, by = stage.project()
    [jean] = stage.bring(project, by)
    actions.write_role(by=by, member=jean, now=NOON, **CARD)

    with pytest.raises(NotAllowed, match="Only the person"):
        actions.agree_role(by=by, member=jean, now=NOON)
    own = Hand.own(jean.person)
    actions.agree_role(by=own, member=jean, now=NOON)
    agreed = queries.member(project, jean.person)
    actions.write_role(by=by, member=jean, now=NOON, **(CARD | {"time": "3 hours a week"}))
    changed = queries.member(project, jean.person)

    assert agreed is not None
    assert agreed.agreed_at == NOON
    assert changed is not None
    assert changed.agreed_at is None


@pytest.mark.requirement("R049")
def test_a_member_without_a_role_after_the_first_weeks_is_pointed_out() -> None:
    project, by = stage.project()
    [jean] = stage.bring(project, by)

    def late(days: int) -> bool:
        return rules.induction_over(jean, project, today=TODAY + timedelta(days=days))

    assert not late(27)
    assert late(28)
    assert "a-role-each" in [a.key for a in rules.advice(project, today=TODAY + timedelta(days=28))]


@pytest.mark.requirement("R052")
def test_every_member_reads_the_same_and_what_is_closed_is_listed_with_its_reason() -> None:
    project, by = stage.project()
    [resident] = stage.bring(project, by)
    [paid] = stage.bring(project, by, lives_here=False)
    outsider = member(project.programme)

    actions.restrict(
        by=by, project=project, what="The recordings", why="People asked us to.", now=NOON
    )

    seen = {bool(rules.may_see(who.person, project)) for who in (resident, paid)}
    assert seen == {True}
    assert "public page" in rules.may_see(outsider, project).reason
    assert [(one.what, one.why) for one in queries.restrictions(project)] == [
        ("The recordings", "People asked us to.")
    ]


def test_coming_twice_leaving_and_coming_back_keeps_one_part() -> None:
    project, by = stage.project()
    [jean] = stage.bring(project, by)
    again = actions.add_member(by=by, project=project, person=jean.person, now=NOON)
    own = Hand.own(jean.person)

    actions.leave(by=own, member=jean, now=NOON)
    gone = rules.is_member(jean.person, project)
    back = actions.add_member(by=own, project=project, person=jean.person, now=NOON)

    assert again.pk == jean.pk == back.pk
    assert not gone
    assert rules.is_member(jean.person, project)


def test_only_people_of_the_programme_join() -> None:
    project, by = stage.project()
    stranger = member(ProgrammeFactory.create())

    with pytest.raises(NotAllowed, match="Welcome this person"):
        actions.add_member(by=by, project=project, person=stranger, now=NOON)


def test_a_role_card_has_five_lines_and_no_others() -> None:
    project, by = stage.project()

    with pytest.raises(TypeError, match="rank"):
        actions.add_member(
            by=by, project=project, person=member(project.programme), now=NOON, rank="Chair"
        )


PROMPTS = {
    Phase.DESIGN: (7, 0),
    Phase.RECRUITMENT: (5, 6),
    Phase.COLLECTION: (4, 0),
    Phase.ANALYSIS: (4, 0),
    Phase.DISSEMINATION: (3, 0),
    Phase.EVALUATION: (3, 0),
}


@pytest.mark.requirement("R077")
@pytest.mark.requirement("R078")
@pytest.mark.requirement("R079")
@pytest.mark.requirement("R080")
@pytest.mark.requirement("R081")
@pytest.mark.requirement("R082")
@pytest.mark.parametrize("phase", list(Phase))
def test_each_phase_has_both_names_and_its_prompts_as_shared_cards(phase: Phase) -> None:
    project, by = stage.project()
    [jean] = stage.bring(project, by)
    first, *_rest = queries.cards(queries.phase(project, phase))

    for words, who in (("Mine", jean.person), ("Ours", by.person)):
        actions.answer_prompt(
            by=Hand.own(who),
            project=project,
            phase=phase,
            prompt=first.prompt.key,
            answer=words,
            now=NOON,
        )

    plan = queries.phase(project, phase)
    cards = queries.cards(plan)
    talk = [card for card in cards if not card.prompt.tick]
    arrange = [card for card in cards if card.prompt.tick]
    assert (len(talk), len(arrange)) == PROMPTS[phase]
    assert len({card.prompt.key for card in cards}) == len(cards)
    assert plan.formal != str(plan)
    [kept] = [card.answer for card in cards if card.answer]
    assert (kept.answer, kept.by) == ("Ours", by.person)


def test_somebody_outside_the_project_does_not_answer_for_the_group() -> None:
    project, _by = stage.project()

    with pytest.raises(NotAllowed):
        stage.answer(project, member(project.programme), "methods", NOON, Phase.DESIGN)


def test_the_list_of_people_costs_the_same_for_3_and_300(client: Client) -> None:
    project, by = stage.project()
    client.force_login(by.person)
    address = reverse("projects:people", args=[project.programme.slug, project.pk])

    def more(count: int) -> None:
        people = PersonFactory.create_batch(count)
        ProjectMember.objects.bulk_create(
            ProjectMember(
                programme=project.programme,
                project=project,
                person=one,
                lives_here=True,
                joined_on=TODAY,
            )
            for one in people
        )

    same_however_many(lambda: client.get(address), more)
