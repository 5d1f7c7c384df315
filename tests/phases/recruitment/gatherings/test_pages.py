"""The pages as people use them, and as they misuse them."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.timezone import now as clock

from alongside.foundation.people.actions import say_needs
from alongside.foundation.people.models import Hand
from alongside.foundation.people.states import How
from alongside.phases.recruitment.gatherings import actions, queries
from alongside.phases.recruitment.gatherings.models import AgendaItem, Gathering
from alongside.phases.recruitment.gatherings.states import Answer, Duty, Expenses, Item, Standing
from alongside.throughout.payments.queries import owed_to
from tests.factories import NOON, member
from tests.house.nets.queries import same_however_many

from .stage import Stage

pytestmark = pytest.mark.django_db
SOON = clock() + timedelta(days=30)
GOOD = {
    "title": "Survey workshop",
    "purpose": "Try it.",
    "day": SOON.date().isoformat(),
    "starts": "10 am",
    "ends": "12.30 pm",
    "where": "room",
    "place": "Pier Street Library",
    "level": "asked",
    "why_level": "The topic is fixed.",
    "what_we_ask": "Say what was hard.",
}


def at(stage: Stage, name: str, *more: Any) -> str:
    return reverse(f"gatherings:{name}", args=[stage.programme.slug, stage.gathering.pk, *more])


def new(stage: Stage) -> str:
    return reverse("gatherings:new", args=[stage.programme.slug])


def test_the_way_to_the_notes_is_there_once_it_has_been(client: Client) -> None:
    stage = Stage().closed()
    client.force_login(stage.farah)

    page = client.get(at(stage, "organise")).text

    assert at(stage, "notes") in page


def test_what_was_called_off_shows_no_way_to_notes(client: Client) -> None:
    stage = Stage()
    Gathering.objects.within(stage.programme).update(standing=Standing.CALLED_OFF)
    client.force_login(stage.farah)

    page = client.get(at(stage, "organise")).text

    assert at(stage, "notes") not in page


def test_a_plan_is_kept_as_it_was_typed(client: Client) -> None:
    stage = Stage()
    client.force_login(stage.farah)

    client.post(new(stage), GOOD)

    made = Gathering.objects.within(stage.programme).exclude(pk=stage.gathering.pk).get()
    assert (made.title, made.standing) == ("Survey workshop", Standing.PLANNED)
    assert localtime(made.starts_at).hour == 10
    assert made.minutes == 150


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"day": ""}, "Please fill this in."),
        ({"day": "2020-01-01"}, "Choose a day and a time that are still to come."),
        (
            {"day": "", "day_0": "31", "day_1": "2", "day_2": "2099"},
            "Write a real date, like 14 5 2026.",
        ),
        ({"starts": ""}, "Please fill this in."),
        ({"starts": "teatime"}, "Write a time, like 10 am or 2.30 pm."),
        ({"ends": "9 am"}, "It must end after it starts."),
        ({"ends": "10 am"}, "It must end after it starts."),
        ({"place": ""}, "Say which room."),
        ({"title": "x" * 10_000}, "This is too long."),
        ({"level": ""}, "Choose one."),
        ({"link": "not a link"}, ""),
    ],
)
def test_a_wrong_plan_is_given_back_with_a_sentence_and_nothing_lost(
    client: Client, wrong: dict[str, str], says: str
) -> None:
    stage = Stage()
    client.force_login(stage.farah)

    answer = client.post(new(stage), GOOD | {"purpose": "Ünique <b>words</b> 🦔"} | wrong)

    assert answer.status_code == 200
    assert says in answer.text
    assert "Ünique &lt;b&gt;words&lt;/b&gt; 🦔" in answer.text
    assert Gathering.objects.within(stage.programme).count() == 1


def test_strange_names_are_kept_and_never_run(client: Client) -> None:
    stage = Stage()
    client.force_login(stage.farah)
    odd = "<script>alert(7)</script> مرحبا 🦔"

    client.post(new(stage), GOOD | {"title": odd})
    text = client.get(reverse("gatherings:listing", args=[stage.programme.slug])).text

    assert "&lt;script&gt;alert(7)&lt;/script&gt; مرحبا 🦔" in text
    assert "<script>alert" not in text


def test_a_gathering_of_another_programme_is_not_there(client: Client) -> None:
    here, elsewhere = Stage(), Stage()
    client.force_login(here.farah)
    address = reverse("gatherings:detail", args=[here.programme.slug, elsewhere.gathering.pk])

    assert client.get(address).status_code == 404


def test_a_plan_is_not_seen_before_people_are_asked(client: Client) -> None:
    stage = Stage().listed()
    client.force_login(stage.people[0])

    before = client.get(at(stage, "detail")).status_code
    actions.invite(by=stage.hand, gathering=stage.gathering, now=NOON)
    after = client.get(at(stage, "detail")).status_code

    assert (before, after) == (403, 200)


@pytest.mark.requirement("R168")
def test_everyone_reads_who_comes_and_why_and_what_we_ask_of_them(client: Client) -> None:
    stage = Stage().invited()
    client.force_login(stage.people[0])

    text = client.get(at(stage, "detail")).text

    assert all(person.first_name in text for person in stage.people)
    assert text.count("Uses the bus") == 3
    assert "Answer the survey and say what was hard." in text


@pytest.mark.requirement("R001")
def test_everyone_reads_how_shared_it_is_and_why(client: Client) -> None:
    stage = Stage().invited()
    client.force_login(stage.people[0])

    text = client.get(at(stage, "detail")).text

    assert "Working with" in text
    assert "The questions are open." in text


def test_an_answer_confirms_what_the_person_told_us_before(client: Client) -> None:
    stage = Stage().invited()
    lin = stage.people[0]
    say_needs(
        by=Hand.own(lin), needs={"support": "A hearing loop"}, reads=lin.reads,
        how_i_work_best="", now=NOON,
    )  # fmt: skip
    client.force_login(lin)

    shown = client.get(at(stage, "answer")).text
    client.post(at(stage, "answer"), {"says": "coming", "needs": "A hearing loop\nA seat"})

    assert ">A hearing loop<" in shown.replace("\n", "")
    assert sorted(need.what for need in queries.needs(stage.gathering)) == [
        "A hearing loop", "A seat",
    ]  # fmt: skip
    assert stage.invitation(lin).answer == Answer.COMING


def test_a_man_without_email_is_written_down_by_a_facilitator() -> None:
    stage = Stage().invited()
    harold = stage.people[0]
    hand = Hand(harold, stage.farah, How.PHONE)

    actions.answer(
        by=hand, invitation=stage.invitation(harold), says=Answer.COMING, needs=["A lift"], now=NOON
    )

    assert stage.invitation(harold).needs_confirmed_at == NOON


def test_what_people_need_is_for_people_who_run_things(client: Client) -> None:
    stage = Stage().invited()
    amina, harold, _ = stage.people
    stage.answers(amina, "A quiet room")
    actions.take_on(by=stage.hand, gathering=stage.gathering, who=harold, duty=Duty.CHAIR, now=NOON)

    client.force_login(harold)
    refused = client.get(at(stage, "needs"))
    chairing = client.get(at(stage, "organise"))
    client.force_login(stage.farah)
    allowed = client.get(at(stage, "needs"))

    assert refused.status_code == 403
    assert "A quiet room" not in chairing.text
    assert "A quiet room" in allowed.text


@pytest.mark.requirement("R024")
def test_a_no_to_a_need_asks_for_the_reason_and_another_way(client: Client) -> None:
    stage = Stage().invited()
    stage.answers(stage.people[0], "A hearing loop")
    (need,) = queries.needs(stage.gathering)
    client.force_login(stage.farah)

    asked = client.post(at(stage, "need", need.pk), {"answer": "not"}).text
    client.post(
        at(stage, "need", need.pk), {"answer": "not", "why": "None", "instead": "Sam types"}
    )
    client.force_login(stage.people[0])
    told = client.get(at(stage, "detail")).text

    assert "Say why. An honest reason helps." in asked
    assert "Say what we can do instead." in asked
    assert "Instead: Sam types" in told


@pytest.mark.requirement("R169")
def test_anyone_asked_adds_to_the_agenda_and_the_page_says_how_much_is_theirs(
    client: Client,
) -> None:
    stage = Stage().invited()
    stage.item(stage.farah)
    stage.item(stage.farah)
    client.force_login(stage.people[0])

    told = {"title": "The last bus", "kind": "chat", "minutes": "15"}
    text = client.post(at(stage, "agenda"), told, follow=True).text

    assert "The last bus" in text
    assert "1 of 3 things was put there by people who live here." in text.replace("were", "was")


def test_somebody_who_is_not_asked_cannot_add_to_the_agenda(client: Client) -> None:
    stage = Stage().invited()
    client.force_login(member(stage.programme))

    answer = client.post(at(stage, "agenda"), {"title": "x", "kind": "chat", "minutes": "5"})

    assert answer.status_code == 403
    assert not AgendaItem.objects.within(stage.programme).exists()


def test_items_change_places_and_are_taken_off_but_kept(client: Client) -> None:
    stage = Stage().invited()
    first, second = stage.item(stage.farah, title="One"), stage.item(stage.farah, title="Two")
    client.force_login(stage.farah)

    client.post(at(stage, "earlier", second.pk))
    order = [item.title for item in queries.agenda(stage.gathering)]
    client.post(at(stage, "drop", first.pk))

    assert order == ["Two", "One"]
    assert [item.title for item in queries.agenda(stage.gathering)] == ["Two"]
    assert AgendaItem.objects.within(stage.programme).count() == 2


def test_the_chair_goes_round_and_there_is_one(client: Client) -> None:
    stage = Stage().invited()
    client.force_login(stage.farah)

    for person in stage.people[:2]:
        client.post(at(stage, "helpers"), {"duty": "chair", "who": str(person.pk)})

    chairs = [helper.person for helper in queries.helpers(stage.gathering)]
    assert chairs == [stage.people[1]]


def test_the_day_without_script_from_the_first_tap_to_the_close(client: Client) -> None:
    now = clock()
    stage = Stage(
        now=now,
        starts_at=now + timedelta(minutes=10),
        ends_at=now + timedelta(hours=2),
        pay_pence=2000,
    ).ready()
    item = stage.item(stage.farah, Item.CHAT)
    amina, ben, _missed = stage.people
    client.force_login(stage.farah)

    client.post(at(stage, "open"))
    here = [str(stage.invitation(person).pk) for person in (amina, ben)]
    client.post(at(stage, "here"), {"here": here})
    stopped = client.get(at(stage, "day")).text
    refused = client.post(at(stage, "close"))
    client.post(at(stage, "expenses"), {f"x-{pk}": Expenses.NOTHING for pk in here})
    client.post(at(stage, "notes"), {f"item-{item.pk.hex}": "The 10 pm bus goes."})
    client.post(at(stage, "close"))
    text = client.get(at(stage, "detail")).text

    assert "2 people are not marked for expenses" in stopped
    assert refused.status_code == 403
    assert stage.again().standing == Standing.CLOSED
    assert "The 10 pm bus goes." in text
    assert owed_to(amina, stage.programme)[0].pence == 2000


@pytest.mark.requirement("R006")
def test_what_came_of_it_is_read_on_its_page(client: Client) -> None:
    stage = Stage().closed()
    client.force_login(stage.farah)

    empty = client.post(at(stage, "follow_up"), {"what_came_of_it": " "})
    client.post(at(stage, "follow_up"), {"what_came_of_it": "Two words go."})
    client.force_login(stage.people[0])

    assert "Please fill this in." in empty.text
    assert "Two words go." in client.get(at(stage, "detail")).text


@pytest.mark.requirement("R131")
def test_who_came_can_claim_with_a_kind_and_an_amount(client: Client) -> None:
    stage = Stage().closed()
    client.force_login(stage.people[0])

    client.post(at(stage, "claim"), {"kind": "travel", "pounds": "3.60"})
    again = client.post(at(stage, "claim"), {"kind": "travel", "pounds": "3.60"})

    assert [row.pence for row in owed_to(stage.people[0], stage.programme)] == [360]
    assert "You have asked for this already." in again.text


def test_a_young_person_cannot_be_put_on_the_list_by_the_page_either(client: Client) -> None:
    stage = Stage()
    young = member(stage.programme, young=True)
    client.force_login(stage.farah)

    text = client.post(at(stage, "people"), {"people": [str(young.pk)], "why_here": "Bus"}).text

    assert "Gatherings with young people are closed for now." in text
    assert queries.invitation_of(young, stage.gathering) is None


def test_advice_set_aside_keeps_its_reason(client: Client) -> None:
    stage = Stage().listed()
    client.force_login(stage.farah)

    client.post(at(stage, "aside", "papers"), {"reason": "We read together."})
    stop = client.get(at(stage, "aside", "how-shared"))

    assert "You set this aside: We read together." in client.get(at(stage, "organise")).text
    assert stop.status_code == 403


@pytest.mark.parametrize("name", ["listing", "detail", "organise", "day", "agenda", "people"])
def test_pages_cost_the_same_with_few_and_many(client: Client, name: str) -> None:
    stage = Stage().listed()
    client.force_login(stage.farah)
    address = (
        reverse("gatherings:listing", args=[stage.programme.slug])
        if name == "listing"
        else at(stage, name)
    )

    def add(count: int) -> None:
        for _ in range(count):
            stage.listed(member(stage.programme))
            stage.item(stage.farah)
            stage.plan()

    same_however_many(lambda: client.get(address), add, many=20)


def test_a_call_names_the_day_the_place_and_whom_to_ring() -> None:
    from alongside.foundation.notices.models import Notice
    from alongside.toolbox.sentences import say, say_more

    stage = Stage().invited()

    notice = Notice.objects.within(stage.programme).first()

    assert notice is not None
    assert "Monday 24 June 2030" in say(notice.key, notice.words)
    assert "01632 960 144" in say_more(notice.key, notice.words)
