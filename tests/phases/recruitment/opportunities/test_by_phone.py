"""A man without email is signed up by phone, and a letter tells him."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from alongside.foundation.notices.queries import letters
from alongside.foundation.people.states import Channel
from alongside.foundation.trail.queries import what_concerns
from alongside.phases.recruitment.opportunities.queries import answer_of
from alongside.phases.recruitment.opportunities.states import Standing
from alongside.throughout.hours import queries as hours
from alongside.toolbox.jobs import work_until_idle
from alongside.toolbox.models import Job
from tests.factories import NOON, facilitator, member

from .stage import an_open_one

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.mark.requirement("R148")
def test_a_man_without_email_is_signed_up_by_phone_and_gets_a_letter(client: Client) -> None:
    one = an_open_one()
    farah = facilitator(one.programme)
    harold = member(
        one.programme,
        person__first_name="Harold",
        person__email=None,
        person__channel=Channel.LETTER,
    )
    client.force_login(farah, backend=BACKEND)
    slug = one.programme.slug

    client.post(reverse("people:write_for", args=[slug, harold.pk]), {"how": "phone"})
    page = client.get(reverse("opportunities:detail", args=[slug, one.pk])).text
    said = client.post(
        reverse("opportunities:answer", args=[slug, one.pk]), {"answer": "yes"}, follow=True
    ).text
    client.post(reverse("people:stop_writing"))
    work_until_idle()

    assert "You are writing this down for Harold, by phone." in page
    assert "You have a place." in said
    answer = answer_of(harold, one)
    assert answer is not None
    assert answer.standing == Standing.HAS_PLACE
    assert answer_of(farah, one) is None
    assert hours.week(harold, one.programme, one.day).booked == 180
    assert all(entry.on_behalf for entry in what_concerns(harold.pk, [one.programme_id]))
    paper = client.get(reverse("notices:letter", args=[slug, letters(one.programme).get().pk])).text
    for words in ("Hello Harold,", one.title, "Thursday 20 June, 11 am to 1.30 pm", "£46.80"):
        assert words in paper, words
    assert mail.outbox == []
    assert not Job.objects.filter(done_at=None, run_at__lte=NOON).exists()
