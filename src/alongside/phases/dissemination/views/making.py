from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from alongside.foundation.people.models import Person
from alongside.foundation.people.requests import MemberRequest
from alongside.throughout.feedback.queries import about
from alongside.toolbox import doors
from alongside.toolbox.asides import ask_why, reason_form
from alongside.toolbox.verdicts import NotAllowed, insist

from .. import actions, checks, queries, rules
from ..forms import (
    NamingForm,
    OutputForm,
    OwnershipForm,
    PictureForm,
    TakeBackForm,
    ThankForm,
)
from ..models import Output
from ..states import Kind, Licence, Naming
from .common import changeable, findings, output_of


@doors.members
@require_safe
def work(request: MemberRequest, pk: UUID) -> HttpResponse:
    """One thing on its way out: what it says, who is thanked, whose it is, what people say."""
    (output, at), person = output_of(request, pk), request.hand.person
    thanked = queries.credits_of(output)
    context = {
        "output": output,
        "thanked": thanked,
        "owned": queries.ownership(output),
        "other_forms": queries.other_forms(output),
        "said": about(request.programme, output.pk),
        "mine": queries.copy_of(output, person) if output.is_with_contributors else None,
        "my_credit": next((row for row in thanked if row.person_id == person.pk), None),
        "may_change": bool(rules.may_change(person, output, at)),
        "may_begin_again": bool(rules.may_begin_again(person, output, at)),
    }
    return render(request, "dissemination/work.html", context)


@doors.members
@require_safe
def release(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Going out: what is missing, who has seen it first, and putting it out."""
    (output, at), person = output_of(request, pk), request.hand.person
    around = queries.around(output)
    may_change = bool(rules.may_change(person, output, at))
    found = [] if output.is_out else findings(output, around, may_change=may_change)
    may_publish = bool(rules.may_publish(person, output, at))
    context = {
        "output": output,
        "findings": found,
        "waits": may_publish and any(one.stop for one in found),
        "copies": around.copies,
        "seen": sum(1 for row in around.copies if row.seen_at),
        "may_change": may_change,
        "may_publish": may_publish,
        "may_take_back": bool(rules.may_take_back(person, output, "-", at)),
    }
    return render(request, "dissemination/release.html", context)


@doors.members
def set_aside(request: MemberRequest, pk: UUID, key: str) -> HttpResponse:
    """Keep why a piece of advice does not fit this output."""
    output = changeable(request, pk)
    advice = checks.release.one(rules.release_of(output, now=now()), key)
    if advice is None:
        raise NotAllowed(_("There is nothing to set aside here."))
    form, place = reason_form(request), [request.programme.slug, pk]
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.set_aside(by=request.hand, output=output, check_key=key, reason=reason, now=now())
        return redirect("dissemination:release", *place)
    return ask_why(request, form, advice, back=reverse("dissemination:release", args=place))


@doors.members
def change(request: MemberRequest, pk: UUID) -> HttpResponse:
    output = changeable(request, pk)
    given = request.POST if request.method == "POST" else None
    form = OutputForm(given, project=output.project, output=output, initial=_as_written(output))
    if form.is_valid():
        written = form.cleaned_data | {"kind": Kind(form.cleaned_data["kind"])}
        actions.change(by=request.hand, output=output, now=now(), **written)
        messages.success(request, _("It is changed."))
        return redirect("dissemination:work", request.programme.slug, pk)
    context = {"form": form, "project": output.project, "output": output}
    return render(request, "dissemination/write.html", context)


@doors.members
def picture(request: MemberRequest, pk: UUID) -> HttpResponse:
    """The words of the one-page picture: filled from the records, and open to change."""
    output = changeable(request, pk)
    first = {
        "found": output.found or "\n".join(queries.findings_for_a_picture(output.project)),
        "changes": output.changes or "\n".join(queries.changes_for_a_picture(output.project)),
    }
    form = PictureForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_valid():
        actions.change(by=request.hand, output=output, now=now(), picture=True, **form.cleaned_data)
        return redirect("dissemination:poster", request.programme.slug, pk)
    return render(request, "dissemination/picture.html", {"form": form, "output": output})


@doors.members
def own(request: MemberRequest, pk: UUID) -> HttpResponse:
    output = changeable(request, pk)
    form = OwnershipForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        agreed = form.cleaned_data | {"licence": Licence(form.cleaned_data["licence"])}
        actions.agree_ownership(by=request.hand, output=output, now=now(), **agreed)
        messages.success(request, _("What you agreed is written down."))
        return redirect("dissemination:work", request.programme.slug, pk)
    return render(request, "dissemination/own.html", {"form": form, "output": output})


@doors.members
def thank(request: MemberRequest, pk: UUID) -> HttpResponse:
    output = changeable(request, pk)
    form = ThankForm(request.POST if request.method == "POST" else None, output=output)
    if form.is_valid():
        credit = actions.thank(by=request.hand, output=output, now=now(), **form.cleaned_data)
        if credit.person:
            messages.success(
                request,
                _("Thank you. %(name)s is asked how they want to be named.")
                % {"name": credit.person},
            )
        return redirect("dissemination:work", request.programme.slug, pk)
    return render(request, "dissemination/thank.html", {"form": form, "output": output})


@doors.members
def name(request: MemberRequest, pk: UUID) -> HttpResponse:
    """How I am named on this."""
    output, _at = output_of(request, pk)
    credit = queries.credit_of(output, request.hand.person)
    if credit is None:
        raise NotAllowed(_("You are not among those thanked on this. Ask somebody to add you."))
    insist(rules.may_choose_name(request.hand.person, credit))
    person = request.hand.person
    other = credit.name_as_wished if credit.naming == Naming.OTHER else ""
    first = {"naming": credit.naming, "name": other}
    form = NamingForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_valid():
        naming, said = Naming(form.cleaned_data["naming"]), form.cleaned_data["name"]
        verdict = rules.is_a_name(naming, said)
        if verdict:
            actions.choose_name(by=request.hand, credit=credit, naming=naming, name=said, now=now())
            messages.success(request, _named(person, naming))
            return redirect("dissemination:work", request.programme.slug, pk)
        form.add_error("name", verdict.reason)
    context = {"form": form, "output": output, "full_name": person.full_name}
    return render(request, "dissemination/name.html", context)


def _named(person: Person, naming: Naming) -> str:
    """What stands there now: a first name, where we hold no more of it."""
    if naming == Naming.FULL and not person.full_name:
        return _("We do not know your full name, so your first name stands there.")
    return _("You are named as you wish. You can change it.")


@doors.members
@require_POST
def share(request: MemberRequest, pk: UUID) -> HttpResponse:
    output, _at = output_of(request, pk)
    count = actions.share(by=request.hand, output=output, now=now())
    few = ngettext("It went to %d person.", "It went to %d people.", count)
    messages.success(request, few % count)
    return redirect("dissemination:release", request.programme.slug, pk)


@doors.members
@require_POST
def seen(request: MemberRequest, pk: UUID) -> HttpResponse:
    output, _at = output_of(request, pk)
    actions.say_seen(by=request.hand, output=output, now=now())
    messages.success(request, _("Thank you. We know that you have seen it."))
    return redirect("dissemination:work", request.programme.slug, pk)


@doors.members
@require_POST
def publish(request: MemberRequest, pk: UUID) -> HttpResponse:
    output, _at = output_of(request, pk)
    actions.publish(by=request.hand, output=output, now=now())
    messages.success(request, _("It is out. Everyone who had a part is told."))
    return redirect("dissemination:one", request.programme.slug, pk)


@doors.members
@require_POST
def begin_again(request: MemberRequest, pk: UUID) -> HttpResponse:
    output, _at = output_of(request, pk)
    actions.begin_again(by=request.hand, output=output, now=now())
    return redirect("dissemination:work", request.programme.slug, pk)


@doors.members
def take_back(request: MemberRequest, pk: UUID) -> HttpResponse:
    output, at = output_of(request, pk)
    insist(rules.may_take_back(request.hand.person, output, "-", at))
    form = TakeBackForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.take_back(by=request.hand, output=output, now=now(), **form.cleaned_data)
        messages.success(request, _("It is taken back."))
        return redirect("dissemination:project", request.programme.slug, output.project_id)
    return render(request, "dissemination/take_back.html", {"form": form, "output": output})


def _as_written(output: Output) -> dict[str, object]:
    names = ("kind", "title", "summary", "body", "free_copy", "other_copy")
    talk = ("given_at", "given_on", "costs")
    written = {name: getattr(output, name) for name in (*names, *talk)}
    chosen = {"audience": str(output.audience_id or ""), "form_of": str(output.form_of_id or "")}
    return written | chosen
