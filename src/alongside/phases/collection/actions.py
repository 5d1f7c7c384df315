import hashlib
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from alongside.foundation.files.actions import receive
from alongside.foundation.files.models import File, Wanted
from alongside.foundation.memberships.queries import first_to_ask
from alongside.foundation.notices.actions import tell
from alongside.foundation.people.models import Hand, Person
from alongside.foundation.programmes.queries import policy
from alongside.foundation.projects.models import Project
from alongside.foundation.tasks import actions as tasks
from alongside.foundation.trail.actions import record
from alongside.foundation.trail.models import Signature
from alongside.toolbox.references import Reference
from alongside.toolbox.verdicts import NotAllowed, insist

from . import queries, rules
from .models import Access, Source, SourceText
from .states import ACCESS, ACCESS_ENDED, BROUGHT, FORMAT_MADE, MAKE_FORMAT, WORDS, Kind, MayUse


def bring_in(
    *,
    by: Hand,
    project: Project,
    title: str,
    kind: Kind,
    how_it_came: str,
    may_use: MayUse,
    now: datetime,
    name: str = "",
    content: bytes = b"",
    words: str = "",
    permission: str = "",
    kept_where: str = "",
    about_people: bool = False,
) -> Source:
    """Take something in to learn from. A note without a file is kept as a file all the same."""
    help_name = project.programme.help_name
    insist(
        rules.may_bring(by.person, project),
        rules.may_hold(
            about_people=about_people, may_use=may_use, permission=permission, help_name=help_name
        ),
    )
    if not content and not words.strip():
        raise NotAllowed(_("Choose a file, or write down the words."))
    source = Source(
        programme_id=project.programme_id,
        project=project,
        title=title,
        kind=kind,
        how_it_came=how_it_came,
        may_use=may_use,
        permission=permission,
        kept_where=kept_where,
        brought_by=by.person,
        brought_at=now,
    )
    source.file = _receive(by, source, name, content, words, now)
    with transaction.atomic():
        _number_and_keep(source)
        _record(BROUGHT, by, source, now)
        _write_what_it_says(by, source, words if content else "", now)
    return source


def _receive(  # noqa: PLR0917 -- short, and called in this file only
    by: Hand, source: Source, name: str, content: bytes, words: str, now: datetime
) -> File:
    """Take the file in, or make one of the words."""
    return receive(
        by=by,
        programme=source.project.programme,
        name=name if content else "note.txt",
        content=content or words.encode(),
        now=now,
        about=Reference(Source._meta.label_lower, source.pk, source.title),
    )


def _number_and_keep(source: Source) -> None:
    """The next number of its project: two at once wait for one another."""
    project = source.project
    Project.objects.within(project.programme_id).select_for_update().get(pk=project.pk)
    last = queries.sources(project).last()
    source.number = last.number + 1 if last else 1
    source.save(force_insert=True)


def _write_what_it_says(by: Hand, source: Source, by_hand: str, now: datetime) -> None:
    found = queries.words_in(source.file)
    if found.strip():
        _write(by, source, found, _("The words, as they are in the file."), now)
    if by_hand.strip():
        _write(by, source, by_hand, _("Written down by hand."), now)


@transaction.atomic
def write_words(*, by: Hand, source: Source, text: str, what_changed: str, now: datetime) -> None:
    """Put down the words of a picture, or mend a transcript: the words before stay as they were."""
    insist(rules.may_bring(by.person, source.project))
    if not text.strip() or not what_changed.strip():
        raise NotAllowed(_("Write the words, and say what you changed."))
    _write(by, source, text, what_changed, now)
    _record(WORDS, by, source, now)


def _write(by: Hand, source: Source, text: str, what_changed: str, now: datetime) -> SourceText:
    Source.objects.within(source.programme_id).select_for_update().get(pk=source.pk)
    before, normal = queries.text_of(source), queries.normal(text)
    return SourceText.objects.create(
        programme_id=source.programme_id,
        source=source,
        number=before.number + 1 if before else 1,
        text=normal.text,
        sha256=hashlib.sha256(normal.text.encode()).hexdigest(),
        line_ends=normal.line_ends,
        what_changed=what_changed,
        made_by=by.person,
        made_at=now,
    )


@transaction.atomic
def give_access(
    *, by: Hand, source: Source, person: Person, why: str, until_on: date, now: datetime
) -> Access:
    """Let somebody outside the project read a source, for a reason and until a day."""
    today = localdate(now)
    insist(
        rules.may_give_access(by.person, source.project),
        rules.may_be_given(why=why, until_on=until_on, today=today),
    )
    access = Access.objects.create(
        programme_id=source.programme_id,
        source=source,
        person=person,
        why=why,
        from_on=today,
        until_on=until_on,
        given_by=by.person,
    )
    _record(ACCESS, by, source, now, who=person)
    return access


@transaction.atomic
def end_access(*, by: Hand, access: Access, now: datetime) -> None:
    """Access ends yesterday, so that today it is over; that it was given stays written."""
    rows = queries.access(access.source.project).select_for_update(of=("self",))
    held = rows.get(pk=access.pk)
    insist(rules.may_give_access(by.person, held.source.project))
    yesterday = localdate(now) - timedelta(days=1)
    held.from_on, held.until_on = min(held.from_on, yesterday), min(held.until_on, yesterday)
    held.save(update_fields=["from_on", "until_on"])
    _record(ACCESS_ENDED, by, held.source, now, who=held.person)


def make_format(wanted: Wanted, now: datetime) -> None:
    """Asking for a paper in another format is a task of whoever is first to ask."""
    programme, document = wanted.programme, wanted.document
    someone = first_to_ask(programme)
    if someone is None:
        return
    tasks.ask(
        MAKE_FORMAT,
        of=someone,
        programme=programme,
        due_on=localdate(now) + timedelta(days=policy(programme, "answer_days")),
        now=now,
        once=f"format {wanted.pk}",
        about=document.ref(),
        words={"title": document.title, "format": str(wanted.get_format_display())},
        for_person=Person.objects.filter(pk=wanted.person_id).first(),
    )


def tell_made(wanted: Wanted, by: Signature, now: datetime) -> None:
    """It was made: whoever asked hears of it, and the task is done."""
    person = Person.objects.filter(pk=wanted.person_id).first()
    words = {"title": wanted.document.title, "format": str(wanted.get_format_display())}
    if person is not None:
        about = wanted.document.ref()
        tell(person, FORMAT_MADE, programme=wanted.programme, now=now, about=about, words=words)
    if isinstance(by, Hand):
        tasks.settle(
            by=by,
            programme=wanted.programme,
            once=f"format {wanted.pk}",
            outcome=words["format"],
            now=now,
        )


def _record(key: str, by: Hand, source: Source, now: datetime, who: Person | None = None) -> None:
    record(
        key,
        by=by,
        about=source.ref(),
        programme_id=source.programme_id,
        now=now,
        concerns=[who.pk] if who else [],
        words={"name": who.named} if who else None,
    )
