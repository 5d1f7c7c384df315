from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.foundation.people.requests import MemberRequest
from alongside.throughout.payments.states import Kind
from alongside.toolbox import doors
from alongside.toolbox.verdicts import NotAllowed, insist

from .. import actions, queries, rules
from ..forms import ClaimForm, FollowUpForm
from .common import find, organised, place


@doors.members
def claim(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Ask for back what coming cost: an amount and a kind, and no more."""
    gathering = find(request, pk)
    form = ClaimForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        pence = round(form.cleaned_data["pounds"] * 100)
        kind = Kind(form.cleaned_data["kind"])
        try:
            actions.claim(by=request.hand, gathering=gathering, kind=kind, pence=pence, now=now())
        except NotAllowed as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, _("Thank you. You can see where it is on My money."))
            return redirect("payments:mine", request.programme.slug)
    return render(request, "gatherings/claim.html", {"gathering": gathering, "form": form})


@doors.members
def follow_up(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Tell everyone who took part what came of it."""
    gathering = organised(request, pk)
    insist(rules.may_follow_up(request.hand.person, gathering))
    form = FollowUpForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.follow_up(by=request.hand, gathering=gathering, now=now(), **form.cleaned_data)
        messages.success(request, _("Everyone is being told."))
        return redirect(place("detail", gathering))
    context = {
        "gathering": gathering,
        "form": form,
        "agenda": queries.agenda(gathering),
        "invited": queries.invited(gathering),
    }
    return render(request, "gatherings/follow_up.html", context)


@doors.members
@require_POST
def caught_up(request: MemberRequest, pk: UUID, catching_up: UUID) -> HttpResponse:
    gathering = find(request, pk)
    held = get_object_or_404(queries.catching_up(gathering), pk=catching_up)
    actions.mark_caught_up(by=request.hand, catching_up=held, now=now())
    messages.success(request, _("Thank you. It is marked."))
    return redirect(place("detail", gathering))
