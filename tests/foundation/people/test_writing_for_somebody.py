import pytest
from django.test import Client
from django.urls import reverse

from alongside.foundation.memberships.models import Supporter
from alongside.foundation.people import actions
from alongside.foundation.people.models import Hand, Person
from alongside.foundation.people.states import How, Role
from alongside.foundation.programmes.models import Programme
from alongside.foundation.trail import queries as trail
from alongside.throughout.feedback.actions import contribute
from alongside.throughout.feedback.models import Contribution
from alongside.throughout.feedback.states import Kind
from tests.factories import NOON, PersonFactory, ProgrammeFactory, facilitator, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme() -> Programme:
    return ProgrammeFactory.create()


def begin(client: Client, writer: Person, person: Person, programme: Programme) -> int:
    client.force_login(writer)
    page = reverse("people:write_for", args=[programme.slug, person.pk])
    return client.post(page, {"how": How.PHONE}).status_code


@pytest.mark.requirement("R030")
def test_what_a_facilitator_writes_for_somebody_is_marked_and_theirs_to_confirm(
    client: Client, programme: Programme
) -> None:
    farah, harold = facilitator(programme), member(programme, person__first_name="Harold")
    begin(client, farah, harold, programme)

    needs = reverse("people:needs")
    client.post(needs, {"reads": "large_print", "support": "A seat by the door"})

    [entry] = trail.done_for(harold.pk, [programme.pk])
    assert (entry.person_id, entry.writer_id, entry.how) == (harold.pk, farah.pk, How.PHONE)
    assert Person.objects.get(pk=harold.pk).reads == "large_print"
    assert Person.objects.get(pk=farah.pk).reads == "plain"
    client.force_login(harold)
    assert "wrote it down" in client.get(reverse("people:written_for_me")).text
    client.post(reverse("people:confirm", args=[entry.pk]))
    assert not trail.done_for(harold.pk, [programme.pk]).exists()


@pytest.mark.requirement("R030")
def test_what_was_written_for_somebody_is_theirs_to_take_back(programme: Programme) -> None:
    farah, harold = facilitator(programme), member(programme)
    hand = Hand(harold, farah, How.PHONE)
    contribute(by=hand, programme=programme, kind=Kind.IDEA, text="More benches", now=NOON)
    [entry] = trail.done_for(harold.pk, [programme.pk])

    actions.take_back(
        by=Hand.own(harold), entry_id=entry.pk, programme_ids=[programme.pk], now=NOON
    )

    assert not Contribution.objects.within(programme).filter(standing="waiting").exists()
    assert not trail.done_for(harold.pk, [programme.pk]).exists()


def test_the_page_says_whose_words_are_being_written_until_it_is_stopped(
    client: Client, programme: Programme
) -> None:
    farah, harold = facilitator(programme), member(programme, person__first_name="Harold")
    begin(client, farah, harold, programme)

    during = client.get(reverse("people:me")).text
    client.post(reverse("people:stop_writing"))
    after = client.get(reverse("people:me")).text

    assert "You are writing this down for Harold, by phone." in during
    assert "You are writing this down" not in after


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.COORDINATOR, Role.FINANCE, None])
def test_who_may_write_for_whom(client: Client, programme: Programme, role: Role | None) -> None:
    writer = member(programme, *([role] if role else []))
    harold = member(programme)

    allowed = begin(client, writer, harold, programme) == 302

    assert allowed == (role in {Role.FACILITATOR, Role.COORDINATOR})


def test_a_supporter_may_write_for_the_person_who_chose_them(
    client: Client, programme: Programme
) -> None:
    niece, aunt = member(programme), member(programme)
    Supporter.objects.create(programme=programme, supports=aunt, supporter=niece, agreed_at=NOON)

    assert begin(client, niece, aunt, programme) == 302


def test_writing_for_somebody_never_opens_more_doors(client: Client, programme: Programme) -> None:
    farah, coordinator = facilitator(programme), member(programme, Role.COORDINATOR)
    elsewhere = member(ProgrammeFactory.create())

    assert begin(client, farah, coordinator, programme) == 403
    assert begin(client, farah, elsewhere, programme) == 403
    assert begin(client, PersonFactory.create(), farah, programme) == 404


def test_writing_ends_when_the_person_leaves(client: Client, programme: Programme) -> None:
    farah, harold = facilitator(programme), member(programme)
    begin(client, farah, harold, programme)
    harold_part = harold.pk
    from alongside.foundation.memberships.models import Membership

    Membership.objects.within(programme).filter(person=harold_part).update(standing="left")

    assert "You are writing this down" not in client.get(reverse("people:me")).text
