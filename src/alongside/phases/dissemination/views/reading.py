import json
from functools import lru_cache
from importlib import resources
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alongside.foundation.people.requests import PublicRequest
from alongside.toolbox import doors
from alongside.toolbox.paper import pdf

from .. import queries, rules
from ..models import Output

PAGE = 30
FREE = "what we found is free for everybody to read; names are shown as people wished"


@doors.anyone(FREE)
@require_safe
def listing(request: PublicRequest) -> HttpResponse:
    """What is out for everybody, newest first."""
    rows = queries.published(request.programme)[:PAGE]
    return render(request, "dissemination/listing.html", {"rows": rows})


@doors.anyone(FREE)
@require_safe
def one(request: PublicRequest, pk: UUID) -> HttpResponse:
    output = get_object_or_404(queries.published(request.programme), pk=pk)
    thanks = queries.thanks(queries.credits_of(output))
    context = {
        "output": output,
        "thanks": thanks,
        "names": queries.in_one_line(thanks, output.programme),
        "owned": queries.ownership(output),
        "other_forms": [row for row in queries.other_forms(output) if row.is_out],
    }
    return render(request, "dissemination/one.html", context)


@doors.anyone(FREE)
@require_safe
def poster(request: PublicRequest, pk: UUID) -> HttpResponse:
    """The one-page picture, with the same in words beside it."""
    output = _picture(request, pk)
    thanks = queries.thanks(queries.credits_of(output))
    names = queries.in_one_line(thanks, output.programme)
    return render(request, "dissemination/poster.html", {"output": output, "names": names})


@doors.anyone(FREE)
@require_safe
def poster_pdf(request: PublicRequest, pk: UUID) -> HttpResponse:
    """The picture on A4, to print and to put up."""
    output = _picture(request, pk)
    paper = _drawn(json.dumps(_on_paper(output), ensure_ascii=False))
    name = f"{output.code}.pdf"
    return HttpResponse(
        paper,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@lru_cache(maxsize=32)
def _drawn(content: str) -> bytes:
    """Drawing is slow, and anybody may ask for it again and again: the same is drawn once."""
    source = resources.files("alongside.phases.dissemination")
    template = source.joinpath("templates/dissemination/poster.typ").read_bytes()
    return pdf(template, "poster", json.loads(content))


def _picture(request: PublicRequest, pk: UUID) -> Output:
    """Out for everybody; before that, for those who may see it. For others it is not there."""
    output = get_object_or_404(queries.outputs(request.programme), pk=pk, picture=True)
    hand = getattr(request, "hand", None) if getattr(request, "part", None) else None
    if not output.is_out and (hand is None or not rules.may_see(hand.person, output)):
        raise Http404
    return output


def _on_paper(output: Output) -> dict[str, object]:
    thanks = queries.thanks(queries.credits_of(output))
    return {
        "place": output.programme.place,
        "asked": output.project.question,
        "title": output.title,
        "found_heading": _("What we found"),
        "found": output.found_lines[: queries.LINES],
        "changes_heading": _("What changes"),
        "changes": output.change_lines[: queries.LINES],
        "thanks_heading": _("Made by"),
        "thanks": queries.in_one_line(thanks, output.programme),
        "ask": f"{output.programme.help_name} {output.programme.help_phone}",
        "draft": "" if output.is_out else _("A draft. Please do not put it up yet."),
    }
