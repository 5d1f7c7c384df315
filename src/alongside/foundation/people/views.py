from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alongside.foundation.trail import queries as trail
from alongside.toolbox import doors
from alongside.toolbox.verdicts import insist

from . import actions, queries, rules
from .forms import BeingToldForm, ForgetForm, HowForm, NameForm, NeedsForm
from .models import Person
from .requests import MemberRequest, PersonRequest, PublicRequest

NEWEST = 50  # lines of the trail on one page


@doors.signed_in
@require_safe
def me(request: PersonRequest) -> HttpResponse:
    person = request.hand.person
    context = {
        "person": person,
        "needs": queries.needs_said(person),
        "forgetting": queries.forgetting(person),
        "links": rules.links_about(request.programmes),
        "waiting": trail.done_for(person.pk, _places(request)).count(),
    }
    return render(request, "people/me.html", context)


@doors.signed_in
def name(request: PersonRequest) -> HttpResponse:
    person, today = request.hand.person, localdate()
    born = None if request.hand.on_behalf else queries.born_on(person)
    known = {"first_name": person.first_name, "full_name": person.full_name}
    form = NameForm(request.POST or None, initial={**known, "born_on": born, "today": today})
    if form.is_valid():
        said = form.cleaned_data
        actions.say_name(by=request.hand, now=now(), **said)
        return _kept(request)
    return render(request, "people/form.html", {"form": form, "heading": _("Your name")})


@doors.signed_in
def being_told(request: PersonRequest) -> HttpResponse:
    person = request.hand.person
    form = BeingToldForm(
        request.POST or None,
        initial={name: getattr(person, name) for name in BeingToldForm.base_fields},
    )
    if form.is_valid():
        actions.change(by=request.hand, now=now(), **form.cleaned_data)
        return _kept(request)
    heading = _("How we tell you things")
    return render(request, "people/form.html", {"form": form, "heading": heading})


@doors.signed_in
def needs(request: PersonRequest) -> HttpResponse:
    person = request.hand.person
    known = {"reads": person.reads, "how_i_work_best": person.how_i_work_best}
    form = NeedsForm(request.POST or None, initial=queries.needs(person) | known)
    if form.is_valid():
        said = dict(form.cleaned_data)
        reads, best = said.pop("reads"), said.pop("how_i_work_best")
        actions.say_needs(by=request.hand, needs=said, reads=reads, how_i_work_best=best, now=now())
        return _kept(request)
    heading = _("What makes it work for you")
    return render(request, "people/form.html", {"form": form, "heading": heading})


@doors.signed_in
@require_POST
def needs_still_right(request: PersonRequest) -> HttpResponse:
    actions.confirm_needs(by=request.hand, now=now())
    return _kept(request)


@doors.signed_in
@require_safe
def written_for_me(request: PersonRequest) -> HttpResponse:
    waiting = queries.lines(trail.done_for(request.hand.person.pk, _places(request))[:NEWEST])
    return render(request, "people/written_for_me.html", {"lines": waiting})


@doors.signed_in
@require_POST
def confirm(request: PersonRequest, pk: UUID) -> HttpResponse:
    actions.confirm(by=request.hand, entry_id=pk, programme_ids=_places(request), now=now())
    messages.success(request, _("Thank you. We have written that down."))
    return redirect("people:written_for_me")


@doors.signed_in
@require_POST
def take_back(request: PersonRequest, pk: UUID) -> HttpResponse:
    actions.take_back(by=request.hand, entry_id=pk, programme_ids=_places(request), now=now())
    messages.success(request, _("It is taken back."))
    return redirect("people:written_for_me")


@doors.signed_in
@require_safe
def who_did_what(request: PersonRequest) -> HttpResponse:
    lines = queries.lines(trail.what_concerns(request.hand.person.pk, _places(request))[:NEWEST])
    return render(request, "people/who_did_what.html", {"lines": lines})


@doors.anyone("people should know what we keep before they give it")
@require_safe
def who_sees_what(request: PublicRequest) -> HttpResponse:
    return render(request, "people/who_sees_what.html")


@doors.members
def write_for(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Begin to write things down for somebody of this programme."""
    person = get_object_or_404(Person, pk=pk)
    verdicts = rules.may_write_for.ask(request.user, person, request.programme)
    if not verdicts:
        raise Http404
    insist(*verdicts)
    form = HowForm(request.POST or None)
    if form.is_valid():
        request.session["acting"] = {
            "person": str(person.pk),
            "programme": str(request.programme.pk),
            "how": form.cleaned_data["how"],
        }
        return redirect("/week/")
    return render(request, "people/write_for.html", {"form": form, "person": person})


@doors.signed_in
@require_POST
def stop_writing(request: PersonRequest) -> HttpResponse:
    request.session.pop("acting", None)
    return redirect("/")


@doors.signed_in
def forget_me(request: PersonRequest) -> HttpResponse:
    """Ask to be forgotten: what goes and what stays is said first."""
    verdict = rules.may_be_forgotten(request.hand.person)
    if not verdict:
        messages.warning(request, verdict.reason)
        return redirect("people:me")
    form = ForgetForm(request.POST or None)
    if form.is_valid():
        words_too = form.cleaned_data["words"] == ForgetForm.GO
        actions.ask_to_be_forgotten(by=request.hand, words_too=words_too, now=now())
        messages.success(request, _("We have written that down. You can still change your mind."))
        return redirect("people:me")
    context = {
        "form": form,
        "heading": _("Forget me"),
        "says": _("We wait %(days)s days, in case you change your mind.")
        % {"days": queries.days_to_wait()},
        "happens": [
            _("We forget your name, your email, your phone number and where you live."),
            _("We forget what you told us about you, such as what you need."),
            _("It goes from the copies we keep for safety, too: nobody can read it there again."),
            _("What you did stays, without your name: the hours, the money, the votes."),
            _("What was printed stays as it is. We cannot call it back."),
            _("Somebody looks for your name in notes and papers, and takes it out."),
        ],
        "yes": _("Forget me"),
        "no_url": reverse("people:me"),
        "danger": True,
    }
    return render(request, "confirm.html", context)


@doors.signed_in
@require_POST
def keep_me(request: PersonRequest) -> HttpResponse:
    actions.keep_me(by=request.hand, now=now())
    messages.success(request, _("Good. We forget nothing."))
    return redirect("people:me")


def _places(request: PersonRequest) -> list[UUID]:
    return list(request.programmes.values_list("pk", flat=True))


def _kept(request: PersonRequest) -> HttpResponse:
    messages.success(request, _("We have kept that."))
    return redirect("people:me")
