from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from alongside.foundation.people import queries as people
from alongside.foundation.people.requests import MemberRequest
from alongside.foundation.people.states import STAFF, Role
from alongside.toolbox import doors
from alongside.toolbox.verdicts import NotAllowed, insist

from .. import actions, queries, rules
from ..forms import (
    FootingForm,
    PerspectivesForm,
    RoleForm,
    SupporterForm,
    WeekForm,
)
from ..models import HeldRole, Membership
from ..states import MOVES, Reply, Standing

LOOKS_AFTER = (*STAFF, Role.ORGANISATION_MANAGER)
SAYS = {
    Standing.ACTIVE: gettext_lazy("Take part fully"),
    Standing.LIGHTER: gettext_lazy("Take part a little"),
    Standing.PAUSED: gettext_lazy("Have a rest"),
    Standing.LEFT: gettext_lazy("Leave"),
}


@doors.roles(*LOOKS_AFTER)
@require_safe
def person(request: MemberRequest, pk: UUID) -> HttpResponse:
    """One person's part, for whoever looks after it."""
    part = queries.one_seen_by(request.hand.person, request.programme, pk)
    me, someone = request.hand.person, part.person
    context = {
        "part": part,
        "full_name": someone.full_name if request.roles & STAFF else "",
        "reach": _reach(part) if request.roles & STAFF else [],
        "held": queries.roles_of(part),
        "footings": queries.footings(part),
        "supporters": queries.supporters_of(someone, request.programme),
        "ways": _ways(part),
        "week_form": WeekForm(initial={"weekly_minutes": f"{part.weekly_minutes / 60:g}"}),
        "footing_form": FootingForm(),
        "role_form": RoleForm() if rules.may_give_role(me, request.programme) else None,
        "may_write": bool(rules.may_act_for(me, someone, request.programme)),
    }
    return render(request, "memberships/person.html", context)


def _reach(part: Membership) -> list[tuple[str, str]]:
    """How this person wants to be told things."""
    someone = part.person
    said = [(_("Wants to hear"), someone.get_channel_display())]
    for label, words in (
        (_("Email"), someone.email),
        (_("Phone"), someone.phone),
        (_("Address"), someone.address),
        (_("Needs"), ". ".join(people.needs(someone).values())),
    ):
        if words:
            said.append((label, words))
    return said


def _ways(part: Membership) -> list[tuple[str, str]]:
    may = MOVES[Standing(part.standing)]
    return [(to.value, str(SAYS[to])) for to in Standing if to in may]


@doors.members
@require_POST
def standing(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Do more, less, rest, leave or come back. Nobody asks why."""
    rows = Membership.objects.within(request.programme)
    part = get_object_or_404(rows.select_related("person", "programme", "partnership"), pk=pk)
    verdict = rules.may_change_standing(request.hand.person, part)
    to = request.POST.get("to", "")
    if not verdict:
        raise NotAllowed(verdict.reason)
    mine = part.person_id == request.hand.person.pk
    if to == Standing.LEFT and mine:
        return redirect("memberships:leave", request.programme.slug)
    if to not in {way for way, _says in _ways(part)}:
        raise NotAllowed(_("This has changed meanwhile. Look at the page again."))
    actions.set_standing(by=request.hand, membership=part, to=Standing(to), now=now())
    if not mine:
        messages.success(request, _("It is changed. Nothing they had is lost."))
        return redirect("memberships:person", request.programme.slug, part.pk)
    messages.success(request, _("It is changed. Your place and all you did are kept."))
    return redirect("memberships:me", request.programme.slug)


@doors.roles(*LOOKS_AFTER)
@require_POST
def week(request: MemberRequest, pk: UUID) -> HttpResponse:
    part = queries.one_seen_by(request.hand.person, request.programme, pk)
    form = WeekForm(request.POST)
    if form.is_valid():
        actions.set_hours(by=request.hand, membership=part, now=now(), **form.cleaned_data)
        messages.success(request, _("The hours are changed."))
    else:
        messages.error(request, _("Write the hours as a number, like 7."))
    return redirect("memberships:person", request.programme.slug, part.pk)


@doors.roles(*LOOKS_AFTER)
@require_POST
def footing(request: MemberRequest, pk: UUID) -> HttpResponse:
    part = queries.one_seen_by(request.hand.person, request.programme, pk)
    form = FootingForm(request.POST)
    if form.is_valid():
        actions.set_footing(by=request.hand, membership=part, now=now(), **form.cleaned_data)
        messages.success(request, _("It is changed from today."))
    else:
        messages.error(request, _("Choose one of these."))
    return redirect("memberships:person", request.programme.slug, part.pk)


@doors.roles(Role.COORDINATOR)
@require_POST
def give_role(request: MemberRequest, pk: UUID) -> HttpResponse:
    part = queries.one_seen_by(request.hand.person, request.programme, pk)
    form = RoleForm(request.POST)
    if form.is_valid():
        actions.give_role(
            by=request.hand, membership=part, role=form.cleaned_data["role"], now=now()
        )
        messages.success(request, _("The role is given, and they have been told."))
    else:
        messages.error(request, _("Choose one of these."))
    return redirect("memberships:person", request.programme.slug, part.pk)


@doors.roles(Role.COORDINATOR)
@require_POST
def end_role(request: MemberRequest, pk: UUID, role_pk: UUID) -> HttpResponse:
    part = queries.one_seen_by(request.hand.person, request.programme, pk)
    rows = HeldRole.objects.within(request.programme).filter(membership=part)
    held = get_object_or_404(rows.select_related("membership"), pk=role_pk)
    actions.end_role(by=request.hand, held_role=held, now=now())
    return redirect("memberships:person", request.programme.slug, part.pk)


@doors.members
def me(request: MemberRequest) -> HttpResponse:
    """My own part: what I bring, how much I do, and who may act for me."""
    part = queries.membership(request.hand.person, request.programme)
    assert part is not None  # noqa: S101 -- the door let in members only
    form = PerspectivesForm(_posted(request), mine=part.perspectives)
    if form.is_valid():
        actions.set_perspectives(
            by=request.hand, membership=part, perspectives=form.perspectives, now=now()
        )
        messages.success(request, _("Thank you. It is kept in your words."))
        return redirect("memberships:me", request.programme.slug)
    mine = request.hand.person
    context = {
        "part": part,
        "form": form,
        "ways": _ways(part),
        "footings": queries.footings(part),
        "supporters": queries.supporters_of(mine, request.programme),
        "supports": queries.supported_by(mine, request.programme),
    }
    return render(request, "memberships/me.html", context)


@doors.members
def leave(request: MemberRequest) -> HttpResponse:
    """Leave the programme: not one tap away, since one has to ring to come back."""
    part = queries.membership(request.hand.person, request.programme)
    assert part is not None  # noqa: S101 -- the door let in members only
    if request.method == "POST":
        actions.set_standing(by=request.hand, membership=part, to=Standing.LEFT, now=now())
        messages.success(request, _("You have left. Ring us if you want to come back."))
        return redirect("public:home", request.programme.slug)
    context = {
        "heading": _("Leave the programme?"),
        "says": _("You need no reason. You could also have a rest, and keep your place."),
        "happens": [
            _("You can no longer open these pages."),
            _("What you did and said stays, with the name you chose."),
            _("You can come back. Ring us, and all you had is there again."),
        ],
        "yes": _("Yes, leave"),
        "no_url": reverse("memberships:me", args=[request.programme.slug]),
        "danger": True,
    }
    return render(request, "confirm.html", context)


@doors.members
def supporter(request: MemberRequest) -> HttpResponse:
    """Name somebody who may act for me."""
    mine = request.hand.person
    others = [one for one in queries.members(request.programme) if one.person_id != mine.pk]
    form = SupporterForm(_posted(request), people=others)
    if form.is_valid():
        actions.name_supporter(
            by=request.hand, programme=request.programme, now=now(), **form.cleaned_data
        )
        messages.success(request, _("They may act for you now, as long as you wish."))
        return redirect("memberships:me", request.programme.slug)
    return render(request, "memberships/supporter.html", {"form": form})


@doors.members
@require_POST
def end_supporter(request: MemberRequest, pk: UUID) -> HttpResponse:
    rows = queries.supporters_of(request.hand.person, request.programme)
    found = get_object_or_404(rows, pk=pk)
    actions.end_supporter(
        by=request.hand, programme=request.programme, supporter=found.supporter, now=now()
    )
    messages.success(request, _("They no longer act for you."))
    return redirect("memberships:me", request.programme.slug)


def _posted(request: MemberRequest) -> object:
    return request.POST if request.method == "POST" else None


@doors.signed_in
def asked_in(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Somebody asks me in: yes or no, for myself."""
    found = queries.invitation(request.programme, pk)
    insist(rules.may_reply(request.hand.person, found))
    said = request.POST.get("says")
    if said not in {Reply.YES, Reply.NO}:
        return render(request, "memberships/asked_in.html", {"invitation": found})
    actions.reply(by=request.hand, invitation=found, says=Reply(said), now=now())
    if said == Reply.NO:
        messages.success(request, _("Thank you for telling us. Nobody asks why."))
        return redirect("week:week")
    messages.success(request, _("Welcome. You can rest or stop at any time."))
    return redirect("memberships:me", request.programme.slug)
