from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alongside.foundation.people.requests import MemberRequest
from alongside.foundation.projects import queries as projects
from alongside.throughout.agreements import queries as agreements
from alongside.throughout.feedback import queries as loop
from alongside.toolbox import doors
from alongside.toolbox.verdicts import insist

from . import actions, queries, rules
from .forms import DecideForm, PutForm, SayForm
from .models import Decision
from .states import Kind, Meaning, Method, Standing, Who

PAGE = 30


@doors.members
@require_safe
def listing(request: MemberRequest) -> HttpResponse:
    context = {
        "open": queries.open_now(request.programme, today=localdate())[:PAGE],
        "decided": queries.all_decided(request.programme)[:PAGE],
    }
    return render(request, "decisions/listing.html", context)


@doors.members
def new(request: MemberRequest) -> HttpResponse:
    """Put a question, saying first how shared it is."""
    ours = list(projects.going_on(request.programme))
    first = {"opens_on": localdate(), "method": Method.CONSENT, "who": Who.PROGRAMME}
    form = PutForm(request.POST if request.method == "POST" else None, projects=ours, initial=first)
    if form.is_valid():
        chosen = form.cleaned_data["project"]
        decision = actions.put(
            by=request.hand,
            programme=request.programme,
            project=next((one for one in ours if str(one.pk) == chosen), None),
            now=now(),
            **form.decision(),
        )
        messages.success(request, _("The question is put."))
        return redirect("decisions:one", request.programme.slug, decision.pk)
    return render(request, "decisions/new.html", {"form": form})


@doors.members
@require_safe
def one(request: MemberRequest, pk: UUID) -> HttpResponse:
    """All of a decision, for every member: question, voices, result, reasons, worries, next."""
    decision, person = _find(request, pk), request.hand.person
    ballots = list(decision.ballots.all())
    allowed = rules.may_say(person, decision, today=localdate())
    context = {
        "decision": decision,
        "result": queries.result_shown(decision),
        "meaning": [(label, decision.meaning.get(name, "")) for name, label in Meaning.choices],
        "ballots": ballots,
        "people": {ballot.person_id for ballot in ballots},
        "said": any(ballot.person_id == person.pk for ballot in ballots),
        "worries": loop.about(request.programme, decision.pk),
        "may_say": allowed,
        "may_decide": bool(rules.may_decide(person, decision, roles=request.roles)),
        "is_decided": decision.standing == Standing.DECIDED,
        "is_shared": decision.kind != Kind.NOT_SHARED,
    }
    return render(request, "decisions/one.html", context)


@doors.members
def say(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Say yes, a worry or no to each option; change it until it is decided."""
    decision, person = _find(request, pk), request.hand.person
    insist(rules.may_say(person, decision, today=localdate()))
    before = queries.ballots_of(person, decision)
    first = {f"choice-{pk.hex}": ballot.choice for pk, ballot in before.items()}
    first |= {f"worry-{pk.hex}": ballot.worry for pk, ballot in before.items()}
    form = SayForm(
        request.POST if request.method == "POST" else None,
        decision=decision,
        options=decision.options.all(),
        initial=first,
    )
    if form.is_valid():
        sayings = {option: actions.Saying(*said) for option, said in form.sayings().items()}
        actions.say(by=request.hand, decision=decision, sayings=sayings, now=now())
        messages.success(request, _("Thank you. You can change it until it is decided."))
        return redirect("decisions:one", request.programme.slug, decision.pk)
    words = agreements.clauses(decision.project) if decision.project else []
    context = {"decision": decision, "form": form, "kind_words": words}
    return render(request, "decisions/say.html", context)


@doors.members
def decide(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Write down what was decided, why, and what happens next."""
    decision = _find(request, pk)
    insist(rules.may_decide(request.hand.person, decision))
    options = {str(option.pk): option for option in decision.options.all()}
    given = request.POST if request.method == "POST" else None
    form = DecideForm(given, decision=decision, options=options.values())
    if form.is_valid():
        chosen = options.get(form.cleaned_data.pop("chosen", ""))
        actions.decide(
            by=request.hand, decision=decision, chosen=chosen, now=now(), **form.cleaned_data
        )
        messages.success(request, _("It is written down. Everyone can read it."))
        return redirect("decisions:one", request.programme.slug, decision.pk)
    context = {
        "decision": decision,
        "form": form,
        "result": queries.result_shown(decision),
        "is_shared": decision.kind != Kind.NOT_SHARED,
    }
    return render(request, "decisions/decide.html", context)


def _find(request: MemberRequest, pk: UUID) -> Decision:
    return get_object_or_404(queries.decisions(request.programme), pk=pk)
