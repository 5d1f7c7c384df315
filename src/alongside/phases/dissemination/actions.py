"""Spreading the word: made together, seen first by those who had a part, then out for everybody."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.foundation.notices.actions import tell
from alongside.foundation.people.models import Hand, Person
from alongside.foundation.projects.models import Project
from alongside.foundation.tasks import actions as tasks
from alongside.foundation.trail.actions import record
from alongside.toolbox.moves import check_move
from alongside.toolbox.references import Reference, about_fields
from alongside.toolbox.sentences import sentence
from alongside.toolbox.verdicts import insist

from . import checks, queries, rules
from .models import Audience, Copy, Credit, Output, Ownership
from .states import MOVES, Kind, Licence, Naming, Standing

PLANNED = sentence("dissemination.planned", _("%(who)s wrote down whom we share with: “%(what)s”."))
BEGUN = sentence("dissemination.begun", _("%(who)s began “%(what)s”."))
CHANGED = sentence("dissemination.changed", _("%(who)s changed “%(what)s”."))
AGREED = sentence("dissemination.agreed", _("%(who)s wrote down who owns “%(what)s”."))
THANKED = sentence("dissemination.thanked", _("%(who)s put thanks to somebody on “%(what)s”."))
NAMED = sentence("dissemination.named", _("%(who)s chose how to be named on “%(what)s”."))
SHARED = sentence("dissemination.shared", _("%(who)s sent “%(what)s” to those who had a part."))
SEEN = sentence("dissemination.seen", _("%(who)s has seen “%(what)s”."))
PUBLISHED = sentence("dissemination.published", _("%(who)s put “%(what)s” out for everybody."))
TAKEN_BACK = sentence("dissemination.taken_back", _("%(who)s took “%(what)s” back: %(why)s"))
SET_ASIDE = sentence("dissemination.set_aside", _("%(who)s set advice aside for “%(what)s”."))
HOW_NAMED = sentence(
    "dissemination.how_named",
    _("How do you want to be named on “%(title)s”?"),
    _("By your name, another name, as one of the group, or not at all. You choose."),
)
YOU_FIRST = sentence(
    "dissemination.you_first",
    _("“%(title)s” is ready. You see it first."),
    _(
        "%(summary)s\n\nRead it, and tell us what should change. "
        "Then tell us that you have seen it."
    ),
)
IT_IS_OUT = sentence(
    "dissemination.it_is_out",
    _("“%(title)s” is out. You had a part in it."),
    _("%(summary)s\n\nYou have a free copy. Thank you."),
)
WRITTEN: Final = (
    "title", "summary", "body", "free_copy", "other_copy", "picture", "found", "changes",
    "given_at", "given_on", "costs", "audience", "form_of", "kind",
)  # fmt: skip


@transaction.atomic
def plan_audience(
    *,
    by: Hand,
    project: Project,
    who: str,
    why: str,
    way: str,
    decided_on: date,
    now: datetime,
    decided_by: str = "",
    decision: Reference | None = None,
) -> Audience:
    """Write down whom to share with, why and how, and by whose decision."""
    insist(
        rules.may_plan(by.person, project),
        rules.is_an_audience(decided_by, decided=decision is not None),
    )
    row = Audience.objects.create(
        programme_id=project.programme_id,
        project=project,
        who=who,
        why=why,
        way=way,
        decided_by=decided_by,
        decided_on=decided_on,
        by=by.person,
        at=now,
        **about_fields(decision),
    )
    record(PLANNED, by=by, about=row.ref(), programme_id=project.programme_id, now=now)
    return row


@transaction.atomic
def begin(
    *,
    by: Hand,
    project: Project,
    kind: Kind,
    title: str,
    now: datetime,
    **written: Any,  # noqa: ANN401 -- a form's own fields
) -> Output:
    """Begin something that will tell people what was found."""
    insist(rules.may_plan(by.person, project))
    output = Output(
        programme_id=project.programme_id,
        project=project,
        kind=kind,
        title=title,
        made_by=by.person,
        made_at=now,
    )
    _write(output, written)
    if kind == Kind.PICTURE:
        output.picture = True
    output.save()
    _record(BEGUN, by, output, now)
    return output


@transaction.atomic
def change(*, by: Hand, output: Output, now: datetime, **written: Any) -> None:  # noqa: ANN401 -- a form's own fields
    """Change the words of something that is not out yet."""
    held = _hold(output)
    insist(rules.may_change(by.person, held))
    _write(held, written)
    held.save()
    _record(CHANGED, by, held, now)


@transaction.atomic
def draw_picture(*, by: Hand, output: Output, found: Sequence[str], now: datetime) -> None:
    """Fill the one-page picture from the records: what we found, and what changes."""
    held = _hold(output)
    insist(rules.may_change(by.person, held))
    held.picture = True
    held.found = "\n".join(found[: queries.LINES]) or held.found
    held.changes = "\n".join(queries.changes_for_a_picture(held.project)) or held.changes
    held.save(update_fields=["picture", "found", "changes"])
    _record(CHANGED, by, held, now)


@transaction.atomic
def agree_ownership(
    *,
    by: Hand,
    output: Output,
    what: str,
    created_by: str,
    owners: str,
    licence: Licence,
    agreed_by: str,
    agreed_on: date,
    now: datetime,
) -> Ownership:
    """Write down what was agreed about who owns it and what others may do with it."""
    held = _hold(output)
    insist(rules.may_change(by.person, held))
    row = Ownership.objects.create(
        programme_id=held.programme_id,
        output=held,
        what=what,
        created_by=created_by,
        owners=owners,
        licence=licence,
        agreed_by=agreed_by,
        agreed_on=agreed_on,
        by=by.person,
        at=now,
    )
    _record(AGREED, by, held, now)
    return row


@transaction.atomic
def thank(
    *,
    by: Hand,
    output: Output,
    now: datetime,
    person: Person | None = None,
    name: str = "",
    roles: Sequence[str] = (),
    presents: bool = False,
) -> Credit:
    """Thank somebody for what they did; they are asked how they want to be named."""
    held = _hold(output)
    insist(rules.may_change(by.person, held))
    rows = Credit.objects.within(held.programme_id)
    done = {"roles": list(roles), "presents": presents}
    if person is None:
        extra = {"output": held, "name_as_wished": name, "naming": Naming.OTHER, "at": now}
        credit = rows.create(programme_id=held.programme_id, **extra, **done)
    else:
        at_home = person.pk in queries.residents(held.project)
        credit, is_new = rows.update_or_create(
            done,
            create_defaults={**done, "at": now, "lives_here": at_home},
            programme_id=held.programme_id,
            output=held,
            person=person,
            gone_at=None,
        )
        if is_new:
            _tell(person, HOW_NAMED, held, now)
    _record(THANKED, by, held, now)
    return credit


@transaction.atomic
def choose_name(*, by: Hand, credit: Credit, naming: Naming, now: datetime, name: str = "") -> None:
    """The person says how they are named on this one thing; they may change it until it is out."""
    held = _hold_credit(credit)
    insist(rules.may_choose_name(by.person, held), rules.is_a_name(naming, name))
    said = {
        Naming.FIRST: by.person.first_name,
        Naming.FULL: by.person.full_name or by.person.first_name,
        Naming.OTHER: name.strip(),
    }
    held.naming, held.name_as_wished, held.chosen_at = naming, said.get(naming, ""), now
    held.save(update_fields=["naming", "name_as_wished", "chosen_at"])
    _record(NAMED, by, held.output, now)


@transaction.atomic
def share(*, by: Hand, output: Output, now: datetime) -> int:
    """Send it to everyone who had a part, before anybody else. Says to how many."""
    held = _hold(output)
    insist(rules.may_share(by.person, held))
    if held.standing == Standing.DRAFT:
        held.shared_at, held.days_first = now, rules.days_first(held.programme)
        held.save(update_fields=["shared_at", "days_first"])
        _move(held, to=Standing.SHARED)
    has = set(queries.copies(held).values_list("person_id", flat=True))
    fresh = [person for person in queries.contributors(held) if person.pk not in has]
    Copy.objects.bulk_create(
        Copy(programme_id=held.programme_id, output=held, person=person, given_at=now)
        for person in fresh
    )
    for person in fresh:
        _tell(person, YOU_FIRST, held, now)
    _record(SHARED, by, held, now)
    return len(fresh)


@transaction.atomic
def say_seen(*, by: Hand, output: Output, now: datetime) -> None:
    """Somebody who had a part says that they have seen it."""
    held = _hold(output)
    insist(rules.may_say_seen(by.person, held))
    rows = Copy.objects.within(held.programme_id).filter(output=held, person=by.person)
    if rows.filter(seen_at=None).update(seen_at=now):
        _record(SEEN, by, held, now)


@transaction.atomic
def publish(*, by: Hand, output: Output, now: datetime) -> None:
    """Put it out for everybody; all who had a part hear of it and have their free copy."""
    held = _hold(output)
    insist(rules.may_publish(by.person, held))
    checks.release.insist(rules.release_of(held, now=now))
    held.published_at, held.published_by = now, by.person
    held.save(update_fields=["published_at", "published_by"])
    _move(held, to=Standing.PUBLISHED)
    for copy in queries.copies(held):
        _tell(copy.person, IT_IS_OUT, held, now)
    _record(PUBLISHED, by, held, now)


@transaction.atomic
def take_back(*, by: Hand, output: Output, why: str, now: datetime) -> None:
    """Take it back, with a reason; it can be made anew."""
    held = _hold(output)
    insist(rules.may_take_back(by.person, held, why))
    held.taken_back_why = why
    held.save(update_fields=["taken_back_why"])
    _move(held, to=Standing.TAKEN_BACK)
    _record(TAKEN_BACK, by, held, now, why=why)


@transaction.atomic
def begin_again(*, by: Hand, output: Output, now: datetime) -> None:
    """Take up again what was taken back, as a draft: it is shared anew before it goes out."""
    held = _hold(output)
    insist(rules.may_begin_again(by.person, held))
    _move(held, to=Standing.DRAFT)
    _record(BEGUN, by, held, now)


@transaction.atomic
def set_aside(*, by: Hand, output: Output, check_key: str, reason: str, now: datetime) -> None:
    """Keep why a piece of advice does not fit here. A stop cannot be set aside."""
    held = _hold(output)
    advice = checks.release.of(rules.release_of(held, now=now))
    insist(rules.may_change(by.person, held))
    tasks.set_aside(by=by, plan=held, advice=advice, check_key=check_key, reason=reason, now=now)
    _record(SET_ASIDE, by, held, now)


def _write(output: Output, written: dict[str, Any]) -> None:  # Any: as above
    unknown = set(written) - set(WRITTEN)
    if unknown:
        raise TypeError(f"an output has no {sorted(unknown)}")
    for name, value in written.items():
        setattr(output, name, value)


def _hold(output: Output) -> Output:
    rows = Output.objects.within(output.programme_id).select_for_update(of=("self",))
    return rows.select_related("programme", "project__owner", "project__programme").get(
        pk=output.pk
    )


def _hold_credit(credit: Credit) -> Credit:
    rows = Credit.objects.within(credit.programme_id).select_for_update(of=("self",))
    return rows.select_related("output").get(pk=credit.pk)


def _move(held: Output, *, to: Standing) -> None:
    check_move(MOVES, Standing(held.standing), to)
    held.standing = to
    held.save(update_fields=["standing"])


def _tell(person: Person, key: str, output: Output, now: datetime) -> None:
    words = {"title": output.title, "summary": output.summary}
    about = output.ref()
    tell(person, key, programme=output.programme, now=now, about=about, words=words)


def _record(key: str, by: Hand, output: Output, now: datetime, **words: str) -> None:
    about = output.ref()
    record(key, by=by, about=about, programme_id=output.programme_id, now=now, words=words)
