"""Gathering what belongs together."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from alongside.foundation.people.models import Hand
from alongside.foundation.projects.models import Project
from alongside.foundation.trail.actions import record
from alongside.toolbox.moves import check_move
from alongside.toolbox.verdicts import insist

from .. import queries, rules
from ..models import Code, Coding, Merge, Theme, ThemePart
from ..states import (
    THEME_BACK,
    THEME_GATHERED,
    THEME_MERGED,
    THEME_MOVES,
    THEME_PROPOSED,
    ThemeStanding,
)


@transaction.atomic
def propose_theme(
    *,
    by: Hand,
    project: Project,
    name: str,
    now: datetime,
    words: str = "",
    codes: Collection[Code] = (),
    codings: Collection[Coding] = (),
) -> Theme:
    """Say what runs through it, and gather the codes and passages that show it."""
    insist(rules.may_work(by.person, project))
    theme = Theme.objects.create(
        programme_id=project.programme_id,
        project=project,
        name=name,
        words=words,
        proposed_by=by.person,
        proposed_at=now,
    )
    _record(THEME_PROPOSED, by, theme, now)
    _gather(by, theme, codes, codings, now)
    return theme


@transaction.atomic
def gather(
    *,
    by: Hand,
    theme: Theme,
    codes: Collection[Code],
    codings: Collection[Coding],
    now: datetime,
) -> None:
    """Make a theme hold exactly these; what was taken out stays in its history."""
    held = _hold(theme)
    insist(rules.may_work(by.person, held.project))
    for part in ThemePart.objects.within(held.programme_id).filter(theme=held, taken_out_at=None):
        kept = part.code in codes if part.code_id else part.coding in codings
        if not kept:
            part.taken_out_at = now
            part.save(update_fields=["taken_out_at"])
    _gather(by, held, codes, codings, now)
    _record(THEME_GATHERED, by, held, now)


def _gather(
    by: Hand, theme: Theme, codes: Collection[Code], codings: Collection[Coding], now: datetime
) -> None:
    stand_by = {coding.pk for coding in queries.settled(theme.project)}
    own = [code for code in codes if code.project_id == theme.project_id]
    each: list[tuple[Code | None, Coding | None]] = [(code, None) for code in own]
    each += [(None, coding) for coding in codings if coding.pk in stand_by]
    for code, coding in each:
        ThemePart.objects.get_or_create(
            programme_id=theme.programme_id,
            theme=theme,
            code=code,
            coding=coding,
            taken_out_at=None,
            defaults={"by": by.person, "at": now},
        )


@transaction.atomic
def merge(*, by: Hand, theme: Theme, into: Theme, why: str, now: datetime) -> Merge:
    """Put one theme into another. Both keep their history, and it can be undone."""
    held = _hold(theme)
    into = _hold(into)
    insist(rules.may_work(by.person, held.project), rules.may_merge(held, into, why))
    row = Merge.objects.create(
        programme_id=held.programme_id, theme=held, into=into, why=why, by=by.person, at=now
    )
    _move(held, ThemeStanding.MERGED)
    record(
        THEME_MERGED,
        by=by,
        about=held.ref(),
        programme_id=held.programme_id,
        now=now,
        words={"into": into.name},
    )
    parts = list(queries.parts_in(held))
    codes = [part.code for part in parts if part.code]
    codings = [part.coding for part in parts if part.coding]
    _gather(by, into, codes, codings, now)
    return row


@transaction.atomic
def unmerge(*, by: Hand, theme: Theme, now: datetime) -> None:
    """Take a theme out of the other again."""
    held = _hold(theme)
    insist(rules.may_work(by.person, held.project))
    row = queries.merge_of(held)
    if row is None:
        return
    row.undone_at = now
    row.save(update_fields=["undone_at"])
    _move(held, ThemeStanding.IN_USE)
    _record(THEME_BACK, by, held, now)


def _hold(theme: Theme) -> Theme:
    rows = Theme.objects.within(theme.programme_id).select_for_update(of=("self",))
    return rows.select_related("project__programme", "project__owner").get(pk=theme.pk)


def _move(theme: Theme, to: ThemeStanding) -> None:
    check_move(THEME_MOVES, ThemeStanding(theme.standing), to)
    theme.standing = to
    theme.save(update_fields=["standing"])


def _record(key: str, by: Hand, theme: Theme, now: datetime) -> None:
    record(key, by=by, about=theme.ref(), programme_id=theme.programme_id, now=now)
