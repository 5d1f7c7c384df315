from typing import Any, Protocol
from uuid import UUID

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.foundation.programmes.models import Programme
from alongside.toolbox import doors
from alongside.toolbox.verdicts import NotAllowed, insist

from . import actions, queries, rules
from .forms import AddForm, AskForm
from .models import Document, File, Version
from .states import MAKERS


class Reader(Protocol):
    """What this room needs to know of a person: people stand on a higher floor."""

    reads: str
    language: str


class ReaderHand(Protocol):
    @property
    def person(self) -> Reader: ...
    @property
    def person_id(self) -> UUID: ...
    @property
    def writer_id(self) -> UUID: ...
    @property
    def how(self) -> str: ...


class ReaderRequest(HttpRequest):
    """Past the door: a member of the programme in the address."""

    programme: Programme
    hand: ReaderHand


@doors.members
@require_safe
def file(request: ReaderRequest, pk: UUID) -> HttpResponse:
    """The bytes, to keep and not to show: no browser is to run what is in them."""
    found = get_object_or_404(queries.files(request.programme), pk=pk)
    insist(rules.may_open(request.hand.person_id, found, today=localdate()))
    return _as_attachment(found)


@doors.members
@require_safe
def document(request: ReaderRequest, pk: UUID) -> HttpResponse:
    found = _readable(request, pk)
    return render(request, "files/document.html", _shown(request, found))


@doors.members
@require_safe
def mine(request: ReaderRequest, pk: UUID) -> HttpResponse:
    """The document in the format this person reads, or the nearest there is."""
    found = _readable(request, pk)
    version = _best(request, found)
    if version is None or version.file is None:
        return redirect("files:document", request.programme.slug, found.pk)
    return _as_attachment(version.file)


@doors.members
@require_POST
def ask(request: ReaderRequest, pk: UUID) -> HttpResponse:
    found = _readable(request, pk)
    missing = queries.missing(list(queries.versions(found)), request.hand.person.language)
    form = AskForm(request.POST, missing=missing)
    if not form.is_valid():
        shown = _shown(request, found) | {"form": form}
        return render(request, "files/document.html", shown, status=422)
    actions.ask_for_format(
        by=request.hand,
        document=found,
        format=form.cleaned_data["format"],
        language=request.hand.person.language,
        now=now(),
    )
    messages.success(request, _("Asked for. Somebody will make it, and we tell you when."))
    return redirect("files:document", request.programme.slug, found.pk)


@doors.roles(*MAKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: ReaderRequest, pk: UUID) -> HttpResponse:
    found = _readable(request, pk)
    form = AddForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            _add(request, found, dict(form.cleaned_data))
        except NotAllowed as no:
            form.add_error("checked_by", str(no))
        else:
            messages.success(request, _("Added. Whoever asked for it is told."))
            return redirect("files:document", request.programme.slug, found.pk)
    shown = {"document": found, "form": form}
    return render(request, "files/add.html", shown, status=422 if form.errors else 200)


def _add(request: ReaderRequest, found: Document, given: dict[str, Any]) -> None:
    upload, moment = given.pop("file"), now()
    file = None
    if upload:
        insist(rules.may_add(format=given["format"], checked_by=given["checked_by"]))
        file = actions.receive(
            by=request.hand,
            programme=request.programme,
            name=upload.name,
            content=upload.read(),
            now=moment,
            about=found.about,
        )
    actions.add_version(by=request.hand, document=found, file=file, now=moment, **given)


def _readable(request: ReaderRequest, pk: UUID) -> Document:
    found = get_object_or_404(queries.documents(request.programme), pk=pk)
    insist(rules.may_open(request.hand.person_id, found, today=localdate()))
    return found


def _best(request: ReaderRequest, found: Document) -> Version | None:
    reader = request.hand.person
    versions = list(queries.versions(found))
    return queries.best_for(versions, reads=reader.reads, language=reader.language)


def _shown(request: ReaderRequest, found: Document) -> dict[str, object]:
    versions, reader = list(queries.versions(found)), request.hand.person
    best = queries.best_for(versions, reads=reader.reads, language=reader.language)
    missing = queries.missing(versions, reader.language)
    return {
        "document": found,
        "best": best,
        "is_mine": best is not None and best.format == reader.reads,
        "others": [version for version in versions if version != best],
        "wanted": list(queries.wanted(found)),
        "form": AskForm(missing=missing, initial={"format": reader.reads}),
        "missing": missing,
        "back": found.about.address(request.programme.slug) if found.about else "",
    }


def _as_attachment(found: File) -> HttpResponse:
    """The whole file: the largest we take is small enough to hold."""
    with default_storage.open(found.stored, "rb") as kept:
        response = HttpResponse(kept.read(), content_type=found.kind)
    response["Content-Disposition"] = content_disposition_header(True, found.name) or "attachment"  # noqa: FBT003 -- Django's own signature
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
