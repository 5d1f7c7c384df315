import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pytest_django.fixtures import DjangoAssertNumQueries

from alongside.foundation.people.models import Hand, Person
from alongside.foundation.projects import rules as project_rules
from alongside.foundation.projects.models import Project
from alongside.phases.collection import actions, queries, rules
from alongside.phases.collection.models import Access, Source, SourceText
from alongside.phases.collection.states import Kind, LineEnds, MayUse
from alongside.toolbox.verdicts import NotAllowed
from tests.factories import (
    NOON,
    TODAY,
    ProjectFactory,
    ProjectMemberFactory,
    facilitator,
    member,
)

pytestmark = pytest.mark.django_db


def a_project(count: int = 1) -> tuple[Project, list[Person]]:
    project = ProjectFactory.create()
    people = [member(project.programme) for _ in range(count)]
    for person in people:
        ProjectMemberFactory.create(project=project, programme=project.programme, person=person)
    return project, people


def bring(project: Project, person: Person, content: bytes = b"We wait.", **more: Any) -> Source:
    given: dict[str, Any] = {
        "title": "A note",
        "kind": Kind.NOTE,
        "how_it_came": "From the meeting.",
        "may_use": MayUse.OURS,
        "name": "note.txt",
        "content": content,
    }
    return actions.bring_in(by=Hand.own(person), project=project, now=NOON, **given | more)


@pytest.mark.requirement("R079")
def test_a_source_keeps_its_bytes_and_says_who_brought_it_how_and_when() -> None:
    project, [amina] = a_project()

    source = bring(project, amina, "Wé wait 🙂\r\nfor the bus.".encode())

    with default_storage.open(source.file.stored) as kept:
        assert kept.read() == "Wé wait 🙂\r\nfor the bus.".encode()
    assert (source.brought_by, source.brought_at) == (amina, NOON)
    text = queries.text_of(source)
    assert text is not None
    assert (text.text, text.line_ends) == ("Wé wait 🙂\nfor the bus.", LineEnds.CRLF)


@given(st.text(st.sampled_from("aé🙂\r\n "), max_size=30))
def test_making_line_ends_the_same_changes_nothing_else(text: str) -> None:
    normal = queries.normal(text)

    assert "\r" not in normal.text
    assert normal.text.replace("\n", "") == text.replace("\r", "").replace("\n", "")
    assert normal.text.count("\n") == len(text.splitlines(keepends=True)) - (
        0 if not text or text[-1] in "\r\n" else 1
    )
    assert queries.normal(normal.text).text == normal.text


def test_nobody_changes_a_text_not_even_the_house() -> None:
    project, [amina] = a_project()
    source = bring(project, amina)

    actions.write_words(
        by=Hand.own(amina), source=source, text="We wait, cold.", what_changed="A word.", now=NOON
    )
    first, second = queries.texts(project.programme)

    assert (first.text, second.text) == ("We wait.", "We wait, cold.")
    with pytest.raises(DatabaseError, match="append only"), transaction.atomic():
        SourceText.objects.within(project.programme).filter(pk=first.pk).update(text="No")


def test_private_things_about_people_stay_outside_for_now() -> None:
    project, [amina] = a_project()

    with pytest.raises(NotAllowed, match="keep this safe with you"):
        bring(project, amina, about_people=True)

    assert not queries.sources(project).exists()


def test_a_permission_says_whose_it_is() -> None:
    project, [amina] = a_project()

    with pytest.raises(NotAllowed, match="who said yes"):
        bring(project, amina, may_use=MayUse.PERMISSION)
    assert bring(project, amina, may_use=MayUse.PERMISSION, permission="Bo, on 3 May").number == 1


@pytest.mark.requirement("R079")
def test_access_from_outside_has_a_reason_and_ends() -> None:
    project, [amina] = a_project()
    lead, outsider = facilitator(project.programme), member(project.programme)
    source = bring(project, amina)

    assert not rules.may_open(outsider, source, today=TODAY)
    with pytest.raises(NotAllowed, match="Say why"):
        actions.give_access(
            by=Hand.own(lead), source=source, person=outsider, why="", until_on=TODAY, now=NOON
        )
    with pytest.raises(NotAllowed):
        actions.give_access(
            by=Hand.own(amina), source=source, person=outsider, why="Me", until_on=TODAY, now=NOON
        )
    until = TODAY + timedelta(days=3)
    access = actions.give_access(
        by=Hand.own(lead),
        source=source,
        person=outsider,
        why="Helps us read it.",
        until_on=until,
        now=NOON,
    )

    assert rules.may_open(outsider, source, today=until)
    assert not rules.may_open(outsider, source, today=until + timedelta(days=1))
    actions.end_access(by=Hand.own(lead), access=access, now=NOON)
    assert not rules.may_open(outsider, source, today=TODAY)
    assert Access.objects.within(project.programme).count() == 1


@pytest.mark.requirement("R079")
def test_every_member_sees_the_register_and_the_custody(client: Client) -> None:
    project, [amina] = a_project()
    lead, outsider = facilitator(project.programme), member(project.programme)
    source = bring(project, amina, kept_where="The tall cupboard")
    actions.give_access(
        by=Hand.own(lead),
        source=source,
        person=outsider,
        why="Helps us read it.",
        until_on=date(2030, 9, 1),
        now=NOON,
    )
    page = reverse("collection:register", args=[project.programme.slug, project.pk])

    client.force_login(amina)
    seen = client.get(page).text
    client.force_login(outsider)

    for word in ("A note", "The tall cupboard", outsider.first_name, "Helps us read it."):
        assert word in seen
    assert "1 September 2030" in seen
    assert client.get(page).status_code == 403


def photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (20, 20), "white").save(out, "PNG")
    return out.getvalue()


GIVEN = {
    "title": "Flip chart",
    "kind": "flip_chart",
    "how_it_came": "From the meeting",
    "may_use": "ours",
    "about_people": "no",
}


@pytest.mark.parametrize(
    ("upload", "says"),
    [
        (("big.txt", b"x" * (50 * 1024 * 1024)), "This file is too big: 50 megabytes."),
        (("empty.txt", b""), "This file is empty."),
        (("photo.txt", photo()), "does not fit what is in it"),
        (("page.html", b"<script>alert(1)</script>"), "cannot take this kind"),
    ],
)
def test_a_file_we_cannot_take_is_answered_beside_the_box(
    client: Client, upload: tuple[str, bytes], says: str
) -> None:
    project, [amina] = a_project()
    client.force_login(amina)

    page = client.post(
        reverse("collection:bring", args=[project.programme.slug, project.pk]),
        GIVEN | {"file": SimpleUploadedFile(*upload)},
    )

    assert page.status_code == 422
    assert says in page.text.split('id="id_file_error"')[1].split("</p>")[0]
    assert 'value="Flip chart"' in page.text
    assert not queries.sources(project).exists()


def test_a_photo_with_its_words_comes_in_by_the_page(client: Client) -> None:
    project, [amina] = a_project()
    client.force_login(amina)
    page = reverse("collection:bring", args=[project.programme.slug, project.pk])
    words = "Warm <b>stops</b>. مرحبا 🙂"

    sent = client.post(
        page, GIVEN | {"file": SimpleUploadedFile("chart.png", photo()), "words": words}
    )
    source = queries.sources(project).get()
    shown = client.get(sent["Location"]).text

    assert source.file.kind == "image/png"
    assert "Warm &lt;b&gt;stops&lt;/b&gt;." in shown
    assert (
        client.get(reverse("files:file", args=[project.programme.slug, source.file.pk])).status_code
        == 200
    )


@pytest.mark.parametrize("count", [3, 300])
def test_the_register_costs_the_same_however_many_sources(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    project, [amina] = a_project()
    first = bring(project, amina)
    Source.objects.bulk_create(
        Source(
            programme=project.programme,
            project=project,
            number=number,
            title=f"Source {number}",
            kind=Kind.NOTE,
            file=first.file,
            how_it_came="By post",
            may_use=MayUse.OURS,
            brought_by=amina,
            brought_at=NOON,
        )
        for number in range(2, count + 1)
    )
    client.force_login(amina)

    with django_assert_max_num_queries(12):
        page = client.get(reverse("collection:register", args=[project.programme.slug, project.pk]))

    assert page.text.count("brought it.") == count


def test_residents_who_bring_things_are_counted_in_the_claim() -> None:
    project, [amina] = a_project()
    bring(project, amina)

    rows = project_rules.counted(project.programme, [project.pk])[project.pk]

    [row] = [row for row in rows if row.key == "collection.sources"]
    assert (row.by_residents, row.all, row.who) == (1, 1, (amina.first_name,))
