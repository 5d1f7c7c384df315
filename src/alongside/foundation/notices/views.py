from dataclasses import asdict
from importlib import resources
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alongside.foundation.people.requests import MemberRequest
from alongside.foundation.people.states import STAFF, Channel
from alongside.toolbox import doors
from alongside.toolbox.paper import pdf as as_pdf

from . import actions, queries, rules
from .models import Message

PAGE = 100


@doors.roles(*STAFF)
@require_safe
def by_hand(request: MemberRequest) -> HttpResponse:
    """Letters to post, people to ring, and what did not arrive: one row a person."""
    waiting = queries.people_by_hand(request.programme, most=PAGE)
    context = {
        "letters": [one for one in waiting if one.message.channel == Channel.LETTER],
        "others": [one for one in waiting if one.message.channel != Channel.LETTER],
    }
    return render(request, "notices/by_hand.html", context)


@doors.roles(*STAFF)
@require_safe
def message(request: MemberRequest, pk: UUID) -> HttpResponse:
    """One letter, call or visit: to whom, how, and the words to say."""
    found = _find(request, pk)
    context = {
        "message": found,
        "said": queries.said_in(found),
        "letter": found.channel == Channel.LETTER,
        "contact": rules.contact_of(found.programme, found.person),
        "may_tick": bool(rules.may_tick(found)),
        "others": queries.to_join(found).count(),
    }
    return render(request, "notices/message.html", context)


@doors.roles(*STAFF)
@require_safe
def letter(request: MemberRequest, pk: UUID) -> HttpResponse:
    """The letter itself on A4, in the reader's language and size."""
    found = _find(request, pk)
    context = {"letter": queries.letter_of(found, today=localdate()), "message": found}
    return render(request, "notices/letter.html", context)


@doors.roles(*STAFF)
@require_safe
def pdf(request: MemberRequest, pk: UUID) -> HttpResponse:
    found = queries.letter_of(_find(request, pk), today=localdate())
    source = resources.files(__package__).joinpath("templates/notices/letter.typ").read_bytes()
    paper = as_pdf(source, "letter", asdict(found))
    return HttpResponse(
        paper,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="letter-{pk}.pdf"'},
    )


@doors.roles(*STAFF)
@require_POST
def join(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Let this one carry all that waits for the person."""
    found = _find(request, pk)
    actions.join(by=request.hand, message=found, now=now())
    messages.success(request, _("Everything for %(name)s is here now.") % {"name": found.person})
    return redirect("notices:message", request.programme.slug, pk)


@doors.roles(*STAFF)
@require_POST
def told(request: MemberRequest, pk: UUID) -> HttpResponse:
    found = _find(request, pk)
    actions.told(by=request.hand, message=found, now=now())
    messages.success(request, _("Thank you. %(name)s has been told.") % {"name": found.person})
    return redirect("notices:by_hand", request.programme.slug)


@doors.roles(*STAFF)
@require_POST
def not_reached(request: MemberRequest, pk: UUID) -> HttpResponse:
    found = _find(request, pk)
    actions.not_reached(by=request.hand, message=found, now=now())
    messages.success(request, _("Thank you for trying. It stays on the list."))
    return redirect("notices:by_hand", request.programme.slug)


@doors.members
@require_safe
def mine(request: MemberRequest) -> HttpResponse:
    """What I was told, newest first."""
    found = queries.of_person(request.hand.person, request.programme)[:PAGE]
    return render(request, "notices/mine.html", {"told": [queries.said(one) for one in found]})


def _find(request: MemberRequest, pk: UUID) -> Message:
    return get_object_or_404(queries.messages(request.programme), pk=pk)
