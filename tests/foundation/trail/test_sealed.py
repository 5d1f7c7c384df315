"""The trail's chain: it names the first entry that was changed, dropped or moved."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection

from alongside.config.verify import verify
from alongside.foundation.people.models import Hand
from alongside.foundation.trail import actions
from alongside.foundation.trail.models import Entry, Seal
from alongside.foundation.trail.queries import seals
from alongside.throughout.feedback.actions import contribute
from alongside.throughout.feedback.states import Kind
from alongside.toolbox import keys
from tests.factories import NOON, ProgrammeFactory, facilitator

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)
TABLES = ("trail_entry", "trail_concern", "trail_seal")


@pytest.fixture
def sealed() -> list[Entry]:
    """Five entries, held in the chain."""
    programme = ProgrammeFactory.create()
    farah = facilitator(programme)
    for words in ("Benches", "Lamps", "Kerbs", "Bins", "Trees"):
        contribute(by=Hand.own(farah), programme=programme, kind=Kind.IDEA, text=words, now=NOON)
    actions.seal(LATER)
    return list(Entry.objects.order_by("pk"))


@pytest.fixture
def burglar() -> Callable[..., None]:
    """Somebody who holds the database itself: they take the triggers away before they write."""
    sqlite = connection.vendor == "sqlite"

    def write(sql: str, *given: str | int | UUID | bytes) -> None:
        with connection.cursor() as cursor:
            for table in TABLES:
                for verb in ("UPDATE", "DELETE"):
                    on = "" if sqlite else f' ON "{table}"'
                    cursor.execute(f'DROP TRIGGER IF EXISTS "{table}_no_{verb}"{on}')
            cursor.execute(sql, given)

    write.__module__ = "actions"
    return write


def first_broken() -> seals.Broken | None:
    key = keys.key_for(actions.KEY, create=True)
    return next(seals.broken(key, length=int(keys.noted(actions.NOTE) or 0)), None)


def stored(entry: Entry) -> UUID | str:
    return entry.pk if connection.vendor == "postgresql" else entry.pk.hex


def test_a_trail_left_alone_is_whole_and_every_entry_is_in_it(sealed: list[Entry]) -> None:
    assert first_broken() is None
    assert Seal.objects.count() == Entry.objects.count() >= 5
    assert actions.seal(LATER) == 0


def test_an_altered_entry_is_named(sealed: list[Entry], burglar: Callable[..., None]) -> None:
    burglar("UPDATE trail_entry SET how = 'phone' WHERE id = %s", stored(sealed[2]))

    found = first_broken()

    assert found == seals.Broken(3, sealed[2].pk, "altered")


def test_taking_a_person_out_of_an_entry_alters_it(
    sealed: list[Entry], burglar: Callable[..., None]
) -> None:
    burglar("DELETE FROM trail_concern WHERE entry_id = %s", stored(sealed[1]))

    assert first_broken() == seals.Broken(2, sealed[1].pk, "altered")


def test_a_deleted_entry_is_named(sealed: list[Entry], burglar: Callable[..., None]) -> None:
    burglar("DELETE FROM trail_concern WHERE entry_id = %s", stored(sealed[3]))
    burglar("DELETE FROM trail_entry WHERE id = %s", stored(sealed[3]))

    assert first_broken() == seals.Broken(4, sealed[3].pk, "deleted")


def test_entries_that_changed_places_are_named(
    sealed: list[Entry], burglar: Callable[..., None]
) -> None:
    """Seals and all: what is the second was sealed as the first."""
    one, other = Seal.objects.filter(number__in=(1, 2)).order_by("number")
    burglar("UPDATE trail_seal SET number = 99 WHERE number = 1")
    burglar("UPDATE trail_seal SET number = 1 WHERE number = 2")
    burglar("UPDATE trail_seal SET number = 2 WHERE number = 99")

    assert first_broken() == seals.Broken(1, other.entry_id, "moved")
    assert one.entry_id == sealed[0].pk


def test_a_seal_that_was_taken_out_leaves_a_gap(
    sealed: list[Entry], burglar: Callable[..., None]
) -> None:
    burglar("DELETE FROM trail_seal WHERE number = 2")

    assert first_broken() == seals.Broken(2, None, "deleted")


def test_an_end_that_was_cut_off_is_known_from_the_note_beside_the_keys(
    sealed: list[Entry], burglar: Callable[..., None]
) -> None:
    keys.note(actions.NOTE, str(Seal.objects.count()))
    last = sealed[-1]
    burglar("DELETE FROM trail_concern WHERE entry_id = %s", stored(last))
    burglar("DELETE FROM trail_entry WHERE id = %s", stored(last))
    burglar("DELETE FROM trail_seal WHERE number = %s", len(sealed))

    assert first_broken() == seals.Broken(len(sealed), None, "cut off")


def test_whoever_holds_the_database_cannot_seal_anew(
    sealed: list[Entry], burglar: Callable[..., None]
) -> None:
    """They alter an entry, and make its digest fit; the seal needs a key they do not have."""
    burglar("UPDATE trail_entry SET how = 'phone' WHERE id = %s", stored(sealed[0]))
    [fits] = seals.read_again([Entry.objects.get(pk=sealed[0].pk)]).values()
    burglar("UPDATE trail_seal SET digest = %s WHERE number = 1", fits)

    assert first_broken() == seals.Broken(1, sealed[0].pk, "moved")


@pytest.mark.requirement("R268")
def test_verifying_says_it_is_whole_or_names_the_first_that_is_not(
    sealed: list[Entry], burglar: Callable[..., None]
) -> None:
    said: list[str] = []
    whole = verify(said.append)
    burglar("UPDATE trail_entry SET how = 'phone' WHERE id = %s", stored(sealed[2]))
    burglar("UPDATE trail_entry SET how = 'phone' WHERE id = %s", stored(sealed[4]))

    broken = verify(said.append)

    assert (whole, broken) == (0, 1)
    assert said[0] == f"The trail is whole: {len(sealed)} entries are sealed."
    assert said[1] == "The trail is broken. Entry number 3 was altered after it was sealed."
    assert str(sealed[2].pk) in said[2]
    assert "written on" in said[2]
