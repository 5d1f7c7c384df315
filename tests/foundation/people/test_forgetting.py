from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from alongside.foundation.memberships import queries as memberships
from alongside.foundation.people import actions, queries
from alongside.foundation.people.models import Forgetting, Hand, Person
from alongside.foundation.people.states import Role
from alongside.foundation.tasks.models import Task
from alongside.foundation.trail import queries as trail
from alongside.throughout.feedback import actions as feedback
from alongside.throughout.feedback.models import Contribution
from alongside.throughout.feedback.states import Kind
from alongside.throughout.payments import actions as payments
from alongside.throughout.payments.states import Kind as Money
from alongside.toolbox import keys
from alongside.toolbox.jobs import work_until_idle
from alongside.toolbox.models import Job
from alongside.toolbox.verdicts import NotAllowed
from tests.factories import NOON, MembershipFactory, PersonFactory, facilitator, member

pytestmark = pytest.mark.django_db


def the_day_comes() -> None:
    for kind in (actions.FORGET, actions.DESTROY):
        Job.objects.filter(kind=kind, done_at=None).update(run_at=now())
        work_until_idle()


def ask(client: Client, words: str = "stay") -> None:
    page = client.post(reverse("people:forget_me"), {"words": words})
    assert page.status_code == 302, page.text


@pytest.fixture
def amina() -> Person:
    part = MembershipFactory.create(
        person__first_name="Amina", person__email="amina@marrambay.example"
    )
    facilitator(part.programme)
    return part.person


@pytest.mark.requirement("R273")
@pytest.mark.django_db(transaction=True)  # a log is wiped only between transactions
def test_somebody_asks_and_on_the_day_is_forgotten(client: Client, amina: Person) -> None:
    client.force_login(amina)
    EmailAddress.objects.create(user=amina, email=amina.email, verified=True)
    assert client.get(reverse("people:me")).status_code == 200

    ask(client)
    assert "You asked us to forget you" in client.get(reverse("people:me")).text
    work_until_idle()
    assert Person.objects.get(pk=amina.pk).email  # not before the day
    the_day_comes()

    gone = Person.objects.get(pk=amina.pk)
    assert (gone.first_name, gone.email, gone.is_active) == ("Somebody who left", None, False)
    assert gone.code != amina.code
    assert keys.gone(amina.pk)
    assert not EmailAddress.objects.exists()
    assert client.get(reverse("people:me")).status_code == 302
    assert not memberships.programmes_of(gone).exists()
    assert Forgetting.objects.get().done_at


def test_nothing_happens_when_they_change_their_mind(client: Client, amina: Person) -> None:
    client.force_login(amina)
    ask(client)
    client.post(reverse("people:keep_me"))
    client.post(reverse("people:keep_me"))
    the_day_comes()

    assert Person.objects.get(pk=amina.pk).email == "amina@marrambay.example"
    assert not keys.gone(amina.pk)
    assert "You asked us to forget you" not in client.get(reverse("people:me")).text
    ask(client)  # and they may ask again
    the_day_comes()
    assert keys.gone(amina.pk)


def test_asking_twice_is_asking_once_and_the_last_choice_counts(
    client: Client, amina: Person
) -> None:
    client.force_login(amina)
    for words in ("stay", "go"):
        ask(client, words)

    asked = Forgetting.objects.get()
    assert asked.words_too
    assert asked.due_at - asked.asked_at == timedelta(days=queries.days_to_wait())
    assert Task.objects.filter(key="memberships.look_for_name").count() == 1


@pytest.mark.parametrize("words_too", [True, False])
def test_they_choose_whether_what_they_said_stays(amina: Person, *, words_too: bool) -> None:
    programme = memberships.programmes_of(amina).get()
    said = feedback.contribute(
        by=Hand.own(amina), programme=programme, kind=Kind.IDEA, text="More benches", now=NOON
    )
    before = queries.lines(trail.what_concerns(amina.pk, [programme.pk]))
    assert any("More benches" in line.says for line in before)

    actions.ask_to_be_forgotten(by=Hand.own(amina), words_too=words_too, now=NOON)
    the_day_comes()

    kept = Contribution.objects.within(programme).get(pk=said.pk)
    assert (kept.text, kept.name_as_wished) == ("…" if words_too else "More benches", "")
    lines = queries.lines(trail.what_concerns(amina.pk, [programme.pk]))
    assert len(lines) > len(before)
    assert not any("Amina" in line.says or "benches" in line.says for line in lines)
    assert any("Somebody who left" in line.says for line in lines)


def test_money_we_owe_comes_first(client: Client, amina: Person) -> None:
    programme = memberships.programmes_of(amina).get()
    boss = member(programme, Role.FINANCE, Role.FACILITATOR)
    payment = payments.claim_expense(
        by=Hand.own(amina), programme=programme, kind=Money.TRAVEL, pence=400, note="Bus", now=NOON
    )
    client.force_login(amina)

    page = client.get(reverse("people:forget_me"), follow=True)

    assert "We still owe you money." in page.text
    with pytest.raises(NotAllowed, match="We still owe you money"):
        actions.ask_to_be_forgotten(by=Hand.own(amina), words_too=False, now=NOON)
    payments.approve(by=Hand.own(boss), payment=payment, now=NOON)
    payments.mark_paid(by=Hand.own(boss), payment=payment, now=NOON)
    assert client.get(reverse("people:forget_me")).status_code == 200


def test_what_holds_them_back_on_the_day_is_looked_at_again_a_week_later(amina: Person) -> None:
    programme = memberships.programmes_of(amina).get()
    actions.ask_to_be_forgotten(by=Hand.own(amina), words_too=False, now=NOON)
    payments.claim_expense(
        by=Hand.own(amina), programme=programme, kind=Money.TRAVEL, pence=400, note="Bus", now=NOON
    )

    the_day_comes()

    assert not keys.gone(amina.pk)
    again = Job.objects.filter(kind=actions.FORGET, done_at=None).get()
    assert timedelta(days=6) < again.run_at - now() < timedelta(days=8)


def test_a_programme_keeps_its_only_coordinator(amina: Person) -> None:
    programme = memberships.programmes_of(amina).get()
    olu = member(programme, Role.COORDINATOR)

    with pytest.raises(NotAllowed, match="Nobody else coordinates"):
        actions.ask_to_be_forgotten(by=Hand.own(olu), words_too=False, now=NOON)

    member(programme, Role.COORDINATOR)
    assert actions.ask_to_be_forgotten(by=Hand.own(olu), words_too=False, now=NOON)


def test_work_that_died_is_done_again(amina: Person) -> None:
    """Emptied and not yet destroyed, or destroyed and not yet said: once more does no harm."""
    asked = actions.ask_to_be_forgotten(by=Hand.own(amina), words_too=True, now=NOON)
    for _ in range(2):
        actions.forget(asked.pk, NOON)
    assert not keys.gone(amina.pk)
    owners = Job.objects.get(kind=actions.DESTROY).arguments["owners"]
    assert str(amina.pk) in owners

    the_day_comes()
    work_until_idle()

    assert keys.gone(amina.pk)


def test_somebody_in_each_programme_looks_for_the_name(client: Client, amina: Person) -> None:
    programme = memberships.programmes_of(amina).get()
    farah = memberships.first_to_ask(programme)
    assert farah is not None
    actions.ask_to_be_forgotten(by=Hand.own(amina), words_too=False, now=NOON)
    task = Task.objects.within(programme).get(key="memberships.look_for_name")
    client.force_login(farah)

    page = client.get(reverse("tasks:one", args=[programme.slug, task.pk])).text

    assert "Amina asked us to forget them." in page
    assert "Amina" not in str(task.words)


def test_nobody_forgets_somebody_else(client: Client, amina: Person) -> None:
    client.force_login(PersonFactory.create())
    ask(client)
    the_day_comes()
    assert not keys.gone(amina.pk)
    assert Person.objects.get(pk=amina.pk).is_active
