import hashlib
import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.timezone import localdate

from alongside.foundation.programmes.models import Programme
from alongside.foundation.programmes.queries import programmes
from alongside.foundation.trail.actions import record
from alongside.foundation.trail.models import Signature
from alongside.toolbox.arrivals import examine
from alongside.toolbox.ids import uuid7
from alongside.toolbox.references import Reference, about_fields
from alongside.toolbox.registry import Question
from alongside.toolbox.verdicts import insist

from . import rules
from .models import Document, File, Version, Wanted
from .states import ANOTHER_WAY, ARRIVED, ASKED

ARRIVING: Final = timedelta(days=1)  # longer than any file takes between its bytes and its row
was_wanted: Question[[Wanted, datetime], None] = Question("who makes this format?")
was_made: Question[[Wanted, Signature, datetime], None] = Question("who is told that it was made?")


def receive(
    *,
    by: Signature,
    programme: Programme,
    name: str,
    content: bytes,
    now: datetime,
    about: Reference | None = None,
) -> File:
    """Check the bytes, put them on the disk for good, and only then write the row."""
    arrived = examine(name, content, largest=settings.LARGEST_FILE)
    stored = _keep(arrived.content)
    with transaction.atomic():
        file = File.objects.create(
            programme=programme,
            name=arrived.name,
            stored=stored,
            kind=arrived.kind,
            size=len(arrived.content),
            sha256=hashlib.sha256(arrived.content).hexdigest(),
            brought_by_id=by.person_id,
            arrived_at=now,
            **about_fields(about),
        )
        record(ARRIVED, by=by, about=file.ref(), programme_id=programme.pk, now=now)
    return file


def _keep(content: bytes) -> str:
    """Write under a name nobody chose, and wait until the disk has it."""
    key = uuid7().hex
    stored = default_storage.save(f"{key[-2:]}/{key}", ContentFile(content))
    try:
        path = Path(default_storage.path(stored))
    except NotImplementedError:  # storage on another machine answers for itself
        return stored
    for place in (path, path.parent):
        handle = os.open(place, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    return stored


def sweep(*, now: datetime) -> int:
    """Delete bytes no row speaks of: whoever brought them was never told that they are kept.

    They are left where the disk was full or the process died. Says how many.
    """
    swept = 0
    for folder in default_storage.listdir("")[0]:
        there = {f"{folder}/{name}" for name in default_storage.listdir(folder)[1]}
        for programme in programmes():
            rows = File.objects.within(programme).filter(stored__in=there)
            there.difference_update(rows.values_list("stored", flat=True))
        for stored in sorted(there):
            if default_storage.get_modified_time(stored) < now - ARRIVING:
                default_storage.delete(stored)
                swept += 1
    return swept


@transaction.atomic
def begin_document(
    *, programme: Programme, title: str, about: Reference, now: datetime
) -> Document:
    """One document for one thing; beginning it again finds the same."""
    document, _ = Document.objects.get_or_create(
        programme=programme,
        about_id=about.id,
        defaults={"title": title, "made_at": now, **about_fields(about)},
    )
    return document


@transaction.atomic
def add_version(
    *,
    by: Signature,
    document: Document,
    format: str,  # noqa: A002 -- the word people use
    now: datetime,
    language: str = "en-gb",
    file: File | None = None,
    text: str = "",
    checked_by: str = "",
) -> Version:
    """Put a format beside the others; a newer one of the same kind takes its place."""
    insist(rules.may_add(format=format, checked_by=checked_by))
    version, _ = Version.objects.update_or_create(
        {"file": file, "text": text, "checked_by": checked_by, "made_at": now},
        programme_id=document.programme_id,
        document=document,
        format=format,
        language=language,
    )
    record(ANOTHER_WAY, by=by, about=document.ref(), programme_id=document.programme_id, now=now)
    open_ = Wanted.objects.within(document.programme_id).select_related("document", "programme")
    open_ = open_.select_for_update(of=("self",))
    waiting = open_.filter(document=document, format=format, language=language, made_at=None)
    for wanted in waiting:
        wanted.made_at = now
        wanted.save(update_fields=["made_at"])
        was_made.ask(wanted, by, now)
    return version


@transaction.atomic
def ask_for_format(
    *,
    by: Signature,
    document: Document,
    format: str,  # noqa: A002 -- the word people use
    now: datetime,
    language: str = "en-gb",
) -> Wanted:
    """Ask for another way to read it: it becomes somebody's task. Asking twice changes nothing."""
    if by.person_id is None:
        raise ValueError("somebody asks, not the house")
    insist(rules.may_open(by.person_id, document, today=localdate(now)))
    wanted, is_new = Wanted.objects.get_or_create(
        programme_id=document.programme_id,
        document=document,
        format=format,
        language=language,
        person_id=by.person_id,
        defaults={"asked_at": now},
    )
    if is_new:
        record(ASKED, by=by, about=document.ref(), programme_id=document.programme_id, now=now)
        was_wanted.ask(wanted, now)
    return wanted
