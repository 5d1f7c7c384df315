"""What it all means: packs, reading alone, and looking at it together."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.foundation.people.models import Hand
from alongside.foundation.people.requests import MemberRequest
from alongside.phases.collection import queries as sources
from alongside.toolbox import doors
from alongside.toolbox.forms import PlainForm
from alongside.toolbox.verdicts import NotAllowed, insist

from .. import actions, checks, queries, rules
from ..forms import MarkForm, PackForm, SentencesForm, SettleForm
from ..models import Pack, Part
from ..states import PackStanding
from . import load

PAGE: Final = 20  # sentences or places
MOST_CARDS: Final = 60


@doors.members
@require_safe
def project(request: MemberRequest, pk: UUID) -> HttpResponse:
    found, texts = load.project(request, pk), sources.texts(request.programme)
    shown = {
        "project": found,
        "may_read": rules.may_make_a_pack(texts.filter(source__project=found).count()),
        "packs": queries.packs_of(found),
        "themes": queries.themes_of(found),
        "findings": queries.statements(found.programme_id).filter(project=found),
        "recommendations": queries.recommended(found),
        "may_work": load.may_work(request, found),
        "back": found.ref().address(request.programme.slug),
    }
    return load.page(request, "project", shown)


@doors.members
@require_http_methods(["GET", "HEAD", "POST"])
def new_pack(request: MemberRequest, pk: UUID) -> HttpResponse:
    found = load.project(request, pk)
    form = PackForm(request.POST or None)
    texts = sources.texts_of(found)
    insist(rules.may_make_a_pack(len(texts)))
    form.offer("texts", texts)
    form.offer("readers", [member.person for member in load.people(request)])
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {
            "texts": form.chosen("texts"),
            "readers": form.chosen("readers"),
        }
        pack = actions.make_pack(by=request.hand, project=found, now=now(), **given)
        return redirect("analysis:pack", request.programme.slug, pack.pk)
    return load.page(request, "new_pack", {"project": found, "pack_form": form}, form)


@doors.members
@require_safe
def pack(request: MemberRequest, pk: UUID) -> HttpResponse:
    return _pack_page(request, load.pack(request, pk))


@doors.members
@require_safe
def cards(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Passages to cut out and sort on a table."""
    found, person = load.pack(request, pk), request.hand.person
    if found.standing in {PackStanding.DRAFT, PackStanding.APART}:
        lines = [
            (part, line) for part in queries.parts_of(found) for line in queries.lines(part, [])
        ]
        shown: dict[str, Any] = {"pack": found, "lines": lines[:MOST_CARDS]}
    else:
        shown = {"pack": found, "places": queries.places_of(found, person)[:MOST_CARDS]}
    return load.page(request, "cards", shown | {"codes": queries.codes_of(found)})


@doors.members
@require_POST
def choose(request: MemberRequest, pk: UUID) -> HttpResponse:
    part, form = load.part(request, pk), SentencesForm(request.POST)
    if form.is_valid():
        try:
            actions.choose_sentences(by=request.hand, part=part, **form.cleaned_data)
        except NotAllowed as no:
            form.add_error("last", str(no))
        else:
            return redirect("analysis:pack", request.programme.slug, part.pack_id)
    return _pack_page(request, load.pack(request, part.pack_id), form, part)


MOVES: Final = {
    "start": actions.open_pack,
    "together": actions.look_together,
    "done": actions.close_pack,
    "again": actions.talk_again,
}


@doors.members
@require_POST
def move(request: MemberRequest, pk: UUID, to: str) -> HttpResponse:
    """Go on to the next step, or back to talking."""
    found = load.pack(request, pk)
    if to not in MOVES:
        raise Http404
    MOVES[to](by=request.hand, pack=found, now=now())
    return redirect("analysis:pack", request.programme.slug, found.pk)


@doors.members
@require_POST
def finish(request: MemberRequest, pk: UUID) -> HttpResponse:
    found, done = load.pack(request, pk), request.POST.get("done") == "yes"
    actions.finish(by=request.hand, pack=found, now=now(), done=done)
    said = _("Thank you. We tell you when everyone is done.") if done else _("Go on reading.")
    messages.success(request, said)
    return redirect("analysis:pack", request.programme.slug, found.pk)


@doors.members
@require_http_methods(["GET", "HEAD", "POST"])
def read(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Numbered sentences, with what this reader marked and may see."""
    part, first = load.part(request, pk), load.start(request)
    form = _mark_form(request, part)
    if request.method == "POST" and form.is_valid():
        try:
            actions.mark(
                by=request.hand,
                part=part,
                sentences=form.sentences(request.POST.getlist("sentence")),
                codes=form.chosen("codes"),
                words=form.cleaned_data["words"],
                note=form.cleaned_data["note"],
                now=now(),
            )
        except NotAllowed as no:
            form.add_error("words" if form.cleaned_data["words"] else "first", str(no))
        else:
            messages.success(request, _("Marked."))
            return redirect(request.get_full_path())
    shown = _reading(request, part, max(first, part.first))
    shown |= {"mark_form": form, "ticked": request.POST.getlist("sentence")}
    return load.page(request, "read", shown, form)


@doors.members
@require_POST
def take_back(request: MemberRequest, pk: UUID) -> HttpResponse:
    mark = queries.mark(request.hand.person, request.programme, pk)
    if mark is None:
        raise Http404
    actions.take_back(by=request.hand, coding=mark, now=now())
    messages.success(request, _("Taken back."))
    part = queries.parts(request.programme).get(pack=mark.pack, text=mark.text)
    return redirect("analysis:read", request.programme.slug, part.pk)


@doors.members
@require_safe
def together(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Each passage with everybody's marks beside each other, first names on."""
    found, first = load.pack(request, pk), load.start(request)
    places = queries.places_of(found, request.hand.person) if _is_open(found) else []
    shown = {
        "pack": found,
        "is_open": _is_open(found),
        "places": places[first - 1 : first - 1 + PAGE],
        "count": len(places),
        "settled": sum(place.outcome is not None for place in places),
        "next_from": first + PAGE if len(places) >= first + PAGE else None,
        "rows": _overlap_rows(found, request.hand),
    }
    return load.page(request, "together", shown)


@doors.members
@require_http_methods(["GET", "HEAD", "POST"])
def place(request: MemberRequest, pk: UUID, number: int) -> HttpResponse:
    """One passage to talk about, and what came of it."""
    found = load.pack(request, pk)
    if not _is_open(found):
        return redirect("analysis:together", request.programme.slug, found.pk)
    places = queries.places_of(found, request.hand.person)
    if not 1 <= number <= len(places):
        raise Http404
    here = places[number - 1]
    form = SettleForm(request.POST or None)
    form.offer("codes", queries.codes_of(found))
    if request.method == "POST" and form.is_valid():
        try:
            _settle(request, found, here, form)
        except NotAllowed as no:
            form.add_error("how", str(no))
        else:
            messages.success(request, _("Written down."))
            return redirect("analysis:together", request.programme.slug, found.pk)
    shown = {
        "pack": found,
        "place": here,
        "before": queries.history(found, here),
        "next_number": number + 1 if number < len(places) else None,
        "settle_form": form,
        "may_talk": found.standing == PackStanding.TOGETHER,
    }
    return load.page(request, "place", shown, form)


def _settle(request: MemberRequest, found: Pack, here: queries.Place, form: SettleForm) -> None:
    given, code = form.cleaned_data, form.chosen("codes")
    actions.settle(
        by=request.hand,
        pack=found,
        text=here.part.text,
        span=here.span,
        how=given["how"],
        why=given["why"],
        codes=[code] if code else [],
        new_code=given["new_code"],
        new_plain=given["new_plain"],
        now=now(),
    )


def _is_open(found: Pack) -> bool:
    return found.standing in {PackStanding.TOGETHER, PackStanding.DONE}


def _overlap_rows(found: Pack, hand: Hand) -> list[dict[str, object]]:
    """For the table: of the letters anyone marked, how many everyone marked."""
    if not _is_open(found):
        return []
    return [
        {
            "what": row.code.name,
            "words": _("%(share)s of 100 letters")
            % {"share": round(100 * row.overlap.share_of_everyone)},
            "part": row.overlap.everyone,
            "whole": row.overlap.anyone,
        }
        for row in queries.overlaps(found, hand.person)
    ]


def _mark_form(request: MemberRequest, part: Part) -> MarkForm:
    form = MarkForm(request.POST or None)
    form.offer("codes", queries.codes_of(part.pack))
    return form


def _reading(request: MemberRequest, part: Part, first: int) -> dict[str, Any]:
    person = request.hand.person
    seen = queries.marks_seen_by(person, request.programme).filter(pack=part.pack, text=part.text)
    marks = list(seen)
    last = min(part.last, first + PAGE - 1)
    lines = [line for line in queries.lines(part, marks) if first <= line.number <= last]
    mine = [mark for mark in marks if mark.person_id == person.pk and mark.round == "apart"]
    return {
        "part": part,
        "pack": part.pack,
        "lines": lines,
        "codes": queries.codes_of(part.pack),
        "may_mark": rules.may_mark(person, part, part.first, part.first),
        "mine": [mark for mark in mine if lines and mark.end > lines[0].span.start
                 and mark.start < lines[-1].span.end],
        "next_from": last + 1 if last < part.last else None,
        "before_from": max(part.first, first - PAGE) if first > part.first else None,
    }  # fmt: skip


def _pack_page(
    request: MemberRequest, found: Pack, wrong: PlainForm | None = None, at: Part | None = None
) -> HttpResponse:
    person = request.hand.person
    readers = list(queries.readers_of(found))
    parts = list(queries.parts_of(found))
    codes = queries.codes_of(found)
    is_draft = found.standing == PackStanding.DRAFT
    here = load.people(request)
    plan = checks.plan_of(found, parts=parts, codes=codes, readers=readers, people=here)
    shown = {
        "pack": found,
        "parts": [(part, _sentences_form(part, wrong if part == at else None)) for part in parts],
        "codes": codes,
        "readers": readers,
        "me": next((reader for reader in readers if reader.person_id == person.pk), None),
        "may_work": load.may_work(request, found.project),
        "may_look": rules.may_look_together(found, today=localdate()),
        "findings": checks.PACK.of(plan) if is_draft else None,
        "may_open": is_draft and not checks.PACK.stops(plan),
    }
    return load.page(request, "pack", shown, wrong)


def _sentences_form(part: Part, wrong: PlainForm | None) -> PlainForm:
    ids = f"p{part.pk.hex[-6:]}_%s"
    return wrong or SentencesForm(initial={"first": part.first, "last": part.last}, auto_id=ids)
