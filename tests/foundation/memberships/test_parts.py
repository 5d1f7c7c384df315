from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation.memberships import actions, queries, rules
from alongside.foundation.memberships.actions import Newcomer
from alongside.foundation.memberships.models import Cohort, Footing, Membership
from alongside.foundation.memberships.states import MOVES, AgeBand, Engagement, Standing
from alongside.foundation.notices.models import Notice
from alongside.foundation.people.models import Hand, House, Person
from alongside.foundation.people.states import Channel, Role
from alongside.foundation.programmes.models import Partnership
from alongside.foundation.projects import queries as projects
from alongside.foundation.projects import rules as project_rules
from alongside.foundation.projects.actions import add_member
from alongside.toolbox.moves import ImpossibleMoveError
from alongside.toolbox.verdicts import NotAllowed
from tests.factories import (
    NOON,
    TODAY,
    PartnershipFactory,
    PersonFactory,
    ProgrammeFactory,
    coordinator,
    manager,
    member,
)
from tests.foundation.projects import stage

pytestmark = pytest.mark.django_db


def brought(**said: Any) -> Membership:
    part = actions.bring(**said)
    assert part  # somebody new to the house
    return part


def cohort(partnership: Partnership, by: Hand, band: AgeBand = AgeBand.ADULT) -> Cohort:
    return actions.start_cohort(
        by=by,
        programme=partnership.programme,
        partnership=partnership,
        name=f"Ten {band}",
        wanted=10,
        weekly_minutes=420,
        starts_on=TODAY,
        ends_on=TODAY + timedelta(days=365),
        age_band=band,
        now=NOON,
    )


def part(person: Person, partnership: Partnership) -> Membership:
    found = queries.membership(person, partnership.programme)
    assert found is not None
    return found


@pytest.mark.requirement("R074")
def test_two_groups_bring_ten_young_and_ten_adult_people_with_weekly_hours() -> None:
    programme = ProgrammeFactory.create()
    for band in (AgeBand.YOUNG, AgeBand.ADULT):
        partnership = PartnershipFactory.create(programme=programme)
        by = Hand.own(manager(partnership))
        group = cohort(partnership, by, band)
        actions.bring_many(
            by=by, cohort=group, newcomers=[Newcomer(f"{band} {n}") for n in range(10)], now=NOON
        )

    groups = list(queries.cohorts_with_progress(programme))
    people = list(queries.members(programme).exclude(cohort=None))

    assert [(one.here, one.wanted) for one in groups] == [(10, 10), (10, 10)]
    assert {one.weekly_minutes for one in people} == {420}
    assert {one.cohort.age_band: one.young for one in people if one.cohort} == {
        AgeBand.YOUNG: True,
        AgeBand.ADULT: False,
    }
    assert all(one.partnership_id == one.cohort.partnership_id for one in people if one.cohort)


@pytest.mark.requirement("R074")
def test_nobody_young_is_put_among_adults() -> None:
    partnership = PartnershipFactory.create()
    by = Hand.own(coordinator(partnership.programme))
    adults = cohort(partnership, by)

    with pytest.raises(NotAllowed, match="group of adults"):
        actions.join(
            by=by,
            programme=partnership.programme,
            person=PersonFactory.create(),
            cohort=adults,
            young=True,
            now=NOON,
        )


def test_a_manager_sees_and_manages_their_own_people_only() -> None:
    programme = ProgrammeFactory.create()
    mine, theirs = PartnershipFactory.create_batch(2, programme=programme)
    by, other = Hand.own(manager(mine)), Hand.own(manager(theirs))
    bo = brought(by=by, programme=programme, newcomer=Newcomer("Bo"), partnership=mine, now=NOON)

    assert [str(one) for one in queries.seen_by(by.person, programme)] == ["Bo"]
    assert list(queries.seen_by(other.person, programme)) == []
    with pytest.raises(NotAllowed, match="your own group only"):
        cohort(mine, other)
    with pytest.raises(NotAllowed, match="your own group only"):
        actions.bring(
            by=other, programme=programme, newcomer=Newcomer("Cy"), partnership=mine, now=NOON
        )
    with pytest.raises(NotAllowed, match="Another group"):
        actions.set_hours(by=other, membership=bo, weekly_minutes=60, now=NOON)


def test_no_email_is_fine_and_who_is_here_already_is_left_alone() -> None:
    partnership = PartnershipFactory.create()
    by = Hand.own(coordinator(partnership.programme))
    group = cohort(partnership, by)
    people = [Newcomer("Jean", "jean@example.org"), Newcomer("Stan", phone="01632 960 1")]

    found = actions.bring_many(by=by, cohort=group, newcomers=people, now=NOON)
    again = actions.bring_many(by=by, cohort=group, newcomers=people[:1], now=NOON)

    assert (found[1].person.email, found[1].person.channel) == (None, Channel.PHONE)
    assert again == []
    rows = Notice.objects.within(partnership.programme)
    assert rows.filter(person=found[0].person).count() == 1


@pytest.mark.requirement("R042")
@pytest.mark.parametrize("to", [Standing.LIGHTER, Standing.PAUSED])
def test_a_rest_needs_no_reason_and_keeps_place_access_and_history(to: Standing) -> None:
    project, by = stage.project()
    partnership = PartnershipFactory.create(programme=project.programme)
    group = cohort(partnership, by)
    jean = brought(
        by=by, programme=project.programme, newcomer=Newcomer("Jean"), cohort=group, now=NOON
    )
    add_member(by=by, project=project, person=jean.person, now=NOON)
    own = Hand.own(jean.person)

    actions.set_standing(by=own, membership=jean, to=to, now=NOON)

    [counted] = queries.cohorts_with_progress(project.programme)
    assert counted.here == 1
    assert project_rules.may_see(jean.person, project)
    assert [str(one) for one in projects.people(project)].count("Jean") == 1
    assert part(jean.person, partnership).weekly_minutes == 420
    actions.set_standing(by=own, membership=jean, to=Standing.ACTIVE, now=NOON)
    assert part(jean.person, partnership).standing == Standing.ACTIVE


@pytest.mark.requirement("R042")
def test_somebody_who_left_comes_back_to_what_they_had() -> None:
    partnership = PartnershipFactory.create()
    by = Hand.own(coordinator(partnership.programme))
    jean = brought(
        by=by,
        programme=partnership.programme,
        newcomer=Newcomer("Jean"),
        cohort=cohort(partnership, by),
        now=NOON,
    )
    actions.set_perspectives(
        by=Hand.own(jean.person), membership=jean, perspectives=["I care for Mum"], now=NOON
    )
    actions.set_standing(by=by, membership=jean, to=Standing.LEFT, now=NOON)

    back = actions.join(by=by, programme=partnership.programme, person=jean.person, now=NOON)

    assert back.pk == jean.pk
    assert (back.standing, back.perspectives, back.weekly_minutes) == (
        Standing.ACTIVE,
        ["I care for Mum"],
        420,
    )


@given(st.lists(st.sampled_from(Standing), max_size=8))
def test_whatever_the_order_one_part_is_kept_and_only_known_moves_happen(
    wishes: list[Standing],
) -> None:
    programme = ProgrammeFactory.create()
    jean = member(programme)
    own = Hand.own(jean)
    for to in wishes:
        now_ = queries.membership(jean, programme)
        assert now_ is not None
        may = to == now_.standing or to in MOVES[Standing(now_.standing)]
        try:
            actions.set_standing(by=own, membership=now_, to=to, now=NOON)
        except ImpossibleMoveError:
            assert not may
        else:
            assert may

    assert Membership.objects.within(programme).count() == 1


@pytest.mark.requirement("R038")
def test_people_say_in_their_own_words_what_they_bring_and_nobody_says_it_for_them() -> None:
    programme = ProgrammeFactory.create()
    jean = member(programme)
    mine = queries.membership(jean, programme)
    assert mine is not None

    actions.set_perspectives(
        by=Hand.own(jean),
        membership=mine,
        perspectives=["I care for somebody", "  i CARE for   somebody ", "Night worker", ""],
        now=NOON,
    )

    with pytest.raises(NotAllowed, match="for themselves"):
        actions.set_perspectives(
            by=Hand.own(coordinator(programme)), membership=mine, perspectives=["Old"], now=NOON
        )
    kept = queries.membership(jean, programme)
    assert kept is not None
    assert kept.perspectives == ["I care for somebody", "Night worker"]


@pytest.mark.requirement("R038")
@pytest.mark.requirement("R039")
@given(st.lists(st.sets(st.sampled_from(["Carer", "Neighbour", "Patient"])), max_size=5))
def test_somebody_counts_in_each_perspective_and_the_sum_is_said_to_exceed(
    said: list[set[str]],
) -> None:
    programme = ProgrammeFactory.create()
    for perspectives in said:
        member(programme, perspectives=sorted(perspectives))

    balance = queries.balance(programme)

    counts = dict(balance.counts)
    for word in ("Carer", "Neighbour", "Patient"):
        assert counts.get(word, 0) == sum(word in one for one in said)
    assert balance.people == len(said)
    assert balance.exceeds == (sum(map(len, said)) > len(said))


def test_from_volunteer_to_employed_the_history_is_kept() -> None:
    partnership = PartnershipFactory.create()
    by = Hand.own(coordinator(partnership.programme))
    jean = brought(by=by, programme=partnership.programme, newcomer=Newcomer("Jean"), now=NOON)

    actions.set_footing(
        by=by, membership=jean, engagement=Engagement.EMPLOYED, now=NOON + timedelta(days=40)
    )

    rows = [(one.engagement, one.from_on, one.until_on) for one in queries.footings(jean)]
    turned = TODAY + timedelta(days=40)
    assert rows == [
        (Engagement.EMPLOYED, turned, None),
        (Engagement.VOLUNTEER, TODAY, turned),
    ]
    assert Footing.objects.within(partnership.programme).filter(until_on=None).count() == 1


def test_ending_the_only_role_leaves_somebody_a_member() -> None:
    programme = ProgrammeFactory.create()
    by = Hand.own(coordinator(programme))
    jean = queries.membership(member(programme), programme)
    assert jean is not None
    held = actions.give_role(by=by, membership=jean, role=Role.FACILITATOR, now=NOON)
    again = actions.give_role(by=by, membership=jean, role=Role.FACILITATOR, now=NOON)
    assert held == again

    actions.end_role(by=by, held_role=held, now=NOON)
    actions.end_role(by=by, held_role=held, now=NOON)

    found = queries.part_of(jean.person, programme)
    assert found is not None
    assert found.roles == frozenset()


def test_only_a_coordinator_gives_roles() -> None:
    programme = ProgrammeFactory.create()
    jean = queries.membership(member(programme), programme)
    assert jean is not None

    with pytest.raises(NotAllowed, match="coordinator gives roles"):
        actions.give_role(by=Hand.own(jean.person), membership=jean, role=Role.FINANCE, now=NOON)
    actions.give_role(by=House(), membership=jean, role=Role.FINANCE, now=NOON)


def test_a_supporter_is_chosen_and_ended_by_the_person() -> None:
    programme = ProgrammeFactory.create()
    stan, precious, stranger = member(programme), member(programme), PersonFactory.create()
    own = Hand.own(stan)

    with pytest.raises(NotAllowed):
        actions.name_supporter(by=own, programme=programme, supporter=stranger, now=NOON)
    with pytest.raises(NotAllowed):
        actions.name_supporter(by=own, programme=programme, supporter=stan, now=NOON)
    for _twice in range(2):
        actions.name_supporter(by=own, programme=programme, supporter=precious, now=NOON)

    assert rules.may_act_for(precious, stan, programme)
    assert not rules.may_act_for(stan, precious, programme)
    for _twice in range(2):
        actions.end_supporter(by=own, programme=programme, supporter=precious, now=NOON)
    assert not rules.may_act_for(precious, stan, programme)
