from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now as clock

from alongside.foundation.people.models import Hand
from alongside.throughout.payments import actions, queries
from alongside.throughout.payments.models import Payment
from alongside.throughout.payments.states import Kind, Standing
from tests.factories import ProgrammeFactory, member
from tests.house.nets.queries import same_however_many

from .test_actions import Till

pytestmark = pytest.mark.django_db


def at(till: Till, name: str, *more: object) -> str:
    return reverse(f"payments:{name}", args=[till.programme.slug, *more])


def test_a_person_sees_what_they_are_owed_for_what_and_by_when(client: Client) -> None:
    till = Till()
    till.owed()
    client.force_login(till.amina)

    text = client.get(at(till, "mine")).text

    assert "We owe you <b>£31.20</b>." in text
    assert "Bus stop walk" in text
    assert "by Wednesday 3 July 2030" in text


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"kind": "travel", "pounds": ""}, "Please fill this in."),
        ({"kind": "", "pounds": "3.60"}, "Choose one."),
        ({"kind": "thanks", "pounds": "3.60"}, "Choose one of these."),
        ({"kind": "travel", "pounds": "-3"}, ""),
        ({"kind": "travel", "pounds": "0"}, ""),
        ({"kind": "travel", "pounds": "1e9"}, ""),
        ({"kind": "travel", "pounds": "lots"}, ""),
        ({"kind": "travel", "pounds": "3.601"}, ""),
    ],
)
def test_a_wrong_claim_is_given_back(client: Client, typed: dict[str, str], says: str) -> None:
    till = Till()
    client.force_login(till.amina)

    answer = client.post(at(till, "claim"), typed)

    assert answer.status_code == 200
    assert says in answer.text
    assert not Payment.objects.within(till.programme).exists()


def test_a_claim_sent_twice_counts_once(client: Client) -> None:
    till = Till()
    client.force_login(till.amina)

    for _ in range(2):
        client.post(at(till, "claim"), {"kind": "food", "pounds": "4.20", "note": "Soup"})

    assert [row.pence for row in queries.owed_to(till.amina, till.programme)] == [420]


def test_the_oldest_comes_first_with_the_days_it_waited(client: Client) -> None:
    till = Till()
    noon = clock().replace(hour=12)  # the same day, whether or not the clocks have changed
    for days, pence in ((3, 300), (40, 4000)):
        actions.claim_expense(
            by=Hand.own(till.amina), programme=till.programme, kind=Kind.TRAVEL, pence=pence,
            now=noon - timedelta(days=days),
        )  # fmt: skip
    client.force_login(till.farah)

    text = client.get(at(till, "money")).text

    assert text.index("£40.00") < text.index("£3.00")
    assert "waits for 40 days" in text
    assert "10 days late" in text


def test_ticks_agree_and_then_pay(client: Client) -> None:
    till = Till()
    payment = till.owed()
    client.force_login(till.farah)
    client.post(at(till, "approve"), {"payment": [str(payment.pk), "nonsense"]})
    client.force_login(till.denise)

    for _ in range(2):
        client.post(at(till, "paid"), {"payment": str(payment.pk)})

    payment.refresh_from_db()
    assert payment.standing == Standing.PAID


def test_money_for_everyone_is_for_people_who_look_after_it(client: Client) -> None:
    till = Till()
    client.force_login(till.amina)

    assert client.get(at(till, "money")).status_code == 403


def test_a_payment_is_seen_by_its_person_and_by_people_who_pay_and_nobody_else(
    client: Client,
) -> None:
    till = Till()
    payment = till.owed()
    seen = {}
    for name, person in {
        "amina": till.amina, "denise": till.denise, "other": member(till.programme),
        "elsewhere": member(ProgrammeFactory.create()),
    }.items():  # fmt: skip
        client.force_login(person)
        seen[name] = client.get(at(till, "one", payment.pk)).status_code

    assert seen == {"amina": 200, "denise": 200, "other": 403, "elsewhere": 404}


def test_a_person_asks_for_less_on_a_page(client: Client) -> None:
    till = Till()
    payment = till.owed()
    client.force_login(till.amina)

    more = client.post(at(till, "less", payment.pk), {"pounds": "99"}).text
    client.post(at(till, "less", payment.pk), {"pounds": "0"})

    assert "Write less than it is now, or 0 for nothing." in more
    assert queries.owed_to(till.amina, till.programme) == []


@pytest.mark.parametrize("name", ["mine", "money"])
def test_pages_cost_the_same_with_few_and_many(client: Client, name: str) -> None:
    till = Till()
    client.force_login(till.farah if name == "money" else till.amina)

    def add(count: int) -> None:
        for n in range(count):
            payment = till.claim(pence=count * 1000 + n + 1)
            if n % 2:
                till.approve(payment)

    same_however_many(lambda: client.get(at(till, name)), add, many=60)
