"""Putting passages together, marking them alone, and settling them together."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from alongside.algorithms.passages import find_words, runs
from alongside.algorithms.sentences import Span
from alongside.foundation.notices.actions import tell
from alongside.foundation.people.models import Hand, Person
from alongside.foundation.projects.models import Project
from alongside.foundation.tasks import actions as tasks
from alongside.foundation.trail.actions import record
from alongside.phases.collection.models import SourceText
from alongside.phases.collection.queries import numbered
from alongside.toolbox.moves import check_move
from alongside.toolbox.sentences import Text
from alongside.toolbox.verdicts import NotAllowed, insist

from .. import checks, queries, rules
from ..models import Code, Coding, Pack, PackCode, Part, Reader, Settling
from ..states import (
    CODE_MADE,
    FINISHED,
    LOOK_TOGETHER,
    MARKED,
    PACK_MADE,
    PACK_MOVED,
    PACK_MOVES,
    PLEASE_READ,
    SETTLED,
    TAKEN_BACK,
    PackStanding,
    Round,
    Settled,
)


@transaction.atomic
def make_pack(
    *,
    by: Hand,
    project: Project,
    title: str,
    texts: Collection[SourceText],
    codes: Mapping[str, str],
    readers: Collection[Person],
    until_on: date,
    now: datetime,
    minutes: int = 45,
    look_for: str = "",
) -> Pack:
    """Put texts, a few names in plain words and some readers together. Nobody is asked yet."""
    insist(rules.may_work(by.person, project))
    pack = Pack.objects.create(
        programme_id=project.programme_id,
        project=project,
        title=title,
        look_for=look_for,
        minutes=minutes,
        until_on=until_on,
        made_by=by.person,
        made_at=now,
    )
    for text in texts:
        if text.source.project_id != project.pk:
            raise NotAllowed(_("This text belongs to another project."))
        last = len(numbered(text.text))
        Part.objects.create(
            programme_id=pack.programme_id, pack=pack, text=text, first=1, last=last
        )
    for name, plain in codes.items():
        _use(pack, _code(by, project, name, plain, now))
    for person in readers:
        Reader.objects.create(programme_id=pack.programme_id, pack=pack, person=person)
    _record(PACK_MADE, by, pack, now)
    return pack


@transaction.atomic
def choose_sentences(*, by: Hand, part: Part, first: int, last: int) -> None:
    """Read only these sentences of a text."""
    held = _hold(part.pack)
    insist(rules.may_work(by.person, held.project), rules.may_change(held))
    count = len(numbered(part.text.text))
    if not 1 <= first <= last <= count:
        raise NotAllowed(
            _("Choose sentences from %(first)s to %(last)s.") % {"first": 1, "last": count}
        )
    row = queries.parts_of(held).get(pk=part.pk)
    row.first, row.last = first, last
    row.save(update_fields=["first", "last"])


@transaction.atomic
def open_pack(*, by: Hand, pack: Pack, now: datetime) -> None:
    """Ask the readers to read, each alone."""
    held = _hold(pack)
    insist(rules.may_work(by.person, held.project))
    checks.PACK.insist(checks.plan_of(held))
    _move(held, PackStanding.APART, by, now)
    for reader in queries.readers_of(held):
        words = {"pack": held.title, "minutes": str(held.minutes)}
        tasks.ask(
            PLEASE_READ,
            of=reader.person,
            programme=held.project.programme,
            due_on=held.until_on,
            now=now,
            once=f"read {held.pk} {reader.person_id}",
            about=held.ref(),
            words=words,
        )
        tell(
            reader.person,
            PLEASE_READ,
            programme=held.project.programme,
            now=now,
            about=held.ref(),
            words=words,
        )


@transaction.atomic
def mark(
    *,
    by: Hand,
    part: Part,
    sentences: Collection[int],
    codes: Collection[Code],
    now: datetime,
    words: str = "",
    note: str = "",
) -> list[Coding]:
    """Mark sentences, or some words in them. Each unbroken run of sentences is one passage."""
    _hold(part.pack)
    held = queries.parts(part.programme_id).get(pk=part.pk)
    if not sentences or not codes:
        raise NotAllowed(_("Choose at least one sentence and one name."))
    made: list[Coding] = []
    for first, last in runs(sentences):
        insist(rules.may_mark(by.person, held, first, last))
        span = _place(held, first, last, words)
        made += [_mark(by, held, span, code, note=note, now=now) for code in codes]
    _record(MARKED, by, held.pack, now)
    return made


def _place(part: Part, first: int, last: int, words: str) -> Span:
    whole = queries.span_of(part, first, last)
    if not words.strip():
        return whole
    found = find_words(part.text.text, whole, words)
    if found is None:
        raise NotAllowed(_("We cannot find these words in what you chose. Copy them exactly."))
    return found


def _mark(by: Hand, part: Part, span: Span, code: Code, *, note: str, now: datetime) -> Coding:
    if code not in queries.codes_of(part.pack):
        raise NotAllowed(_("This name is not in use here."))
    coding, _is_new = Coding.objects.get_or_create(
        programme_id=part.programme_id,
        pack=part.pack,
        text=part.text,
        start=span.start,
        end=span.end,
        code=code,
        person=by.person,
        round=Round.APART,
        taken_back_at=None,
        defaults={"chosen": span.of(part.text.text), "note": note, "at": now},
    )
    return coding


@transaction.atomic
def take_back(*, by: Hand, coding: Coding, now: datetime) -> None:
    """Take back a mark, while reading alone."""
    _hold(coding.pack)
    held = queries.mark(by.person, coding.programme_id, coding.pk)
    if held is None:
        return
    insist(rules.may_take_back(by.person, held))
    held.taken_back_at = now
    held.save(update_fields=["taken_back_at"])
    _record(TAKEN_BACK, by, held.pack, now)


@transaction.atomic
def finish(*, by: Hand, pack: Pack, now: datetime, done: bool = True) -> None:
    """Say I am done reading, or that I am not after all."""
    held = _hold(pack)
    insist(rules.may_finish(by.person, held))
    reader = queries.readers_of(held).get(person=by.person)
    reader.finished_at = now if done else None
    reader.save(update_fields=["finished_at"])
    if done:
        _record(FINISHED, by, held, now)
        tasks.settle(
            by=by,
            programme=held.project.programme,
            once=f"read {held.pk} {by.person.pk}",
            outcome=str(_("Read")),
            now=now,
        )


@transaction.atomic
def look_together(*, by: Hand, pack: Pack, now: datetime) -> None:
    """From now on everybody sees everybody's marks. There is no way back to reading alone."""
    held = _hold(pack)
    insist(
        rules.may_work(by.person, held.project),
        rules.may_look_together(held, today=localdate(now)),
    )
    _move(held, PackStanding.TOGETHER, by, now)
    for reader in queries.readers_of(held):
        tell(
            reader.person,
            LOOK_TOGETHER,
            programme=held.project.programme,
            now=now,
            about=held.ref(),
            words={"pack": held.title},
        )


@transaction.atomic
def close_pack(*, by: Hand, pack: Pack, now: datetime) -> None:
    held = _hold(pack)
    insist(rules.may_work(by.person, held.project))
    _move(held, PackStanding.DONE, by, now)


@transaction.atomic
def talk_again(*, by: Hand, pack: Pack, now: datetime) -> None:
    held = _hold(pack)
    insist(rules.may_work(by.person, held.project))
    _move(held, PackStanding.TOGETHER, by, now)


@transaction.atomic
def settle(
    *,
    by: Hand,
    pack: Pack,
    text: SourceText,
    span: Span,
    how: Settled,
    why: str,
    now: datetime,
    codes: Collection[Code] = (),
    new_code: str = "",
    new_plain: str = "",
) -> Settling:
    """Write down what came of talking about one place. What stood before is kept, and replaced."""
    held = _hold(pack)
    insist(rules.may_work(by.person, held.project))
    place = _place_of(held, by.person, text, span)
    kept = list(codes)
    if how == Settled.KEEP_BOTH:
        kept = place.codes
    if how == Settled.NONE:
        kept = []
    if how == Settled.NEW_CODE:
        kept = [_code(by, held.project, new_code, new_plain, now)] if new_code.strip() else []
    insist(rules.may_settle(held, how=how, why=why, codes=len(kept)))
    _replace(held, text, span, now)
    row = Settling.objects.create(
        programme_id=held.programme_id,
        pack=held,
        text=text,
        start=span.start,
        end=span.end,
        how=how,
        why=why,
        by=by.person,
        at=now,
    )
    for code in kept:
        _stand(row, code, place, by, now)
    _record(SETTLED, by, held, now)
    return row


def _place_of(pack: Pack, person: Person, text: SourceText, span: Span) -> queries.Place:
    for place in queries.places_of(pack, person):
        if place.part.text_id == text.pk and place.span == span:
            return place
    raise NotAllowed(_("Nobody marked this place, or it has changed. Look again."))


def _replace(pack: Pack, text: SourceText, span: Span, now: datetime) -> None:
    rows = Settling.objects.within(pack.programme_id).filter(pack=pack, text=text, replaced_at=None)
    for old in rows.filter(start=span.start, end=span.end):
        old.replaced_at = now
        old.save(update_fields=["replaced_at"])
        marks = Coding.objects.within(pack.programme_id)
        for mark_ in marks.filter(settling=old, taken_back_at=None):
            mark_.taken_back_at = now
            mark_.save(update_fields=["taken_back_at"])


def _stand(row: Settling, code: Code, place: queries.Place, by: Hand, now: datetime) -> Coding:
    """The mark people stand by. Where a code was kept, it keeps the letters it was given."""
    own = [mark_ for mark_ in place.marks if mark_.code_id == code.pk]
    start = min((mark_.start for mark_ in own), default=row.start)
    end = max((mark_.end for mark_ in own), default=row.end)
    _use(row.pack, code)
    return Coding.objects.create(
        programme_id=row.programme_id,
        pack=row.pack,
        text=row.text,
        start=start,
        end=end,
        chosen=Span(start, end).of(row.text.text),
        code=code,
        person=by.person,
        round=Round.TOGETHER,
        settling=row,
        at=now,
    )


def _code(by: Hand, project: Project, name: str, plain: str, now: datetime) -> Code:
    code, is_new = Code.objects.get_or_create(
        programme_id=project.programme_id,
        project=project,
        name=" ".join(name.split()),
        defaults={"plain": plain, "made_by": by.person, "made_at": now},
    )
    if is_new:
        record(CODE_MADE, by=by, about=code.ref(), programme_id=project.programme_id, now=now)
    return code


def _use(pack: Pack, code: Code) -> None:
    PackCode.objects.get_or_create(programme_id=pack.programme_id, pack=pack, code=code)


def _hold(pack: Pack) -> Pack:
    rows = Pack.objects.within(pack.programme_id).select_for_update(of=("self",))
    return rows.select_related("project__programme", "project__owner").get(pk=pack.pk)


def _move(held: Pack, to: PackStanding, by: Hand, now: datetime) -> None:
    check_move(PACK_MOVES, PackStanding(held.standing), to)
    held.standing = to
    held.save(update_fields=["standing"])
    _record(PACK_MOVED, by, held, now, standing=to.label)


def _record(key: str, by: Hand, pack: Pack, now: datetime, **words: Text) -> None:
    record(
        key,
        by=by,
        about=pack.ref(),
        programme_id=pack.programme_id,
        now=now,
        words={name: str(text) for name, text in words.items()},
    )
