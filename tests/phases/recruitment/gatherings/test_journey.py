"""One gathering from its plan to what came of it."""

from datetime import date, timedelta

import pytest

from alongside.foundation.notices.models import Notice
from alongside.foundation.people.models import Hand, Person
from alongside.foundation.people.states import Channel
from alongside.foundation.tasks import queries as tasks
from alongside.phases.recruitment.gatherings import actions, queries, rules
from alongside.phases.recruitment.gatherings.models import Need
from alongside.phases.recruitment.gatherings.states import Answer, CatchUp, Duty, Met, Standing
from alongside.phases.recruitment.opportunities.models import Answer as Place
from alongside.phases.recruitment.opportunities.models import Opportunity
from alongside.phases.recruitment.opportunities.states import Standing as Had
from alongside.throughout.hours import actions as hours
from alongside.throughout.hours.queries import lines_for, week
from alongside.throughout.payments.queries import owed_to
from alongside.toolbox.verdicts import NotAllowed
from tests.factories import NOON, member

from .stage import LATER, STARTS, Stage

pytestmark = pytest.mark.django_db


def told(stage: Stage, key: str) -> list[str]:
    rows = Notice.objects.within(stage.programme).filter(key=key)
    return sorted(notice.person.first_name for notice in rows.select_related("person"))


def names(stage: Stage) -> list[str]:
    return sorted(person.first_name for person in stage.people)


def test_everyone_on_the_list_is_called_and_asked_what_they_need() -> None:
    stage = Stage().invited()

    asked = [one.needs_asked_at for one in queries.invited(stage.gathering)]

    assert asked == [NOON] * 3
    assert told(stage, "gatherings.please_come") == names(stage)


@pytest.mark.requirement("R219")
def test_young_people_wait_until_their_safety_rules_are_built() -> None:
    stage = Stage()
    young = member(stage.programme, young=True)

    with pytest.raises(NotAllowed, match=r"under 18\. Gatherings with young people are closed"):
        stage.listed(young)


@pytest.mark.requirement("R023")
@pytest.mark.parametrize("says", [Answer.COMING, Answer.MAYBE])
def test_it_is_not_ready_while_somebody_has_not_confirmed_what_they_need(says: Answer) -> None:
    stage = Stage().invited()
    first, second, last = stage.people
    stage.answers(first)
    stage.answers(second, says=says)

    with pytest.raises(NotAllowed, match=f"{last.first_name}: what do they need"):
        actions.get_ready(by=stage.hand, gathering=stage.gathering, now=NOON)
    stage.answers(last)
    actions.get_ready(by=stage.hand, gathering=stage.gathering, now=NOON)

    assert stage.again().standing == Standing.READY


@pytest.mark.requirement("R023")
def test_somebody_asked_later_makes_it_wait_again() -> None:
    stage = Stage().ready()
    late = member(stage.programme)

    stage.listed(late)

    assert stage.again().standing == Standing.INVITED
    assert stage.invitation(late).needs_asked_at == NOON
    with pytest.raises(NotAllowed, match="what do they need"):
        actions.get_ready(by=stage.hand, gathering=stage.again(), now=NOON)


@pytest.mark.requirement("R024")
def test_each_need_is_a_task_and_gets_an_honest_answer_before_the_day() -> None:
    stage = Stage().invited()
    lin, *others = stage.people
    for person in others:
        stage.answers(person)
    stage.answers(lin, "A hearing loop", "  ", "A seat by the door")
    loop, seat = queries.needs(stage.gathering)

    with pytest.raises(NotAllowed, match="no answer yet"):
        actions.get_ready(by=stage.hand, gathering=stage.gathering, now=NOON)
    with pytest.raises(NotAllowed, match="Say why"):
        actions.answer_need(by=stage.hand, need=loop, answer=Met.NOT, now=NOON)
    with pytest.raises(NotAllowed, match="instead"):
        actions.answer_need(by=stage.hand, need=loop, answer=Met.NOT, why="Broken", now=NOON)
    assert tasks.to_do(stage.farah, stage.programme).count() == 2
    actions.answer_need(
        by=stage.hand, need=loop, answer=Met.NOT, why="Broken", instead="Sam types", now=NOON
    )
    actions.answer_need(by=stage.hand, need=seat, answer=Met.MET, now=NOON)
    actions.get_ready(by=stage.hand, gathering=stage.gathering, now=NOON)

    assert tasks.to_do(stage.farah, stage.programme).count() == 0
    assert told(stage, "gatherings.we_can") == [lin.first_name] * 2
    kept = Need.objects.within(stage.programme).get(pk=loop.pk)
    assert (kept.what, kept.why, kept.instead) == ("A hearing loop", "Broken", "Sam types")


@pytest.mark.requirement("R024")
def test_what_a_person_needs_is_in_no_message_and_somebody_tells_them_in_person() -> None:
    stage = Stage().invited()
    harold = stage.people[0]
    harold.channel = Channel.LETTER
    harold.save()
    stage.answers(harold, "A ramp")
    (ramp,) = queries.needs(stage.gathering)

    actions.answer_need(
        by=stage.hand, need=ramp, answer=Met.PARTLY, why="One step", instead="A lift", now=NOON
    )

    said = [str(notice.words) for notice in Notice.objects.within(stage.programme)]
    assert not any(word in words for words in said for word in ("ramp", "One step", "A lift"))
    (task,) = tasks.to_do(stage.farah, stage.programme)
    assert (task.key, task.for_person) == ("gatherings.say_why", harold)


@pytest.mark.requirement("R023")
def test_a_need_said_again_keeps_its_answer_and_one_not_said_again_is_let_go() -> None:
    stage = Stage().invited()
    lin = stage.people[0]
    stage.answers(lin, "A loop", "A ramp")
    for need in queries.needs(stage.gathering):
        actions.answer_need(by=stage.hand, need=need, answer=Met.MET, now=NOON)

    stage.answers(lin, "A loop", "Large print")

    found = [(need.what, need.answer) for need in queries.needs(stage.gathering)]
    assert sorted(found) == [("A loop", Met.MET), ("Large print", "")]


def test_it_opens_half_an_hour_early_and_not_before() -> None:
    stage = Stage().ready()
    early = STARTS.replace(hour=STARTS.hour - 1)

    assert not rules.may_open(stage.farah, stage.again(), now=early)
    assert rules.may_open(stage.farah, stage.again(), now=STARTS)


@pytest.mark.requirement("R131")
def test_it_cannot_close_before_everyone_here_is_marked_for_expenses() -> None:
    stage = Stage().opened()
    amina, ben, _absent = stage.people

    with pytest.raises(NotAllowed, match="Mark who is here first"):
        actions.close(by=stage.hand, gathering=stage.gathering, now=LATER)
    stage.here(amina).marked().here(amina, ben)
    with pytest.raises(NotAllowed, match=f"{ben.first_name} is not marked for expenses"):
        actions.close(by=stage.hand, gathering=stage.gathering, now=LATER)
    stage.marked()
    actions.close(by=stage.hand, gathering=stage.gathering, now=LATER)

    assert stage.again().standing == Standing.CLOSED


@pytest.mark.requirement("R150")
def test_who_missed_it_catches_up_the_way_they_like_and_both_say_when_it_is_done() -> None:
    stage = Stage().opened()
    amina, _ben, missed = stage.people
    invitation = stage.invitation(missed)
    invitation.how_to_catch_up = CatchUp.MEET
    invitation.save()
    stage.here(amina).marked()
    actions.close(by=stage.hand, gathering=stage.gathering, now=LATER)
    catching_up = queries.my_catching_up(missed, stage.gathering)
    assert catching_up is not None

    assert catching_up.how == CatchUp.MEET
    assert tasks.to_do(missed, stage.programme).count() == 1
    actions.mark_caught_up(by=Hand.own(missed), catching_up=catching_up, now=LATER)
    catching_up.refresh_from_db()
    assert not catching_up.is_done
    with pytest.raises(NotAllowed, match="two people who caught up"):
        actions.mark_caught_up(by=Hand.own(amina), catching_up=catching_up, now=LATER)
    actions.mark_caught_up(by=stage.hand, catching_up=catching_up, now=LATER)
    catching_up.refresh_from_db()
    assert catching_up.is_done
    assert not tasks.to_do(missed, stage.programme).exists()


@pytest.mark.parametrize(
    ("channel", "how"),
    [
        (Channel.PHONE, CatchUp.RING),
        (Channel.VISIT, CatchUp.MEET),
        (Channel.LETTER, CatchUp.NOTES),
        (Channel.EMAIL, CatchUp.MESSAGE),
    ],
)
def test_who_has_not_said_how_catches_up_as_they_like_to_be_told(
    channel: Channel, how: CatchUp
) -> None:
    stage = Stage().opened()
    amina, missed, _other = stage.people
    missed.channel = channel
    missed.save()
    stage.here(amina).marked()

    actions.close(by=stage.hand, gathering=stage.gathering, now=LATER)

    found = queries.my_catching_up(missed, stage.gathering)
    assert found is not None
    assert found.how == how


@pytest.mark.requirement("R152")
def test_following_up_is_due_some_working_days_after_and_somebody_is_asked() -> None:
    stage = Stage().closed()  # on a Monday

    gathering = stage.again()

    assert gathering.follow_up_on == LATER.date() + timedelta(days=7)
    assert list(queries.to_follow_up(stage.programme)) == [gathering]
    asked = [task.key for task in tasks.to_do(stage.farah, stage.programme)]
    assert asked == ["gatherings.tell_what_came"]


@pytest.mark.requirement("R006")
@pytest.mark.requirement("R151")
def test_it_is_followed_up_only_when_everyone_was_told_what_came_of_it() -> None:
    stage = Stage().closed()
    assert not rules.may_project_close(stage.project)

    actions.follow_up(
        by=stage.hand, gathering=stage.gathering, what_came_of_it="Two words go.", now=LATER
    )

    assert stage.again().standing == Standing.FOLLOWED_UP
    assert told(stage, "gatherings.what_came") == names(stage)
    assert all(one.told_at for one in queries.invited(stage.gathering))
    assert not tasks.to_do(stage.farah, stage.programme).exists()
    assert rules.may_project_close(stage.project)


@pytest.mark.requirement("R006")
def test_nobody_is_told_what_came_of_it_before_it_is_over() -> None:
    stage = Stage().opened()

    with pytest.raises(NotAllowed, match="Close it first"):
        actions.follow_up(by=stage.hand, gathering=stage.gathering, what_came_of_it="…", now=LATER)


def test_who_came_has_done_their_hours_and_is_owed_what_was_promised() -> None:
    stage = Stage(pay_pence=3120).opened()
    amina, _ben, missed = stage.people
    stage.here(amina).marked()

    actions.close(by=stage.hand, gathering=stage.gathering, now=LATER)

    assert [row.pence for row in owed_to(amina, stage.programme)] == [3120]
    assert owed_to(missed, stage.programme) == []


@pytest.mark.requirement("R118")
def test_a_yes_keeps_its_time_and_follows_the_day_until_it_is_a_no_or_called_off() -> None:
    stage = Stage().invited()
    amina, bea, cal = stage.people

    def kept(person: Person, day: date) -> int:
        return week(person, stage.programme, day).booked

    first, then = STARTS.date(), (STARTS + timedelta(days=14)).date()
    stage.answers(amina)
    stage.answers(bea)
    stage.answers(cal, says=Answer.MAYBE)
    assert [kept(person, first) for person in stage.people] == [120, 120, 0]

    stage.answers(bea, says=Answer.NOT_COMING)
    actions.change(
        by=stage.hand,
        gathering=stage.gathering,
        starts_at=STARTS + timedelta(days=14),
        ends_at=STARTS + timedelta(days=14, hours=1),
        now=NOON,
    )
    assert [kept(person, first) for person in stage.people] == [0, 0, 0]
    assert [kept(person, then) for person in stage.people] == [60, 0, 0]

    actions.call_off(by=stage.hand, gathering=stage.gathering, now=NOON)
    assert kept(amina, then) == 0


def test_when_it_is_called_off_everyone_who_was_called_is_told() -> None:
    stage = Stage().invited()

    actions.call_off(by=stage.hand, gathering=stage.gathering, now=NOON)

    assert stage.again().standing == Standing.CALLED_OFF
    assert told(stage, "gatherings.it_is_off") == names(stage)


def test_people_who_may_come_are_told_when_it_moves_and_not_for_less() -> None:
    stage = Stage().invited()
    stage.answers(stage.people[0], says=Answer.NOT_COMING)

    actions.change(by=stage.hand, gathering=stage.gathering, now=NOON, purpose="Another word.")
    before = told(stage, "gatherings.it_moved")
    actions.change(by=stage.hand, gathering=stage.gathering, now=NOON, place="The hall")

    assert before == []
    assert told(stage, "gatherings.it_moved") == sorted(p.first_name for p in stage.people[1:])


def test_a_chair_who_lives_here_closes_it_and_everyones_hours_are_counted() -> None:
    stage = Stage().opened()
    chair, other, _missed = stage.people
    actions.take_on(by=stage.hand, gathering=stage.gathering, who=chair, duty=Duty.CHAIR, now=NOON)
    stage.here(chair, other).marked()

    actions.close(by=Hand.own(chair), gathering=stage.gathering, now=LATER)

    (line,) = lines_for(other, stage.programme, stage.gathering.pk)
    assert (line.done, line.booked) == (120, 0)


def test_hours_somebody_wrote_down_themselves_stay_as_they_wrote_them() -> None:
    stage = Stage().opened()
    amina = stage.people[0]
    hours.done(
        by=Hand.own(amina), person=amina, programme=stage.programme, about=stage.gathering.ref(),
        minutes=90, day=STARTS.date(), now=LATER,
    )  # fmt: skip
    stage.here(amina).marked()

    actions.close(by=stage.hand, gathering=stage.gathering, now=LATER)

    assert [line.done for line in lines_for(amina, stage.programme, stage.gathering.pk)] == [90]


def test_it_may_belong_to_an_opportunity_and_its_hours_and_thanks_count_once() -> None:
    stage = Stage()
    amina, ben, _ = stage.people
    walk = opportunity(stage, [amina, ben])
    stage.gathering = stage.plan(opportunity=walk, pay_pence=1000)
    asked = [one.person for one in queries.invited(stage.gathering)]
    actions.invite(by=stage.hand, gathering=stage.gathering, now=NOON)
    for person in (amina, ben):
        stage.answers(person)
    actions.get_ready(by=stage.hand, gathering=stage.gathering, now=NOON)
    actions.open_(by=stage.hand, gathering=stage.gathering, now=LATER)
    stage.here(amina).marked()

    actions.close(by=stage.hand, gathering=stage.gathering, now=LATER)

    assert asked == sorted([amina, ben], key=lambda one: (one.first_name, one.pk))
    (line,) = lines_for(amina, stage.programme, walk.pk)
    assert (line.booked, line.done) == (0, 60)
    assert [row.payment.about_id for row in owed_to(amina, stage.programme)] == [walk.pk]
    assert lines_for(ben, stage.programme, walk.pk) == []  # who did not come has the hours back
    places = Place.objects.within(stage.programme)
    assert {place.person: place.came for place in places} == {amina: True, ben: False}


def opportunity(stage: Stage, people: list[Person]) -> Opportunity:
    """A walk that these people have a place in, an hour of their week booked."""
    walk = Opportunity.objects.create(
        programme=stage.programme, project=stage.project, title="Walk", purpose="See.",
        phase="collection", where="in_person", minutes=60, starts_at=STARTS,
        ends_at=STARTS + timedelta(hours=1), closes_at=STARTS, made_by=stage.farah,
    )  # fmt: skip
    for person in people:
        Place.objects.create(
            programme=stage.programme, opportunity=walk, person=person, standing=Had.HAS_PLACE,
            since=NOON,
        )  # fmt: skip
        hours.book(
            by=Hand.own(person), person=person, programme=stage.programme, about=walk.ref(),
            minutes=60, day=STARTS.date(), now=NOON,
        )  # fmt: skip
    return walk
