import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.foundation.memberships import queries
from alongside.foundation.memberships.models import Cohort, Membership
from alongside.foundation.memberships.states import Standing
from alongside.foundation.people.actions import say_needs
from alongside.foundation.people.models import Hand
from alongside.foundation.programmes.models import Partnership
from tests.factories import (
    NOON,
    MembershipFactory,
    PartnershipFactory,
    PersonFactory,
    coordinator,
    manager,
    member,
)

from .test_parts import cohort

pytestmark = pytest.mark.django_db
ODD = ["<script>alert(1)</script>", "🦀🦀", "אביגיל", "Zoë\u0301"]
LIST = "First name;Email;Phone\nBo;bo@example.org;\nCy;;01632 960 1\nBo again;BO@example.org;\n"


@pytest.fixture
def partnership() -> Partnership:
    return PartnershipFactory.create()


@pytest.fixture
def group(partnership: Partnership) -> Cohort:
    return cohort(partnership, Hand.own(coordinator(partnership.programme)))


def signed_in(client: Client, partnership: Partnership) -> Client:
    client.force_login(manager(partnership))
    return client


def at(name: str, partnership: Partnership, *more: object) -> str:
    return reverse(f"memberships:{name}", args=[partnership.programme.slug, *more])


def names(partnership: Partnership) -> list[str]:
    rows = queries.members(partnership.programme).exclude(cohort=None)
    return [str(one) for one in rows]


def test_a_list_is_shown_first_and_nothing_happens_before_yes(
    client: Client, partnership: Partnership, group: Cohort
) -> None:
    here = signed_in(client, partnership)

    shown = here.post(at("add_many", partnership, group.pk), {"people": LIST})
    before = names(partnership)
    done = here.post(
        at("add_many", partnership, group.pk), {"people": LIST, "sure": "yes"}, follow=True
    )

    assert before == []
    assert "In the list twice" in shown.text
    assert "2 people come in" in shown.text
    assert names(partnership) == ["Bo", "Cy"]
    assert "2 of 10" in done.text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-8"])
def test_a_file_from_a_spreadsheet_is_read(
    client: Client, partnership: Partnership, group: Cohort, encoding: str
) -> None:
    sheet = SimpleUploadedFile("people.csv", "Zoë,,\nBo,bo@example.org,\n".encode(encoding))

    shown = signed_in(client, partnership).post(
        at("add_many", partnership, group.pk), {"sheet": sheet}
    )

    assert "Zoë" in shown.text
    assert "2 people come in" in shown.text


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Write at least one person."),
        ("Bo,not an email,", "Line 1: this email has a slip in it."),
        (",bo@example.org,", "Line 1: a first name is missing."),
        ("x" * 10_000, "Line 1: this is too long."),
        ("\n".join(f"P{n}" for n in range(201)), "more than 200"),
    ],
)
def test_what_is_wrong_in_a_list_is_said_and_nothing_typed_is_lost(
    client: Client, partnership: Partnership, group: Cohort, text: str, says: str
) -> None:
    page = signed_in(client, partnership).post(
        at("add_many", partnership, group.pk), {"people": text, "sure": "yes"}
    )

    assert says in page.text
    assert text.strip()[:50] in page.text
    assert names(partnership) == []


@pytest.mark.parametrize("name", ODD)
def test_any_name_is_kept_as_it_is(
    client: Client, partnership: Partnership, group: Cohort, name: str
) -> None:
    page = signed_in(client, partnership).post(
        at("add", partnership, group.pk), {"first_name": name}, follow=True
    )

    assert len(names(partnership)) == 1
    assert "<script>alert" not in page.text


def test_a_manager_finds_nobody_else_s_people(
    client: Client, partnership: Partnership, group: Cohort
) -> None:
    other = PartnershipFactory.create(programme=partnership.programme)
    stranger = MembershipFactory.create(programme=partnership.programme, partnership=other)
    here = signed_in(client, partnership)

    assert here.get(at("person", partnership, stranger.pk)).status_code == 404
    assert str(stranger) not in here.get(at("listing", partnership)).text
    theirs = cohort(other, Hand.own(coordinator(partnership.programme)))
    assert here.get(at("group", partnership, theirs.pk)).status_code == 403


def test_another_programme_s_people_are_not_there(client: Client, partnership: Partnership) -> None:
    elsewhere = MembershipFactory.create()
    client.force_login(coordinator(partnership.programme))

    assert client.get(at("person", partnership, elsewhere.pk)).status_code == 404


def test_a_member_changes_their_own_part_and_meets_no_door_to_others(
    client: Client, partnership: Partnership
) -> None:
    jean = member(partnership.programme)
    mine = queries.membership(jean, partnership.programme)
    other = queries.membership(member(partnership.programme), partnership.programme)
    assert mine is not None
    assert other is not None
    client.force_login(jean)

    client.post(at("me", partnership), {"known": ["I live here"], "own": "Night worker\nBaker"})
    client.post(at("standing", partnership, mine.pk), {"to": "paused"})
    odd = client.post(at("standing", partnership, mine.pk), {"to": "nonsense"})
    refused = client.post(at("standing", partnership, other.pk), {"to": "left"})

    kept = Membership.objects.within(partnership.programme).get(pk=mine.pk)
    assert kept.perspectives == ["I live here", "Night worker", "Baker"]
    assert kept.standing == Standing.PAUSED
    assert (odd.status_code, refused.status_code) == (403, 403)
    assert client.get(at("listing", partnership)).status_code == 403
    assert client.get(at("me", partnership)).status_code == 200


def test_supporters_are_named_and_ended_on_my_page(
    client: Client, partnership: Partnership
) -> None:
    jean, sam = member(partnership.programme), member(partnership.programme)
    client.force_login(jean)

    page = client.post(at("supporter", partnership), {"supporter": str(sam.pk)}, follow=True)
    [found] = queries.supporters_of(jean, partnership.programme)
    after = client.post(at("end_supporter", partnership, found.pk), follow=True)

    assert sam.first_name in page.text
    assert "Nobody. You act for yourself." in after.text


def test_staff_change_hours_footing_and_roles_on_the_person_s_page(
    client: Client, partnership: Partnership
) -> None:
    jean = queries.membership(member(partnership.programme), partnership.programme)
    assert jean is not None
    client.force_login(coordinator(partnership.programme))

    for name, said in (
        ("week", {"weekly_minutes": "2.5"}),
        ("week", {"weekly_minutes": "lots"}),
        ("footing", {"engagement": "employed"}),
        ("footing", {"engagement": "nonsense"}),
        ("give_role", {"role": "facilitator"}),
        ("give_role", {"role": "king"}),
    ):
        client.post(at(name, partnership, jean.pk), said)
    [held] = queries.roles_of(jean)
    client.post(at("end_role", partnership, jean.pk, held.pk))
    page = client.get(at("person", partnership, jean.pk))

    assert "2½ hours a week" in page.text
    assert "Employed" in page.text
    assert Membership.objects.within(partnership.programme).get(pk=jean.pk).weekly_minutes == 150
    assert queries.roles_of(jean)[0].until_on is not None


def test_needs_are_read_in_the_words_they_were_said_in(
    client: Client, partnership: Partnership
) -> None:
    harold = member(partnership.programme)
    said = {"support": "A seat with arms", "format": "Large print"}
    say_needs(by=Hand.own(harold), needs=said, reads=harold.reads, how_i_work_best="", now=NOON)
    part = queries.membership(harold, partnership.programme)
    assert part is not None
    client.force_login(coordinator(partnership.programme))

    page = client.get(at("person", partnership, part.pk)).text

    assert "<dd>A seat with arms. Large print</dd>" in page


def test_a_group_is_begun_and_says_what_is_wrong(client: Client, partnership: Partnership) -> None:
    here = signed_in(client, partnership)
    given = {
        "name": "Ten adults",
        "partnership": str(partnership.pk),
        "age_band": "adult",
        "wanted": "10",
        "weekly_minutes": "7",
        "starts_on": "2030-06-03",
    }

    wrong = here.post(at("new_group", partnership), given | {"ends_on": "2030-06-02"})
    right = here.post(at("new_group", partnership), given | {"ends_on": "2031-06-02"}, follow=True)

    assert "before it starts" in wrong.text
    assert "0 of 10 people" in right.text
    assert "7 hours a week" in right.text


def test_the_list_of_people_costs_the_same_for_3_and_300(
    client: Client, partnership: Partnership
) -> None:
    client.force_login(coordinator(partnership.programme))
    MembershipFactory.create_batch(2, programme=partnership.programme, partnership=partnership)

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(at("listing", partnership)).status_code == 200
        return len(asked)

    client.get(at("listing", partnership))
    few = cost()
    people = PersonFactory.create_batch(297)
    Membership.objects.bulk_create(
        Membership(programme=partnership.programme, person=one, joined_on="2030-06-03")
        for one in people
    )
    assert cost() == few


def test_leaving_is_not_one_tap_away(client: Client, partnership: Partnership) -> None:
    jean = member(partnership.programme)
    mine = queries.membership(jean, partnership.programme)
    assert mine is not None
    client.force_login(jean)

    asked = client.post(at("standing", partnership, mine.pk), {"to": "left"}, follow=True)
    before = queries.membership(jean, partnership.programme)
    client.post(at("leave", partnership))
    after = queries.membership(jean, partnership.programme)

    assert "Leave the programme?" in asked.text
    assert before is not None
    assert before.standing == Standing.ACTIVE
    assert after is not None
    assert after.standing == Standing.LEFT
    assert client.get(at("me", partnership)).status_code == 404
