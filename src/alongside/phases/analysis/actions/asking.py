"""Checking back with the people quoted: their words as we used them, and what we think of them."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from alongside.foundation.notices.actions import tell
from alongside.foundation.people.models import Hand
from alongside.foundation.programmes.queries import policy
from alongside.foundation.tasks import actions as tasks
from alongside.foundation.trail.actions import record
from alongside.throughout.feedback.actions import contribute
from alongside.throughout.feedback.states import Kind
from alongside.toolbox.personal import name, own
from alongside.toolbox.verdicts import insist

from .. import queries, rules
from ..models import CheckBack, Finding, Quote
from ..states import (
    ASK_THEM,
    ASKED_BACK,
    REPLIED,
    YOUR_WORDS,
    Consent,
    FindingStanding,
    Reply,
)
from .findings import hold, move, open_again, take_out


@transaction.atomic
def ask_back(*, by: Hand, finding: Finding, now: datetime) -> list[CheckBack]:
    """Ask everyone quoted who has not been asked yet: each by the means they chose."""
    held = hold(finding)
    insist(
        rules.may_work(by.person, held.project),
        rules.may_change_finding(held),
        rules.may_ask(held),
    )
    asked = {row.quote_id for row in queries.asked_about(held)}
    new = [quote for quote in queries.quotes(held) if quote.pk not in asked and _somebody(quote)]
    rows = [_ask(by, held, quote, now) for quote in new]
    if held.standing == FindingStanding.DRAFT:
        move(held, FindingStanding.CHECKING)
    record(ASKED_BACK, by=by, about=held.ref(), programme_id=held.programme_id, now=now)
    return rows


def _somebody(quote: Quote) -> bool:
    """Is there somebody to ask? A public report on its own answers nobody."""
    return bool(quote.said_by_id or quote.said_by_words or quote.consent != Consent.PUBLISHED)


def _ask(by: Hand, finding: Finding, quote: Quote, now: datetime) -> CheckBack:
    programme = finding.project.programme
    row = CheckBack.objects.create(
        programme_id=finding.programme_id, quote=quote, asked_by=by.person, asked_at=now
    )
    if quote.said_by is not None:
        words = {"words": own(quote.said_by.pk, quote.chosen), "finding": finding.statement}
        tell(quote.said_by, YOUR_WORDS, programme=programme, now=now, about=row.ref(), words=words)
        return row
    tasks.ask(
        ASK_THEM,
        of=by.writer,
        programme=programme,
        due_on=localdate(now) + timedelta(days=policy(programme, "answer_days")),
        now=now,
        once=_once(row),
        about=row.ref(),
        words={"name": name(quote.pk, quote.said_by_name), "finding": finding.statement},
    )
    return row


@transaction.atomic
def reply(
    *,
    by: Hand,
    asked: CheckBack,
    answer: Reply,
    now: datetime,
    words: str = "",
    consent: Consent | None = None,
    name_as_wished: str = "",
) -> None:
    """Keep what somebody says to how we used their words. “Take it out” is done at once."""
    held = hold(asked.quote.finding)
    row = queries.checks_back(asked.programme_id).get(pk=asked.pk)
    insist(rules.may_reply(by.person, row), rules.may_say(answer, words))
    row.reply, row.words, row.replied_at = answer, words, now
    row.how, row.written_by = by.how, by.writer
    row.save(update_fields=["reply", "words", "replied_at", "how", "written_by"])
    if consent is not None:
        insist(rules.may_quote(consent, name_as_wished))
        quote = queries.quotes(held).get(pk=row.quote_id)
        quote.consent = consent
        quote.name_as_wished = name_as_wished if consent == Consent.WITH_NAME else ""
        quote.save(update_fields=["consent", "name_as_wished"])
        row.quote = quote
    record(REPLIED, by=by, about=held.ref(), programme_id=held.programme_id, now=now)
    if answer == Reply.TAKE_OUT:
        take_out(
            by=by, finding=held, quote=row.quote, why=words or str(_("They asked us to.")), now=now
        )
    elif answer != Reply.FINE:
        open_again(finding=held, now=now)
    if answer != Reply.FINE or words.strip():
        _contribute(by, held, row, words or str(Reply(answer).label), now)
    tasks.settle(
        by=by,
        programme=held.project.programme,
        once=_once(row),
        outcome=str(Reply(answer).label),
        now=now,
    )


def _contribute(by: Hand, finding: Finding, row: CheckBack, words: str, now: datetime) -> None:
    """What they say is owed an answer, and no finding is final before it has one."""
    quote = row.quote
    own = quote.said_by_id is not None
    contribute(
        by=by if own else None,
        programme=finding.project.programme,
        kind=Kind.COMMENT if row.reply == Reply.FINE else Kind.CORRECTION,
        text=words,
        now=now,
        project=finding.project,
        about=finding.ref(),
        name_as_wished=quote.name_as_wished if quote.consent == Consent.WITH_NAME else "",
        contact="" if own else quote.contact,
        owed_by=row.asked_by,
    )


def _once(row: CheckBack) -> str:
    return f"ask back {row.pk}"
