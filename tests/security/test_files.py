"""Files that lie about what they are, and what a browser is told of a file."""

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from alongside.foundation.files import actions
from alongside.foundation.files.models import File
from alongside.foundation.people.models import Hand, Person
from alongside.foundation.programmes.models import Programme
from alongside.toolbox.arrivals import MEGABYTE, examine
from alongside.toolbox.uploads import ArrivingFile
from alongside.toolbox.verdicts import NotAllowed
from tests.factories import NOON, ProgrammeFactory, member

LARGEST = 10 * MEGABYTE
PAGE = b"<!doctype html><script>alert(document.cookie)</script>"
DRAWING = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"


def dots(kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (3, 2), "teal").save(out, kind)
    return out.getvalue()


def packed(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as box:
        for name in names:
            box.writestr(name, b"<x/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", PAGE),
        ("page.txt.html", PAGE),
        ("page.html\x00.txt.htm", PAGE),
        ("page.pdf", PAGE),
        ("page.png", PAGE),
        ("drawing.svg", DRAWING),
        ("drawing.png", DRAWING),
        ("drawing.svgz", b"\x1f\x8b\x08\x00rest"),
        ("letter.pdf.exe", b"%PDF-1.7"),
        ("letter.pdf.html", b"%PDF-1.7 " + PAGE),
        ("photo.png.html", dots()),
        ("photo.png", dots("JPEG")),
        ("run.sh", b"#!/bin/sh\nrm -rf /"),
        ("page.php", b"<?php system($_GET['c']);"),
        ("macro.docm", packed("word/document.xml")),
        ("paper.docx", packed("word/document.xml", "../../etc/cron.d/x.js")),
        ("archive.zip", packed("page.html")),
        ("site.xhtml", b"<html xmlns='http://www.w3.org/1999/xhtml'/>"),
        ("style.css", b"body{}"),
        ("code.js", b"alert(1)"),
    ],
    ids=range(20),  # the bytes of a zip hold the time
)
def test_a_file_that_could_run_or_lies_is_not_taken(name: str, content: bytes) -> None:
    with pytest.raises(NotAllowed):
        examine(name, content, largest=LARGEST)


def test_what_hides_behind_a_picture_is_not_kept() -> None:
    kept = examine("photo.png", dots() + PAGE, largest=LARGEST)

    assert b"script" not in kept.content
    assert kept.kind == "image/png"


def receive(by: Person, programme: Programme, name: str, content: bytes) -> File:
    return actions.receive(
        by=Hand.own(by), programme=programme, name=name, content=content, now=NOON
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", PAGE),
        ("a.csv", b"=1+1,2"),
        ("a.pdf", b"%PDF-1.7 " + PAGE),
        ("a.png", dots()),
        ("a.mp3", b"ID3" + PAGE),
        ("a.docx", packed("word/document.xml")),
    ],
    ids=range(6),
)
def test_no_file_is_shown_inside_a_page_of_ours(client: Client, name: str, content: bytes) -> None:
    programme = ProgrammeFactory.create()
    amina = member(programme)
    client.force_login(amina)
    kept = receive(amina, programme, name, content)

    given = client.get(reverse("files:file", args=[programme.slug, kept.pk]))

    assert given["Content-Disposition"].startswith("attachment;")
    assert "sandbox" in given["Content-Security-Policy"]
    assert given["X-Content-Type-Options"] == "nosniff"
    assert given["Cross-Origin-Resource-Policy"] == "same-origin"
    assert given["Cache-Control"] == "private, no-store"
    assert given["Content-Type"] not in {"text/html", "image/svg+xml", "application/xhtml+xml"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/passwd.txt",
        "..\\..\\windows\\win.txt",
        "/etc/cron.d/x.txt",
        'a"; filename="b.html.txt',
        "a\r\nSet-Cookie: session=evil; x.txt",
        "a\x00.txt",
        "\u202etxt.exe.txt",
        "nós 🙂 مرحبا.txt",
        "." * 300 + ".txt",
        "con.txt",
    ],
)
def test_a_name_neither_leads_out_of_the_folder_nor_into_the_head(
    client: Client, name: str
) -> None:
    programme = ProgrammeFactory.create()
    amina = member(programme)
    client.force_login(amina)
    kept = receive(amina, programme, name, b"words")

    given = client.get(reverse("files:file", args=[programme.slug, kept.pk]))

    place = (Path(settings.HOME) / "files" / kept.stored).resolve()
    assert place.is_relative_to((Path(settings.HOME) / "files").resolve())
    assert place.name.isalnum()  # a name of ours
    assert given.status_code == 200
    assert not {"\r", "\n", "\x00", "\u202e"} & set(given["Content-Disposition"])
    assert "Set-Cookie" not in given.headers
    read = EmailMessage()
    read["Content-Disposition"] = given["Content-Disposition"]
    assert read.get_content_disposition() == "attachment"
    assert len(read["Content-Disposition"].params) == 1


class Unread(SimpleUploadedFile):
    def read(self, *_: object) -> bytes:
        pytest.fail("it was read")


def test_a_file_too_big_is_refused_before_it_is_read() -> None:
    upload = Unread("a.txt", b"x")
    upload.size = settings.LARGEST_FILE + 1

    with pytest.raises(ValidationError, match="too big"):
        ArrivingFile().clean(upload)


@pytest.mark.django_db
def test_no_folder_is_listed_and_no_file_of_the_program_is_given(client: Client) -> None:
    for path in (
        "/static/",
        "/static/alongside/",
        "/static/../config/settings.py",
        "/static/%2e%2e/%2e%2e/config/settings.py",
        "/static//etc/passwd",
        "/files/",
        "/.git/config",
        "/var/secret",
        "/pyproject.toml",
    ):
        assert client.get(path).status_code in {301, 404}, path
        assert client.get(path, follow=True).status_code == 404, path
