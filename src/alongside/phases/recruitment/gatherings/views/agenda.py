from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.foundation.people.models import Person
from alongside.foundation.people.requests import MemberRequest
from alongside.throughout.decisions import queries as decisions
from alongside.toolbox import doors
from alongside.toolbox.verdicts import insist

from .. import actions, queries, rules
from ..forms import ChangeItemForm, ItemForm, NotesForm
from ..models import AgendaItem, Gathering
from ..states import Item
from .common import find, place


@doors.members
def agenda(request: MemberRequest, pk: UUID) -> HttpResponse:
    """The open agenda: anyone invited adds to it."""
    gathering, person = find(request, pk), request.hand.person
    allowed = rules.may_add_to_agenda(person, gathering)
    first = {"kind": Item.CHAT, "minutes": 15}
    form = ItemForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_valid():
        given = form.cleaned_data | {"kind": Item(form.cleaned_data["kind"])}
        actions.add_item(by=request.hand, gathering=gathering, now=now(), **given)
        messages.success(request, _("It is on the agenda."))
        return redirect(place("agenda", gathering))
    items = list(queries.agenda(gathering))
    context = {
        "gathering": gathering,
        "form": form,
        "allowed": allowed,
        "agenda": queries.with_times(gathering, items),
        "from_residents": sum(item.lives_here for item in items),
        "me": person,
        "may_organise": bool(rules.may_organise(person, gathering, roles=request.roles)),
    }
    return render(request, "gatherings/agenda.html", context)


@doors.members
def item(request: MemberRequest, pk: UUID, item: UUID) -> HttpResponse:
    """Change one thing on the agenda."""
    gathering = find(request, pk)
    found = _item(gathering, item)
    insist(rules.may_change_item(request.hand.person, found, roles=request.roles))
    people = [one.person for one in queries.invited(gathering)]
    asked = [*decisions.open_now(request.programme, today=localdate()).prefetch_related(None)]
    if found.decision and found.decision not in asked:
        asked.append(found.decision)
    form = ChangeItemForm(
        request.POST if request.method == "POST" else None,
        people=people,
        decisions=asked,
        initial=_first(found),
    )
    if form.is_valid():
        given = form.cleaned_data
        changes = given | {
            "led_by": _chosen(people, given["led_by"]),
            "decision": _chosen(asked, given["decision"]),
        }
        actions.change_item(by=request.hand, item=found, now=now(), **changes)
        return redirect(place("agenda", gathering))
    context = {"gathering": gathering, "item": found, "form": form}
    return render(request, "gatherings/item.html", context)


@doors.members
@require_POST
def earlier(request: MemberRequest, pk: UUID, item: UUID) -> HttpResponse:
    gathering = find(request, pk)
    actions.put_earlier(by=request.hand, item=_item(gathering, item), now=now())
    return redirect(place("agenda", gathering))


@doors.members
def drop(request: MemberRequest, pk: UUID, item: UUID) -> HttpResponse:
    gathering = find(request, pk)
    found = _item(gathering, item)
    insist(rules.may_change_item(request.hand.person, found))
    if request.method == "POST":
        actions.drop_item(by=request.hand, item=found, now=now())
        return redirect(place("agenda", gathering))
    context = {
        "heading": _("Take this off the agenda"),
        "says": found.title,
        "yes": _("Take it off"),
        "no_url": place("agenda", gathering),
    }
    return render(request, "confirm.html", context)


@doors.members
def notes(request: MemberRequest, pk: UUID) -> HttpResponse:
    """The minutes, item by item."""
    gathering = find(request, pk)
    insist(rules.may_take_notes(request.hand.person, gathering))
    given = request.POST if request.method == "POST" else None
    form = NotesForm(given, items=queries.agenda(gathering))
    if form.is_valid():
        actions.write_notes(by=request.hand, gathering=gathering, notes=form.notes(), now=now())
        messages.success(request, _("The notes are kept."))
        return redirect(place("detail", gathering))
    context = {"gathering": gathering, "form": form}
    return render(request, "gatherings/notes.html", context)


def _item(gathering: Gathering, pk: UUID) -> AgendaItem:
    return get_object_or_404(queries.agenda(gathering).select_related("gathering"), pk=pk)


def _first(item: AgendaItem) -> dict[str, Any]:
    names = ["title", "kind", "minutes"]
    return {name: getattr(item, name) for name in names} | {
        "led_by": item.led_by_id or "",
        "decision": item.decision_id or "",
    }


def _chosen(among: list[Any] | list[Person], pk: str) -> Any:  # noqa: ANN401 -- a person or a decision
    return next((one for one in among if str(one.pk) == pk), None)
