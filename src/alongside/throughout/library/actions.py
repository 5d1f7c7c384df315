from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.foundation.people.models import Hand, House
from alongside.foundation.programmes.models import Programme
from alongside.foundation.trail.actions import record
from alongside.throughout.feedback import actions as feedback
from alongside.throughout.feedback.queries import unanswered_about
from alongside.throughout.feedback.states import Kind, Outcome
from alongside.toolbox.moves import check_move
from alongside.toolbox.sentences import sentence
from alongside.toolbox.verdicts import insist

from . import queries, rules
from .models import Resource
from .states import MOVES, Form, Found, Standing

TAKEN_IN = sentence("library.taken_in", gettext_lazy("%(who)s took “%(what)s” into the library."))
TURNED_DOWN = sentence(
    "library.turned_down",
    gettext_lazy("%(who)s did not take “%(what)s” into the library, and said why."),
)
LOOKED = sentence("library.looked", gettext_lazy("%(who)s looked whether “%(what)s” still works."))


@transaction.atomic
def seed(programme: Programme, now: datetime) -> int:
    """Fill a programme's library with the entries every library begins with; says how many."""
    there = set(Resource.objects.within(programme).values_list("title", flat=True))
    rows = [
        _found_words(
            Resource(programme=programme, suggested_at=now, standing=Standing.LISTED), entry
        )
        for entry in queries.starting_library()
        if entry["title"] not in there
    ]
    Resource.objects.bulk_create(rows)
    return len(rows)


@transaction.atomic
def suggest(
    *,
    by: Hand | None,
    programme: Programme,
    title: str,
    summary: str,
    now: datetime,
    address: str = "",
    name_as_wished: str | None = None,
    contact: str = "",
) -> Resource:
    """Anybody, with or without an account, names something that may help. Members look at it."""
    taken = Resource.objects.within(programme).filter(title__iexact=title.strip()).exists()
    insist(rules.may_suggest(title, taken=taken))
    entry = {"title": title.strip(), "address": address, "summary": summary}
    resource = _found_words(
        Resource(
            programme=programme,
            suggested_by=by.person if by else None,
            suggested_at=now,
            form=Form.COLLECTION,
        ),
        entry,
    )
    resource.save()
    feedback.contribute(
        by=by,
        programme=programme,
        kind=Kind.SUGGESTION,
        text=_("For the library: %(title)s. %(summary)s") % entry,
        now=now,
        about=resource.ref(),
        name_as_wished=name_as_wished,
        contact=contact,
    )
    return resource


@transaction.atomic
def take_in(
    *,
    by: Hand,
    resource: Resource,
    summary: str,
    topic: str,
    phases: Sequence[str],
    audiences: Sequence[str],
    form: str,
    easy_read: bool,
    now: datetime,
) -> None:
    """A member takes a suggestion into the library; whoever suggested it hears of it."""
    held = _hold(resource)
    insist(rules.may_decide(by.person, held))
    entry = {
        "summary": summary,
        "topic": topic,
        "phases": list(phases),
        "audiences": list(audiences),
        "form": form,
        "easy_read": easy_read,
    }
    _found_words(held, entry)
    held.decided_by, held.last_checked_on = by.person, localdate(now)
    held.save()
    _move(held, to=Standing.LISTED)
    _record(TAKEN_IN, by, held, now)
    _answer(by, held, Outcome.DONE, _("We looked at it, and it will help."), now)


@transaction.atomic
def turn_down(*, by: Hand, resource: Resource, why: str, now: datetime) -> None:
    """A member says why something does not go into the library."""
    held = _hold(resource)
    insist(rules.may_decline(by.person, held, why))
    held.decided_by = by.person
    held.save(update_fields=["decided_by"])
    _move(held, to=Standing.DECLINED)
    _record(TURNED_DOWN, by, held, now)
    _answer(by, held, Outcome.NOT, why, now)


@transaction.atomic
def say_what_was_found(
    *, by: Hand, resource: Resource, found: Found, now: datetime, address: str = ""
) -> None:
    """Somebody followed the link: it works, has moved, or is gone."""
    held = _hold(resource)
    insist(rules.may_say_what_they_found(held, found, address))
    if found == Found.NEW_PLACE:
        held.address = address
    held.last_checked_on = localdate(now)
    held.save(update_fields=["address", "last_checked_on"])
    end = {Found.MOVED: Standing.MOVED, Found.GONE: Standing.DEAD}.get(found, Standing.LISTED)
    if held.standing != end:
        _move(held, to=end)
    _record(LOOKED, by, held, now)


def _found_words(resource: Resource, entry: Mapping[str, object]) -> Resource:
    """Put the entry's values in, and keep the words and tags that searching looks through."""
    for name, value in entry.items():
        if name != "format":
            setattr(resource, name, value)
    said = (
        resource.title,
        resource.topic,
        resource.summary,
        resource.for_whom,
        entry.get("format"),
    )
    resource.words = " ".join(str(part) for part in said if part).casefold()
    resource.tags = f" {' '.join([*resource.phases, *resource.audiences, resource.form])} "
    return resource


def _hold(resource: Resource) -> Resource:
    rows = Resource.objects.within(resource.programme_id).select_for_update(of=("self",))
    return rows.select_related("programme").get(pk=resource.pk)


def _move(held: Resource, *, to: Standing) -> None:
    check_move(MOVES, Standing(held.standing), to)
    held.standing = to
    held.save(update_fields=["standing"])


def _record(key: str, by: Hand | House, held: Resource, now: datetime) -> None:
    record(key, by=by, about=held.ref(), programme_id=held.programme_id, now=now)


def _answer(by: Hand, held: Resource, outcome: Outcome, why: str, now: datetime) -> None:
    changed = _("It is in the library now.") if outcome == Outcome.DONE else ""
    for said in unanswered_about(held.programme, held.pk):
        if said.kind == Kind.SUGGESTION:
            feedback.answer(
                by=by, contribution=said, outcome=outcome, why=why, what_changed=changed, now=now
            )
