"""Writing down what was found, with the words it stands on and everyone who sees it otherwise."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from alongside.foundation.people.models import Hand, House, Person
from alongside.foundation.projects.models import Project
from alongside.foundation.trail.actions import record
from alongside.toolbox.moves import check_move
from alongside.toolbox.verdicts import insist

from .. import queries, rules
from ..models import (
    Coding,
    Finding,
    FindingTheme,
    Quote,
    Recommendation,
    RecommendationFinding,
    Standpoint,
    Theme,
)
from ..states import (
    FINAL,
    FINDING_CHANGED,
    FINDING_MOVES,
    FOUND,
    QUOTE_OUT,
    QUOTED,
    RECOMMENDED,
    REOPENED,
    STANCE,
    Consent,
    FindingStanding,
    Stance,
)


@transaction.atomic
def write_finding(
    *,
    by: Hand,
    project: Project,
    statement: str,
    now: datetime,
    meaning: str = "",
    minority_view: str = "",
    themes: Collection[Theme] = (),
) -> Finding:
    """Say in one sentence what was found. It is a draft until people were asked."""
    insist(rules.may_work(by.person, project))
    Project.objects.within(project.programme_id).select_for_update().get(pk=project.pk)
    last = queries.findings(project).last()
    finding = Finding.objects.create(
        programme_id=project.programme_id,
        project=project,
        number=last.number + 1 if last else 1,
        statement=statement,
        meaning=meaning,
        minority_view=minority_view,
        proposed_by=by.person,
        proposed_at=now,
    )
    _stand_on(finding, themes)
    _record(FOUND, by, finding, now)
    return finding


@transaction.atomic
def change_finding(
    *,
    by: Hand,
    finding: Finding,
    statement: str,
    meaning: str,
    minority_view: str,
    themes: Collection[Theme],
    now: datetime,
) -> None:
    held = hold(finding)
    insist(rules.may_work(by.person, held.project), rules.may_change_finding(held))
    held.statement, held.meaning, held.minority_view = statement, meaning, minority_view
    held.save(update_fields=["statement", "meaning", "minority_view"])
    FindingTheme.objects.within(held.programme_id).filter(finding=held).exclude(
        theme__in=list(themes)
    ).delete()
    _stand_on(held, themes)
    _record(FINDING_CHANGED, by, held, now)


def _stand_on(finding: Finding, themes: Collection[Theme]) -> None:
    for theme in themes:
        if theme.project_id == finding.project_id:
            FindingTheme.objects.get_or_create(
                programme_id=finding.programme_id, finding=finding, theme=theme
            )


@transaction.atomic
def quote(
    *,
    by: Hand,
    finding: Finding,
    coding: Coding,
    consent: Consent,
    now: datetime,
    said_by: Person | None = None,
    said_by_words: str = "",
    contact: str = "",
    name_as_wished: str = "",
) -> Quote:
    """Put a passage to a finding: who said it, and whether and how they may be quoted."""
    held = hold(finding)
    insist(
        rules.may_work(by.person, held.project),
        rules.may_change_finding(held),
        rules.may_quote(consent, name_as_wished),
    )
    passage = queries.settled(held.project).get(pk=coding.pk)
    insist(rules.may_put(held, passage))
    row = Quote.objects.create(
        programme_id=held.programme_id,
        finding=held,
        text=passage.text,
        start=passage.start,
        end=passage.end,
        chosen=passage.chosen,
        said_by=said_by,
        said_by_words=said_by_words,
        contact=contact,
        consent=consent,
        name_as_wished=name_as_wished if consent == Consent.WITH_NAME else "",
        added_by=by.person,
        added_at=now,
    )
    _record(QUOTED, by, held, now, concerns=said_by)
    return row


@transaction.atomic
def set_consent(
    *, by: Hand, quote: Quote, consent: Consent, name_as_wished: str, now: datetime
) -> None:
    """Write down whether words may be used, and with which name."""
    held = hold(quote.finding)
    insist(rules.may_work(by.person, held.project), rules.may_quote(consent, name_as_wished))
    row = queries.quotes(held).get(pk=quote.pk)
    row.consent = consent
    row.name_as_wished = name_as_wished if consent == Consent.WITH_NAME else ""
    row.save(update_fields=["consent", "name_as_wished"])
    _record(QUOTED, by, held, now, concerns=row.said_by)


@transaction.atomic
def take_out_quote(*, by: Hand, quote: Quote, why: str, now: datetime) -> None:
    """Take words out of a finding. If it was final, it is open again."""
    held = hold(quote.finding)
    insist(rules.may_work(by.person, held.project))
    take_out(by=by, finding=held, quote=quote, why=why, now=now)


def take_out(*, by: Hand | House, finding: Finding, quote: Quote, why: str, now: datetime) -> None:
    row = queries.quotes(finding).get(pk=quote.pk)
    row.taken_out_at, row.taken_out_why = now, why[:300]
    row.save(update_fields=["taken_out_at", "taken_out_why"])
    _record(QUOTE_OUT, by, finding, now, concerns=row.said_by)
    open_again(finding=finding, now=now)


@transaction.atomic
def take_stance(
    *,
    by: Hand,
    finding: Finding,
    stance: Stance,
    now: datetime,
    words: str = "",
    name_as_wished: str | None = None,
) -> Standpoint:
    """Say how I see it. Differing ways stand side by side; nobody's rank settles it."""
    held = hold(finding)
    insist(rules.may_work(by.person, held.project), rules.may_stand(stance, words))
    name = by.person.first_name if name_as_wished is None else name_as_wished
    row, _is_new = Standpoint.objects.update_or_create(
        {"stance": stance, "words": words, "name_as_wished": name, "at": now},
        programme_id=held.programme_id,
        finding=held,
        person=by.person,
    )
    _record(STANCE, by, held, now)
    return row


@transaction.atomic
def call_final(*, by: Hand, finding: Finding, now: datetime, unchecked_why: str = "") -> None:
    """Final: the people quoted were asked, or this person says here why they were not."""
    held = hold(finding)
    insist(
        rules.may_work(by.person, held.project),
        rules.may_change_finding(held),
        rules.may_be_final(held, unchecked_why=unchecked_why),
    )
    held.final_at, held.final_by, held.unchecked_why = now, by.person, unchecked_why.strip()
    held.save(update_fields=["final_at", "final_by", "unchecked_why"])
    move(held, FindingStanding.FINAL)
    _record(FINAL, by, held, now)


@transaction.atomic
def reopen(*, by: Hand, finding: Finding, now: datetime) -> None:
    """Open a final finding again, to change it."""
    held = hold(finding)
    insist(rules.may_work(by.person, held.project))
    open_again(finding=held, now=now)


def open_again(*, finding: Finding, now: datetime) -> None:
    if finding.standing != FindingStanding.FINAL:
        return
    move(finding, FindingStanding.DRAFT)
    _record(REOPENED, House(), finding, now)


@transaction.atomic
def recommend(
    *,
    by: Hand,
    project: Project,
    text: str,
    for_whom: str,
    findings: Collection[Finding],
    now: datetime,
) -> Recommendation:
    """Say what should be done, who it is for, and which findings it follows from."""
    insist(
        rules.may_work(by.person, project),
        rules.may_recommend(for_whom=for_whom, findings=len(findings)),
    )
    row = Recommendation.objects.create(
        programme_id=project.programme_id,
        project=project,
        text=text,
        for_whom=for_whom,
        proposed_by=by.person,
        proposed_at=now,
    )
    for finding in findings:
        RecommendationFinding.objects.create(
            programme_id=row.programme_id, recommendation=row, finding=finding
        )
    record(RECOMMENDED, by=by, about=row.ref(), programme_id=row.programme_id, now=now)
    return row


def hold(finding: Finding) -> Finding:
    rows = Finding.objects.within(finding.programme_id).select_for_update(of=("self",))
    return rows.select_related("project__programme", "project__owner").get(pk=finding.pk)


def move(finding: Finding, to: FindingStanding) -> None:
    check_move(FINDING_MOVES, FindingStanding(finding.standing), to)
    finding.standing = to
    finding.save(update_fields=["standing"])


def _record(
    key: str, by: Hand | House, finding: Finding, now: datetime, concerns: Person | None = None
) -> None:
    record(
        key,
        by=by,
        about=finding.ref(),
        programme_id=finding.programme_id,
        now=now,
        concerns=[concerns.pk] if concerns else [],
    )
