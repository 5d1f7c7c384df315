from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from alongside.foundation.people.models import Hand
from alongside.foundation.programmes.models import Programme
from alongside.foundation.projects.models import Project
from alongside.foundation.trail.actions import record
from alongside.throughout.feedback.actions import contribute
from alongside.throughout.feedback.models import Contribution
from alongside.throughout.feedback.states import Kind as Said
from alongside.toolbox.moves import check_move
from alongside.toolbox.references import Reference, about_fields
from alongside.toolbox.sentences import sentence
from alongside.toolbox.verdicts import insist

from . import queries, rules
from .models import Ballot, Decision, Option
from .states import MOVES, Choice, Kind, Method, Outcome, Standing, Who

ASKED = sentence("decisions.asked", _("%(who)s put a question to decide: “%(what)s”."))
SPOKE = sentence("decisions.spoke", _("%(who)s said what they think about “%(what)s”."))
CHANGED = sentence("decisions.changed", _("%(who)s changed what they said about “%(what)s”."))
DECIDED = sentence("decisions.decided", _("%(who)s wrote down what was decided: “%(what)s”."))


@dataclass(frozen=True, slots=True)
class Saying:
    """What a person says to one option, and their worry in words."""

    choice: Choice
    worry: str = ""


@transaction.atomic
def put(
    *,
    by: Hand,
    programme: Programme,
    question: str,
    kind: Kind,
    why_this_kind: str,
    options: Sequence[str],
    method: Method,
    opens_on: date,
    closes_on: date,
    now: datetime,
    who_decides: str,
    who: Who = Who.PROGRAMME,
    who_is_affected: str = "",
    meaning: Mapping[str, str] | None = None,
    project: Project | None = None,
    about: Reference | None = None,
    phase: str = "",
) -> Decision:
    """Put a question, saying first how shared it is and why, and what could be chosen."""
    insist(rules.may_ask(by.person, programme))
    decision = Decision.objects.create(
        programme=programme,
        project=project,
        phase=phase,
        question=question,
        kind=kind,
        why_this_kind=why_this_kind,
        who=who if project else Who.PROGRAMME,
        who_decides=who_decides,
        who_is_affected=who_is_affected,
        meaning=dict(meaning or {}),
        method=method,
        opens_on=opens_on,
        closes_on=closes_on,
        asked_by=by.person,
        asked_at=now,
        **about_fields(about),
    )
    Option.objects.bulk_create(
        Option(programme=programme, decision=decision, words=words, place=place)
        for place, words in enumerate(options, start=1)
    )
    _record(ASKED, by, decision, now)
    return decision


@transaction.atomic
def say(*, by: Hand, decision: Decision, sayings: Mapping[Option, Saying], now: datetime) -> None:
    """One ballot for each option, changed until it is decided. A worry goes into the loop."""
    held = _hold(decision)
    insist(rules.may_say(by.person, held, today=localdate(now)))
    before = queries.ballots_of(by.person, held)
    for option, saying in sayings.items():
        old = before.get(option.pk)
        Ballot.objects.update_or_create(
            {
                "decision": held,
                "choice": saying.choice,
                "worry": "" if saying.choice == Choice.YES else saying.worry,
                "said": _worry(by, held, saying, old, now),
                "how": by.how,
                "written_by": by.writer,
                "at": now,
            },
            programme_id=held.programme_id,
            option=option,
            person=by.person,
        )
    _record(CHANGED if before else SPOKE, by, held, now)


def _worry(
    by: Hand, held: Decision, saying: Saying, old: Ballot | None, now: datetime
) -> Contribution | None:
    """Every worry gets an answer: a new one, or one said in other words, opens a debt."""
    if saying.choice == Choice.YES or not saying.worry.strip():
        return None
    kept: Contribution | None = old.said if old and old.worry == saying.worry else None
    if kept is not None:
        return kept
    return contribute(
        by=by,
        programme=held.programme,
        kind=Said.WORRY,
        text=saying.worry,
        now=now,
        project=held.project,
        about=held.ref(),
    )


@transaction.atomic
def decide(
    *,
    by: Hand,
    decision: Decision,
    reasons: str,
    next_steps: str,
    now: datetime,
    review_on: date | None = None,
    chosen: Option | None = None,
) -> queries.Result:
    """Write down what was decided. A shared one is what the ballots say, and nothing else."""
    held = _hold(decision)
    insist(rules.may_decide(by.person, held))
    found = queries.result(held)
    insist(rules.may_record(held, found.outcome))
    shared = held.kind == Kind.SHARED
    held.outcome = found.outcome if shared or found.outcome != Outcome.NOBODY else Outcome.AGREED
    held.chosen = found.chosen if shared else chosen
    held.counted = found.as_counted()
    held.reasons, held.next_steps, held.review_on = reasons, next_steps, review_on
    held.decided_at, held.decided_by = now, by.person
    check_move(MOVES, Standing(held.standing), Standing.DECIDED)
    held.standing = Standing.DECIDED
    held.save()
    _record(DECIDED, by, held, now)
    return found


def _hold(decision: Decision) -> Decision:
    """Ballots of one decision come one after the other, so that a count is never half of one."""
    rows = Decision.objects.within(decision.programme_id).select_for_update(of=("self",))
    return rows.select_related("programme", "project").get(pk=decision.pk)


def _record(key: str, by: Hand, decision: Decision, now: datetime) -> None:
    record(key, by=by, about=decision.ref(), programme_id=decision.programme_id, now=now)
