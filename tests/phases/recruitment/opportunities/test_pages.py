"""The pages: what anyone sees, what a member sees, and what somebody types."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now
from pytest_django.fixtures import DjangoAssertNumQueries

from alongside.foundation.people.models import Hand, Person
from alongside.foundation.programmes.models import Programme
from alongside.phases.recruitment.opportunities import actions, queries
from alongside.phases.recruitment.opportunities.models import Opportunity, OthersTime
from alongside.phases.recruitment.opportunities.states import HowGiven, Said, Standing
from tests.factories import NOON, PersonFactory, ProgrammeFactory, facilitator, member

from .stage import a_draft, a_project, an_open_one

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def signed_in(client: Client, person: Person) -> Client:
    client.force_login(person, backend=BACKEND)
    return client


def at(name: str, one: Opportunity, *more: str) -> str:
    return reverse(f"opportunities:{name}", args=[one.programme.slug, one.pk, *more])


@pytest.mark.requirement("R116")
@pytest.mark.requirement("R120")
@pytest.mark.requirement("R127")
@pytest.mark.requirement("R001")
def test_everything_is_said_before_anyone_says_yes(client: Client) -> None:
    one = an_open_one()

    page = signed_in(client, member(one.programme)).get(at("detail", one)).text

    for words in (
        one.purpose,
        one.what_you_do,
        "Thursday 20 June, 11 am to 1.30 pm",
        "Pier Street Library, or online",
        "3 hours",
        "Farah (staff) gives 9 hours.",
        "Tom (sponsor) gives 5 hours.",
        "£46.80, paid on Friday 28 June",
        one.expenses,
        "Working with",
        one.why_level,
        "Every question and picture",
        "The day",
        one.access,
        one.who_comes,
        one.support,
        "3 left.",
        "First come, first in",
        "About 11 months",
        "What comes next",
        "Yes, I will come",
        "A no needs no reason.",
        "It fits. You have 7 hours left that week.",
    ):
        assert words in page, words


def test_yes_then_no_with_two_presses(client: Client) -> None:
    one = an_open_one()
    amina = member(one.programme)
    signed_in(client, amina)

    yes = client.post(at("answer", one), {"answer": "yes"}, follow=True).text
    no = client.post(at("answer", one), {"answer": "no"}, follow=True).text

    assert "You have a place." in yes
    assert "That is fine. Thank you for telling us." in no
    assert queries.opportunities(one.programme).get(pk=one.pk).taken == 0


@pytest.mark.parametrize("wrong", ["", "perhaps", "YES", "x" * 10_000, "🙂", "<script>"])
def test_an_answer_nobody_knows_changes_nothing(client: Client, wrong: str) -> None:
    one = an_open_one()
    signed_in(client, member(one.programme))

    page = client.post(at("answer", one), {"answer": wrong}, follow=True)

    assert "Choose yes, maybe or no." in page.text
    assert queries.opportunities(one.programme).get(pk=one.pk).taken == 0


def test_the_form_sent_twice_counts_once(client: Client) -> None:
    one = an_open_one()
    amina = member(one.programme)
    page = signed_in(client, amina).get(at("detail", one)).text
    key = page.split('name="once" value="')[1].split('"')[0]

    for _turn in range(2):
        client.post(at("answer", one), {"answer": "yes", "once": key})

    answer = queries.answer_of(amina, one)
    assert answer is not None
    assert answer.standing == Standing.HAS_PLACE


def test_without_an_account_one_reads_what_when_and_pay_and_how_to_ask(client: Client) -> None:
    one = an_open_one()

    listed = client.get(reverse("opportunities:listing", args=[one.programme.slug])).text
    page = client.get(at("detail", one)).text

    assert one.title in listed
    assert "£46.80" in page
    assert "Ask Farah. You need no email and no computer." in page
    assert "Yes, I will come" not in page


def test_somebody_of_another_programme_sees_what_the_town_sees(client: Client) -> None:
    one = an_open_one()
    signed_in(client, member(ProgrammeFactory.create()))

    page = client.get(at("detail", one))
    refused = client.post(at("answer", one), {"answer": "yes"})

    assert "Ask Farah" in page.text
    assert refused.status_code == 404


@pytest.mark.parametrize("hidden", ["draft", "invitation"])
def test_drafts_and_invitations_are_not_for_everyone(client: Client, hidden: str) -> None:
    one = a_draft() if hidden == "draft" else an_open_one(how_given=HowGiven.INVITATION)

    assert client.get(at("detail", one)).status_code == 404
    signed_in(client, member(one.programme))
    assert client.get(at("detail", one)).status_code == 404
    listed = client.get(reverse("opportunities:listing", args=[one.programme.slug])).text
    assert one.title not in listed


def test_who_was_asked_by_name_sees_it_in_their_list(client: Client) -> None:
    one = an_open_one(how_given=HowGiven.INVITATION)
    amina = member(one.programme)
    actions.invite(by=Hand.own(one.made_by), opportunity=one, person=amina, now=NOON)

    listed = signed_in(client, amina).get(
        reverse("opportunities:listing", args=[one.programme.slug])
    )

    assert one.title in listed.text


@pytest.mark.parametrize("name", ["plan", "edit", "invite"])
def test_members_do_not_run_it(client: Client, name: str) -> None:
    one = an_open_one()

    assert signed_in(client, member(one.programme)).get(at(name, one)).status_code == 403


def test_another_programmes_opportunity_is_not_found(client: Client) -> None:
    one, here = an_open_one(), ProgrammeFactory.create()
    signed_in(client, facilitator(here))

    for name in ("detail", "plan", "edit", "invite"):
        place = reverse(f"opportunities:{name}", args=[here.slug, one.pk])
        assert client.get(place).status_code == 404, name


@pytest.mark.requirement("R117")
def test_organisers_see_who_comes_and_not_who_said_no(client: Client) -> None:
    one = an_open_one()
    lin = member(one.programme, person__first_name="Linwood")
    amina = member(one.programme, person__first_name="Aminata")
    actions.answer(by=Hand.own(lin), opportunity=one, answer=Said.YES, now=NOON)
    actions.answer(by=Hand.own(amina), opportunity=one, answer=Said.NO, now=NOON)

    page = signed_in(client, one.made_by).get(at("plan", one)).text

    assert "Linwood" in page
    assert "Aminata" not in page


@pytest.mark.parametrize("count", [3, 300])
def test_the_list_costs_the_same_however_long(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    programme = ProgrammeFactory.create()
    first = an_open_one(programme)
    Opportunity.objects.bulk_create(
        Opportunity(
            **{
                field.attname: getattr(first, field.attname)
                for field in Opportunity._meta.concrete_fields
                if field.attname not in {"id", "code"}
            },
            code=f"N{n}",
        )
        for n in range(count - 1)
    )
    signed_in(client, member(programme))

    with django_assert_num_queries(7):
        page = client.get(reverse("opportunities:listing", args=[programme.slug]))

    assert page.text.count(first.title) == min(count, 50)


def the_form(**more: Any) -> dict[str, Any]:
    day = (now() + timedelta(days=20)).date()
    return {
        "title": "Pick photos",
        "purpose": "Choose three that look like our town.",
        "what_you_do": "Look at forty photos.",
        "phase": "dissemination",
        "level": "working_with",
        "why_level": "You choose.",
        "timing": "day",
        "day": day.isoformat(),
        "where": "home",
        "hours": "1.5",
        "pay": "voucher",
        "pounds": "31.20",
        "pay_on": day.isoformat(),
        "expenses": "None are needed.",
        "access": "By post, or with someone.",
        "who_comes": "You, at home.",
        "support": "Ring Farah.",
        "formats": ["plain", "large_print"],
        "how_given": "everyone",
        "closes_on": (day - timedelta(days=2)).isoformat(),
        "closes": "5 pm",
        "who_1": "Farah",
        "part_1": "staff",
        "hours_1": "2",
        **more,
    }


def write(client: Client, programme: Programme, given: dict[str, Any]) -> Any:
    project = a_project(programme)
    signed_in(client, facilitator(programme))
    place = reverse("opportunities:make", args=[programme.slug, project.pk])
    return client.post(place, given, follow=True)


def test_written_checked_opened_and_changed_in_the_browser(client: Client) -> None:
    programme = ProgrammeFactory.create()

    planned = write(client, programme, the_form())
    one = Opportunity.objects.within(programme).get()
    opened = client.post(at("open_up", one), follow=True)
    edited = client.post(at("edit", one), the_form(title="Choose photos"), follow=True)
    closed = client.post(at("close", one), follow=True)
    finished = client.post(at("finish", one), follow=True)

    assert "All good so far." in planned.text
    assert "It is open." in opened.text
    assert "Choose photos" in edited.text
    assert "Whoever has a place keeps it." in closed.text
    assert "tell people what came of it" in finished.text
    assert (one.minutes, one.pay_pence, one.places) == (90, 3120, None)
    assert OthersTime.objects.within(programme).get().minutes == 120


def test_the_form_shows_again_what_is_kept(client: Client) -> None:
    one = a_draft()

    page = signed_in(client, one.made_by).get(at("edit", one)).text

    for kept in ('value="2.5"', 'value="0.5"', 'value="46.8', 'value="9"', 'value="Tom"'):
        assert kept in page, kept


WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("no title", {"title": ""}, "Please fill this in."),
    ("long", {"title": "x" * 10_000}, "This is too long."),
    ("no day", {"day": ""}, "Please fill this in."),
    ("odd day", {"day": "31 31 2026"}, "Write the month as well."),
    ("far year", {"day": "9999-12-31"}, "Look at the year again."),
    ("old year", {"closes_on": "1066-10-14"}, "Look at the year again."),
    ("no times", {"timing": "time"}, "Say the time, like 10 am."),
    (
        "ends first",
        {"timing": "time", "starts": "2 pm", "ends": "1 pm"},
        "It must end after it starts.",
    ),
    ("no hours", {"hours": "0"}, "It takes some time."),
    ("letters", {"hours": "two"}, "Write a number"),
    ("too many pounds", {"pounds": "1e12"}, "100000 or less"),
    ("no places", {"how_given": "first_come", "places": "0"}, "1 or more"),
    ("limit for all", {"places": "3"}, "If everyone can come"),
    ("twice", {"who_2": "Farah", "part_2": "staff", "hours_2": "1"}, "This name is here twice."),
    ("no part", {"part_1": ""}, "Choose one."),
    ("no time of hers", {"hours_1": ""}, "Say how many hours."),
]


@pytest.mark.parametrize(("what", "given", "says"), WRONG, ids=[what for what, *_ in WRONG])
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    client: Client, what: str, given: dict[str, Any], says: str
) -> None:
    programme = ProgrammeFactory.create()

    page = write(client, programme, the_form(**given))

    assert says in page.text
    assert "Look at forty photos." in page.text
    assert not Opportunity.objects.within(programme).exists()


@pytest.mark.parametrize(
    "odd", ["🎉 Поиск 🎉", "שלום עולם", "<script>alert(1)</script>", "a'b\"c & d", "%(what)s %s"]
)
def test_odd_words_are_shown_as_they_are(client: Client, odd: str) -> None:
    programme = ProgrammeFactory.create()
    write(client, programme, the_form(title=odd, purpose=odd, what_you_do=odd))
    one = Opportunity.objects.within(programme).get()
    client.post(at("open_up", one))
    amina = member(programme)

    page = signed_in(client, amina).post(at("answer", one), {"answer": "yes"}, follow=True)

    assert "<script>alert" not in page.text
    assert one.title == odd
    assert client.get("/week/").status_code == 200


def test_an_open_one_keeps_what_was_typed_when_a_stop_says_no(client: Client) -> None:
    one = an_open_one()

    page = signed_in(client, one.made_by).post(at("edit", one), the_form(pay=""))

    assert "Say how people are paid" in page.text
    assert "Look at forty photos." in page.text


def test_somebody_is_asked_by_name_in_the_browser(client: Client) -> None:
    one = an_open_one(how_given=HowGiven.INVITATION)
    amina, stranger = member(one.programme), PersonFactory.create()
    signed_in(client, one.made_by)

    wrong = client.post(at("invite", one), {"person": str(stranger.pk)})
    right = client.post(at("invite", one), {"person": str(amina.pk)}, follow=True)

    assert "Choose one of these." in wrong.text
    assert amina.first_name in right.text


def test_advice_is_set_aside_in_the_browser(client: Client) -> None:
    one = a_draft(formats=["plain"])
    signed_in(client, one.made_by)

    asked = client.get(at("set_aside", one, "one-format"))
    kept = client.post(
        at("set_aside", one, "one-format"), {"reason": "We read it out."}, follow=True
    )

    assert "one format only" in asked.text
    assert "We read it out." in kept.text
    assert client.get(at("set_aside", one, "level")).status_code == 404
    assert client.get(at("set_aside", one, "nothing")).status_code == 404
