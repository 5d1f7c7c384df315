import hashlib
import io
import os
import tracemalloc
import zipfile
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from alongside.foundation.files import actions, queries
from alongside.foundation.files.models import Document, File, Version, Wanted
from alongside.foundation.files.states import Format
from alongside.foundation.notices.models import Notice
from alongside.foundation.people.models import Hand, Person
from alongside.foundation.programmes.models import Programme
from alongside.foundation.projects.models import Project
from alongside.foundation.tasks import queries as tasks
from alongside.toolbox import arrivals
from alongside.toolbox.arrivals import MEGABYTE, examine, tidy_name
from alongside.toolbox.verdicts import NotAllowed
from tests.factories import (
    NOON,
    PersonFactory,
    ProgrammeFactory,
    ProjectFactory,
    ProjectMemberFactory,
    facilitator,
    member,
)

LARGEST = 10 * MEGABYTE


def picture(kind: str = "JPEG", size: tuple[int, int] = (30, 20), **more: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **more)
    return out.getvalue()


def packed(*names: str, content: bytes = b"<x/>") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        for name in names:
            box.writestr(name, content)
    return out.getvalue()


def short(value: object) -> str:
    """Bytes are no names: those of a zip change with the clock."""
    return value if isinstance(value, str) else "bytes"


def kind_of(name: str, content: bytes) -> str:
    return examine(name, content, largest=LARGEST).kind


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.txt", "Nós 🙂 مرحبا".encode(), "text/plain"),
        ("a.txt", b"\xef\xbb\xbfwith a mark", "text/plain"),
        ("a.csv", b"a,b\r\n1,2", "text/csv"),
        ("a.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\nHello", "text/vtt"),
        ("a.srt", b"1\n00:00:01,000 --> 00:00:02,000\nHello", "application/x-subrip"),
        ("a.PDF", b"%PDF-1.7 and so on", "application/pdf"),
        ("a.jpeg", picture(), "image/jpeg"),
        ("a.png", picture("PNG"), "image/png"),
        ("a.mp3", b"ID3\x04rest", "audio/mpeg"),
        ("a.m4a", b"\x00\x00\x00\x20ftypM4A rest", "audio/mp4"),
        ("a.ogg", b"OggS\x00rest", "audio/ogg"),
    ],
    ids=short,
)
def test_what_we_take_is_known_by_its_bytes(name: str, content: bytes, kind: str) -> None:
    assert kind_of(name, content) == kind


def test_office_papers_are_known_by_what_is_packed_in_them() -> None:
    odt = io.BytesIO()
    with zipfile.ZipFile(odt, "w") as box:
        box.writestr("mimetype", "application/vnd.oasis.opendocument.text")

    assert kind_of("a.docx", packed("word/document.xml")).endswith("wordprocessingml.document")
    assert kind_of("a.xlsx", packed("xl/workbook.xml")).endswith("spreadsheetml.sheet")
    assert kind_of("a.odt", odt.getvalue()).endswith("opendocument.text")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n ", "empty"),
        ("photo.txt", picture(), "does not fit"),
        ("words.png", b"only words", "does not fit"),
        ("a.vtt", b"no mark", "does not fit"),
        ("a.txt", "caf\u00e9".encode("latin-1"), "UTF-8"),
        ("a.exe", b"MZ\x90\x00", "cannot take"),
        ("a.svg", b"<svg onload='x'/>", "cannot take"),
        ("a.html", b"<html>", "cannot take"),
        ("a", b"words", "cannot take"),
        ("a.txt", b"bell \x07", "cannot take"),
        ("a.docx", packed("word/document.xml", "word/vbaProject.bin"), "small program"),
        ("a.odt", packed("Basic/Standard/Module1.xml"), "small program"),
        ("a.zip", packed("notes.txt"), "cannot take"),
        ("a.docx", b"PK\x03\x04 torn", "damaged"),
        ("a.png", b"\x89PNG\r\n\x1a\n torn", "damaged"),
        ("a.docx", packed("word/document.xml", content=b"0" * 30 * MEGABYTE), "too much packed"),
        ("a.docx", packed(*[f"{n}" for n in range(3_001)]), "too much packed"),
        ("a.txt", b"x" * (LARGEST + 1), "too big: 11 megabytes. It may be up to 10"),
    ],
    ids=short,
)
def test_what_we_do_not_take_is_told_why(name: str, content: bytes, says: str) -> None:
    with pytest.raises(NotAllowed, match=says):
        kind_of(name, content)


def test_a_picture_of_too_many_dots_is_refused_before_it_is_drawn() -> None:
    bomb = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(bomb, "PNG")

    with pytest.raises(NotAllowed, match="too large"):
        kind_of("bomb.png", bomb.getvalue())


def test_a_zip_that_says_endlessly_what_it_is_is_read_no_further_than_needed() -> None:
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("mimetype", b" " * 60 * MEGABYTE)
        made.writestr("inert", os.urandom(400_000))
    tracemalloc.start()

    with pytest.raises(NotAllowed, match="cannot take"):
        kind_of("a.odt", page.getvalue())

    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 5 * MEGABYTE


def test_a_picture_that_we_drew_ourselves_is_not_drawn_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn = examine("a.jpg", picture(), largest=LARGEST).content
    monkeypatch.setattr(arrivals, "_draw", lambda *_: pytest.fail("drawn again"))

    assert examine("a.jpg", drawn, largest=LARGEST).content == drawn


def test_a_photo_loses_where_it_was_taken_and_what_was_hidden_behind_it() -> None:
    place = Image.Exif()
    place[0x8825] = {1: "N", 2: (53.0, 48.0, 0.0)}
    place[0x010F] = "Camera"
    content = picture(exif=place, comment=b"secret") + b"<script>alert(1)</script>"

    kept = examine("a.jpg", content, largest=LARGEST).content

    with Image.open(io.BytesIO(kept)) as again:
        assert (dict(again.getexif()), again.size) == ({}, (30, 20))
        assert "comment" not in again.info
    assert b"script" not in kept


@given(st.text(max_size=400))
def test_names_are_tidied_and_never_lead_out_of_the_folder(name: str) -> None:
    tidy = tidy_name(name)

    assert 0 < len(tidy) <= 160
    assert "/" not in tidy
    assert "\\" not in tidy
    assert tidy.isprintable() or not tidy.isascii()


def receive(by: Person, programme: Programme, content: bytes = b"We wait.", **more: Any) -> File:
    return actions.receive(
        by=Hand.own(by), programme=programme, name="a.txt", content=content, now=NOON, **more
    )


@pytest.mark.django_db
def test_bytes_are_on_the_disk_before_the_row_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    programme, order = ProgrammeFactory.create(), list[int]()
    amina, real = member(programme), os.fsync

    def watched(handle: int) -> None:
        order.append(File.objects.within(programme).count())
        real(handle)

    monkeypatch.setattr(os, "fsync", watched)

    kept = receive(amina, programme)

    assert order == [0, 0]  # the file, then its folder; no row yet
    with default_storage.open(kept.stored) as stored:
        assert hashlib.sha256(stored.read()).hexdigest() == kept.sha256


@pytest.mark.django_db
def test_a_file_is_given_to_keep_and_only_to_whoever_may_read_it(client: Client) -> None:
    programme = ProgrammeFactory.create()
    amina, bea, elsewhere = member(programme), member(programme), member(ProgrammeFactory.create())
    kept = receive(amina, programme, b"<script>alert(1)</script>")
    page = reverse("files:file", args=[programme.slug, kept.pk])

    client.force_login(amina)
    given = client.get(page)
    client.force_login(bea)
    refused = client.get(page)
    client.force_login(elsewhere)
    hidden = client.get(page)

    assert given.content == b"<script>alert(1)</script>"
    assert given["Content-Disposition"] == 'attachment; filename="a.txt"'
    assert given["X-Content-Type-Options"] == "nosniff"
    assert given["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert (refused.status_code, hidden.status_code) == (403, 404)


def a_paper(*formats: Format) -> tuple[Project, Person, Document]:
    project = ProjectFactory.create()
    amina = member(project.programme)
    ProjectMemberFactory.create(project=project, programme=project.programme, person=amina)
    paper = actions.begin_document(
        programme=project.programme, title="The plan", about=project.ref(), now=NOON
    )
    for kind in formats:
        actions.add_version(
            by=Hand.own(amina),
            document=paper,
            format=kind,
            text=f"The plan, {kind.value}",
            checked_by="Bea",
            now=NOON,
        )
    return project, amina, paper


@pytest.mark.django_db
@pytest.mark.requirement("R029")
@pytest.mark.parametrize("reads", [Format.PLAIN, Format.LARGE_PRINT, Format.EASY_READ])
def test_each_person_gets_their_own_format_first(client: Client, reads: Format) -> None:
    project, amina, paper = a_paper(Format.PLAIN, Format.LARGE_PRINT, Format.EASY_READ)
    amina.reads = reads
    amina.save()
    client.force_login(amina)

    page = client.get(reverse("files:document", args=[project.programme.slug, paper.pk])).text

    first, others = page.split("Other ways to read it")
    assert f"The plan, {reads.value}" in first
    assert all(f"The plan, {kind.value}" in others for kind in (Format.PLAIN,) if kind != reads)


@pytest.mark.django_db
@pytest.mark.requirement("R029")
def test_asking_for_another_format_is_a_task_until_it_is_made(client: Client) -> None:
    project, amina, paper = a_paper(Format.PLAIN)
    farah = facilitator(project.programme)
    client.force_login(amina)
    ask = reverse("files:ask", args=[project.programme.slug, paper.pk])

    for _twice in range(2):
        client.post(ask, {"format": "large_print"})
    [task] = tasks.to_do(farah, project.programme)
    assert task.key == "collection.make_format"
    assert task.for_person == amina
    client.force_login(farah)
    client.post(
        reverse("files:add", args=[project.programme.slug, paper.pk]),
        {"format": "large_print", "language": "en-gb", "text": "THE PLAN"},
    )

    assert not tasks.to_do(farah, project.programme).exists()
    assert (
        Notice.objects.within(project.programme).get(person=amina).key == "collection.format_made"
    )
    assert not queries.wanted(paper).exists()
    assert Wanted.objects.within(project.programme).count() == 1


@pytest.mark.django_db
@pytest.mark.requirement("R029")
def test_easy_read_needs_a_person_who_read_it_through() -> None:
    _project, amina, paper = a_paper(Format.PLAIN)

    with pytest.raises(NotAllowed, match="Easy Read needs a person"):
        actions.add_version(
            by=Hand.own(amina), document=paper, format=Format.EASY_READ, text="Hi", now=NOON
        )


def test_the_nearest_version_is_found_where_there_is_no_other() -> None:
    here: list[Any] = [
        Version(id=UUID(int=n), format=kind, language=language)
        for n, (kind, language) in enumerate(
            [("audio", "en-gb"), ("plain", "cy"), ("plain", "en-gb")]
        )
    ]

    def best(reads: str, language: str) -> tuple[str, str]:
        found = queries.best_for(here, reads=reads, language=language)
        assert found is not None
        return found.format, found.language

    assert best("audio", "en-gb") == ("audio", "en-gb")
    assert best("plain", "cy") == ("plain", "cy")
    assert best("braille", "ar") == ("plain", "cy")
    assert queries.best_for([], reads="plain", language="cy") is None


@pytest.mark.django_db
def test_bytes_whose_row_was_never_written_are_swept_after_a_day() -> None:
    amina, home = PersonFactory.create(), ProgrammeFactory.create()
    kept = actions.receive(
        by=Hand.own(amina), programme=home, name="a.txt", content=b"kept", now=now()
    )
    torn = default_storage.save("ab/torn", ContentFile(b"half a fi"))

    actions.sweep(now=now())
    assert default_storage.exists(torn)  # it may be arriving just now

    assert actions.sweep(now=now() + timedelta(days=2))
    assert not default_storage.exists(torn)
    assert default_storage.exists(kept.stored)
