"""Emails, summaries, letters and calls: each as the reader chose."""

from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localtime, now

from alongside.foundation.memberships.models import Membership
from alongside.foundation.notices import actions, jobs, queries
from alongside.foundation.notices.models import Message, Notice
from alongside.foundation.notices.states import Delivery
from alongside.foundation.people.models import Hand, Person
from alongside.foundation.people.states import Channel, Format, HowOften
from alongside.foundation.programmes.models import Programme
from alongside.foundation.tasks import actions as tasks
from alongside.foundation.tasks.queries import to_do
from alongside.toolbox import sentences
from alongside.toolbox.jobs import work_until_idle
from alongside.toolbox.models import Job
from alongside.toolbox.references import Reference
from alongside.toolbox.verdicts import NotAllowed
from tests.factories import (
    NOON,
    PartnershipFactory,
    PersonFactory,
    ProgrammeFactory,
    facilitator,
    member,
)

from .posts import Post

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
KEY = sentences.sentence("tests.told", "You have a place: “%(what)s”.", "When: %(when)s.\n\nBye.")
WORDS = {"what": "Survey workshop", "when": "Thursday"}
LONG_AGO = datetime(2026, 1, 5, 12, tzinfo=UTC)  # a Monday; its jobs are due at once


def html_of(email: mail.EmailMessage) -> str:
    assert isinstance(email, mail.EmailMultiAlternatives)
    return str(email.alternatives[0])


@pytest.fixture
def programme() -> Programme:
    home: Programme = ProgrammeFactory.create(help_address="Pier Street Library")
    facilitator(home)
    return home


def somebody(programme: Programme, **more: Any) -> Person:
    return member(programme, **{f"person__{name}": value for name, value in more.items()})


def tell(
    person: Person,
    programme: Programme,
    now: datetime = LONG_AGO,
    words: Mapping[str, str] | None = None,
    about: Reference | None = None,
) -> Notice:
    return actions.tell(
        person, KEY, programme=programme, now=now, words=words or WORDS, about=about
    )


def delivery(notice: Notice) -> str:
    notice.refresh_from_db()
    return notice.delivery


@pytest.mark.requirement("R148")
def test_an_email_says_it_and_whom_to_ring(programme: Programme) -> None:
    amina = somebody(programme, first_name="Amina")
    about = Reference("notices.message", programme.pk, "It")
    notice = tell(amina, programme, about=about)

    work_until_idle()

    (email,) = mail.outbox
    assert email.to == [amina.email]
    assert email.subject == "You have a place: “Survey workshop”."
    for words in ("Hello Amina,", "When: Thursday.", "Ring Farah on 01632 960 144.", "/letters/"):
        assert words in email.body, words
    assert "<h2>" in html_of(email)
    assert delivery(notice) == Delivery.TOLD
    assert not Job.objects.filter(done_at=None).exists()


@pytest.mark.requirement("R148")
def test_it_is_said_in_the_language_of_the_reader_and_not_of_the_writer(
    programme: Programme,
) -> None:
    rania = somebody(programme, language="ar")

    with translation.override("cy"):
        tell(rania, programme)
        work_until_idle()

    (email,) = mail.outbox
    assert 'lang="ar" dir="rtl"' in html_of(email)


@pytest.mark.parametrize("words", ["two\nlines", "x" * 500, "🎉 <script>"])
def test_a_subject_is_one_short_line(programme: Programme, words: str) -> None:
    tell(somebody(programme), programme, words={"what": words, "when": words})

    work_until_idle()

    assert len(mail.outbox[0].subject) <= 120
    assert "\n" not in mail.outbox[0].subject
    assert "<script>" not in html_of(mail.outbox[0])


@pytest.mark.requirement("R148")
@pytest.mark.parametrize(
    ("how_often", "due"),
    [(HowOften.DAILY, (6, 4, 8)), (HowOften.WEEKLY, (6, 10, 8)), (HowOften.AT_ONCE, (6, 3, 13))],
)
def test_a_summary_waits_for_its_morning(
    programme: Programme, how_often: str, due: tuple[int, int, int]
) -> None:
    amina = somebody(programme, how_often=how_often)

    notice = tell(amina, programme, NOON)  # Monday 3 June 2030, 1 pm here

    local = localtime(notice.due_at)
    assert (local.month, local.day, local.hour) == due


@pytest.mark.requirement("R148")
def test_a_weekly_summary_is_one_email_with_everything(programme: Programme) -> None:
    amina = somebody(programme, how_often=HowOften.WEEKLY)
    for n in range(3):
        tell(amina, programme, words={"what": f"Thing {n}", "when": "soon"})

    work_until_idle()

    (email,) = mail.outbox
    assert email.subject == "3 things from Marram Bay Researching Together"
    assert all(f"Thing {n}" in email.body for n in range(3))


QUIET = [
    (time(21), time(8), 23, (4, 8)),
    (time(21), time(8), 3, (3, 8)),
    (time(21), time(8), 12, (3, 12)),
    (time(11), time(13), 12, (3, 13)),
    (time(11), time(13), 13, (3, 13)),
    (None, None, 3, (3, 3)),
    (time(9), time(9), 9, (3, 9)),
]


@pytest.mark.requirement("R148")
@pytest.mark.parametrize(("starts", "ends", "hour", "then"), QUIET)
def test_nothing_goes_in_quiet_times(
    starts: time | None, ends: time | None, hour: int, then: tuple[int, int]
) -> None:
    person = PersonFactory.build(quiet_from=starts, quiet_until=ends)
    moment = localtime(NOON).replace(day=3, hour=hour)

    found = localtime(queries.next_moment(person, moment))

    assert (found.day, found.hour) == then


@pytest.mark.requirement("R148")
def test_one_letter_carries_all_that_waits_for_somebody(
    client: Client, programme: Programme
) -> None:
    harold = somebody(programme, first_name="Harold", channel=Channel.LETTER)
    farah = programme_farah(programme)
    for n in range(3):
        tell(harold, programme, words={"what": f"Thing {n}", "when": "soon"})
        work_until_idle()  # each on its own day: three letters
    tell(somebody(programme, channel=Channel.PHONE), programme)
    work_until_idle()
    newest = queries.letters(programme).last()
    assert newest is not None
    client.force_login(farah, backend=BACKEND)

    before = open_(client, newest, "message").text
    place = reverse("notices:join", args=[programme.slug, newest.pk])
    for _turn in range(2):
        after = client.post(place, follow=True).text

    assert "2 more messages wait for Harold" in before
    assert "more message" not in after
    assert all(f"Thing {n}" in after for n in range(3))
    assert list(queries.letters(programme)) == [newest]
    assert to_do(farah, programme).count() == 2  # one letter, one call
    actions.told(by=Hand.own(farah), message=newest, now=NOON)
    assert not Notice.objects.within(programme).filter(person=harold, told_at=None).exists()


def test_what_was_told_is_not_told_again_with_another(programme: Programme) -> None:
    message = a_letter(programme)
    actions.told(by=Hand.own(programme_farah(programme)), message=message, now=NOON)

    with pytest.raises(NotAllowed, match="told them already"):
        actions.join(by=Hand.own(programme_farah(programme)), message=message, now=NOON)


def test_one_row_a_person_says_how_much_waits(client: Client, programme: Programme) -> None:
    harold = somebody(programme, first_name="Harold", channel=Channel.LETTER)
    for _turn in range(2):
        tell(harold, programme)
        work_until_idle()
    client.force_login(programme_farah(programme), backend=BACKEND)

    (row,) = queries.waiting(programme, now=NOON)
    page = client.get(reverse("notices:by_hand", args=[programme.slug])).text

    newest = queries.letters(programme).last()
    assert newest is not None
    assert row == queries.Waiting("Harold", 2, "By letter", newest.pk)
    assert page.count("Harold</a>") == 1
    assert "2 things to tell" in page


@pytest.mark.requirement("R148")
@pytest.mark.parametrize(
    ("channel", "asks"),
    [
        (Channel.TEXT, "Send Harold a text message."),
        (Channel.LETTER, "Print and post a letter to Harold."),
        (Channel.PHONE, "Ring Harold."),
        (Channel.VISIT, "Tell Harold something face to face."),
        (Channel.ORGANISATION, "Ask the group Harold belongs to"),
    ],
)
def test_what_is_no_email_is_asked_of_a_person(
    programme: Programme, channel: str, asks: str
) -> None:
    harold = somebody(programme, first_name="Harold", channel=channel)
    farah = programme_farah(programme)
    notice = tell(harold, programme)

    work_until_idle()

    (task,) = to_do(farah, programme)
    assert asks in sentences.say(task.key, task.words)
    assert mail.outbox == []
    assert delivery(notice) == Delivery.BY_HAND

    tasks.finish(by=Hand.own(farah), task=task, outcome="Told", now=NOON)
    assert delivery(notice) == Delivery.TOLD


def programme_farah(programme: Programme) -> Person:
    return Person.objects.get(
        pk__in=Membership.objects.within(programme)
        .filter(paid_professional=True)
        .values("person_id")
    )


@pytest.mark.requirement("R148")
def test_what_is_sent_obeys_the_choice_in_force_when_it_goes(programme: Programme) -> None:
    amina = somebody(programme)
    notice = tell(amina, programme)
    Person.objects.filter(pk=amina.pk).update(channel=Channel.PHONE)

    work_until_idle()

    assert mail.outbox == []
    assert delivery(notice) == Delivery.BY_HAND


def test_an_email_that_is_refused_is_somebodys_task(programme: Programme, settings: Any) -> None:
    settings.EMAIL_BACKEND = "tests.foundation.notices.posts.Post"
    Post.mood = "refuses"
    notice = tell(somebody(programme), programme)

    work_until_idle()

    Post.mood = "fine"
    (task,) = to_do(programme_farah(programme), programme)
    assert task.key == actions.ASK[Channel.EMAIL]
    assert delivery(notice) == Delivery.NOT_TOLD


@pytest.mark.requirement("R148")
def test_a_mail_server_that_is_away_is_tried_again_and_then_a_person_is_asked(
    programme: Programme, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "tests.foundation.notices.posts.Post"
    amina = somebody(programme)
    notice = tell(amina, programme, now())
    long_ago = tell(somebody(programme), programme, LONG_AGO)
    Post.mood = "away"

    work_until_idle()

    assert delivery(notice) == Delivery.WAITING
    assert Job.objects.filter(done_at=None).count() == 1
    assert delivery(long_ago) == Delivery.BY_HAND
    assert to_do(programme_farah(programme), programme).count() == 1

    Post.mood = "fine"
    Job.objects.filter(done_at=None).update(run_at=now())
    work_until_idle()
    assert delivery(notice) == Delivery.TOLD


def test_somebody_who_chose_email_and_has_none_is_told_by_a_person(programme: Programme) -> None:
    notice = tell(somebody(programme, email=None), programme)

    work_until_idle()

    assert delivery(notice) == Delivery.BY_HAND
    assert to_do(programme_farah(programme), programme).count() == 1


def test_trying_in_vain_asks_again_and_a_tick_ends_it(programme: Programme) -> None:
    harold = somebody(programme, channel=Channel.PHONE)
    farah = Hand.own(programme_farah(programme))
    notice = tell(harold, programme)
    work_until_idle()
    (message,) = queries.by_hand(programme)

    for _turn in range(2):
        actions.not_reached(by=farah, message=message, now=NOON)
    assert to_do(farah.person, programme).count() == 1
    for _turn in range(2):
        actions.told(by=farah, message=message, now=NOON)

    assert delivery(notice) == Delivery.TOLD
    assert to_do(farah.person, programme).count() == 0


def test_a_programme_with_no_staff_shows_who_was_not_told() -> None:
    home = ProgrammeFactory.create()
    tell(somebody(home, channel=Channel.PHONE), home)

    work_until_idle()

    assert queries.not_told(home, now=NOON).count() == 1


def test_what_the_post_says_late_changes_nothing(programme: Programme) -> None:
    notice = tell(somebody(programme), programme)
    work_until_idle()
    notice.refresh_from_db()

    actions.sent(
        programme_id=programme.pk,
        message_id=notice.message_id or programme.pk,
        came_of_it="refused",
        now=NOON,
    )

    assert delivery(notice) == Delivery.TOLD


def test_a_job_that_finds_nothing_due_sends_nothing(programme: Programme) -> None:
    amina = somebody(programme)
    tell(amina, programme)
    tell(amina, programme)

    work_until_idle()

    assert len(mail.outbox) == 1  # the first job took both
    jobs.finish({}, "")


def a_letter(programme: Programme, **more: Any) -> Message:
    harold = somebody(
        programme, first_name="Harold", full_name="Harold Pegg", channel=Channel.LETTER, **more
    )
    harold.address = "14 Groyne Terrace, Marram Bay"
    harold.save()
    tell(harold, programme)
    work_until_idle()
    return queries.letters(programme).get()


def open_(client: Client, message: Message, name: str) -> Any:
    return client.get(reverse(f"notices:{name}", args=[message.programme.slug, message.pk]))


@pytest.mark.requirement("R148")
def test_a_letter_is_printed_and_ticked(client: Client, programme: Programme) -> None:
    message = a_letter(programme)
    client.force_login(programme_farah(programme), backend=BACKEND)

    listed = client.get(reverse("notices:by_hand", args=[programme.slug])).text
    paper = open_(client, message, "letter").text
    told = client.post(reverse("notices:told", args=[programme.slug, message.pk]), follow=True).text

    assert "Harold" in listed
    for words in ("Harold Pegg", "14 Groyne Terrace", "Hello Harold,", "When: Thursday."):
        assert words in paper, words
    assert "Harold has been told." in told
    assert "No letter waits." in told


@pytest.mark.parametrize("reads", [Format.PLAIN, Format.LARGE_PRINT])
def test_a_letter_comes_as_a_tagged_pdf(client: Client, programme: Programme, reads: str) -> None:
    message = a_letter(programme, reads=reads)
    client.force_login(programme_farah(programme), backend=BACKEND)

    paper = open_(client, message, "pdf")

    assert paper["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF")
    assert b"pdfuaid" in paper.content


def test_the_page_says_how_to_reach_them_and_their_quiet_times(
    client: Client, programme: Programme
) -> None:
    group = PartnershipFactory.create(programme=programme, contact_name="Denise")
    harold = member(programme, partnership=group, person__channel=Channel.ORGANISATION)
    tell(harold, programme, LONG_AGO)
    work_until_idle()
    harold.quiet_from, harold.quiet_until = time(21), time(8)
    harold.phone = "01632 960 131"
    harold.save()
    client.force_login(programme_farah(programme), backend=BACKEND)

    page = open_(client, queries.by_hand(programme).get(), "message").text

    for words in ("Denise", "01632 960 131", "21.00 and 08.00", "We have no address."):
        assert words in page, words


@pytest.mark.parametrize("name", ["by_hand", "message", "letter", "pdf"])
def test_letters_are_for_staff(client: Client, programme: Programme, name: str) -> None:
    message = a_letter(programme)
    client.force_login(message.person, backend=BACKEND)
    place = [programme.slug] if name == "by_hand" else [programme.slug, message.pk]

    assert client.get(reverse(f"notices:{name}", args=place)).status_code == 403


def test_a_letter_of_another_programme_is_not_found(client: Client, programme: Programme) -> None:
    message, here = a_letter(programme), ProgrammeFactory.create()
    client.force_login(facilitator(here), backend=BACKEND)

    for name in ("message", "letter", "pdf"):
        place = reverse(f"notices:{name}", args=[here.slug, message.pk])
        assert client.get(place).status_code == 404


@pytest.mark.parametrize("count", [3, 300])
def test_what_i_was_told_costs_the_same_however_long(
    client: Client, programme: Programme, django_assert_num_queries: Any, count: int
) -> None:
    amina = somebody(programme)
    for _turn in range(count):
        tell(amina, programme, NOON)
    client.force_login(amina, backend=BACKEND)

    with django_assert_num_queries(5):
        page = client.get(reverse("notices:mine", args=[programme.slug]))

    assert page.text.count("Survey workshop") == min(count, 100)
