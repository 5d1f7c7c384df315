"""Forgetting somebody, proved on bytes: the database, its log, files, and backups old and new."""

import tarfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO, cast

import pytest

from alongside.config.backup.stream import Opening

from .test_backup import FILL, empty_place, python, rows
from .test_command import TYPED

pytestmark = [pytest.mark.slow, pytest.mark.sqlite]

MARKS = (
    "Zebedina",
    "Quillfeather",
    "01632 960 999",
    "Nutmeg Cottage",
    "a green lamp",
    "cormorant biscuits",
    "velvet ferries",
    "the tram to Zanzibar",
    "lemon lighthouse",
    "perspicacious",
)
LIVE = """
import django; django.setup()
from datetime import date, time
from django.utils.timezone import localdate, now
from alongside.foundation.memberships import actions as memberships, queries
from alongside.foundation.people import actions as people
from alongside.foundation.people.models import Hand, Person
from alongside.foundation.people.states import Channel, Role
from alongside.foundation.programmes.models import Programme
from alongside.throughout.feedback import actions as feedback
from alongside.throughout.feedback.states import Kind, Outcome
from alongside.throughout.hours import actions as hours
from alongside.toolbox import jobs

moment = now()
programme = Programme.objects.order_by("started_on", "slug").first()
staff = Hand.own(queries.holders(programme, Role.FACILITATOR).first())
person = people.write_down(first_name="Zebedina", email="zebedina.quillfeather@marrambay.example",
                           full_name="Zebedina Quillfeather", now=moment)
memberships.join(by=staff, person=person, programme=programme, now=moment)
mine = Hand.own(person)
people.change(by=mine, now=moment, phone="01632 960 999", address="Nutmeg Cottage",
              channel=Channel.LETTER)
people.say_needs(by=mine, needs={"more": "a green lamp"}, reads="plain", how_i_work_best="",
                 now=moment)
part = queries.membership(person, programme)
memberships.set_perspectives(by=mine, membership=part, perspectives=["perspicacious"], now=moment)
memberships.name_supporter(by=mine, programme=programme, supporter=staff.person, now=moment)
for text in ("cormorant biscuits", "velvet ferries"):
    said = feedback.contribute(by=mine, programme=programme, kind=Kind.IDEA, text=text, now=moment,
                               name_as_wished="Zebedina Quillfeather")
    feedback.answer(by=staff, contribution=said, outcome=Outcome.NOT, why="Not this year.",
                    now=moment)
hours.did(by=mine, programme=programme, what="the tram to Zanzibar", minutes=30,
          day=localdate(moment), kind="activity", now=moment)
feedback.contribute(by=Hand(person, staff.person), programme=programme, kind=Kind.IDEA,
                    text="lemon lighthouse", now=moment)
jobs.work_until_idle()
print(person.pk)
"""
FORGET = """
import django, sys; django.setup()
from django.utils.timezone import now
from alongside.foundation.people import actions
from alongside.foundation.people.models import Forgetting, Hand, Person
from alongside.toolbox import jobs
from alongside.toolbox.models import Job
names, words_too = sys.argv[2:], sys.argv[1] == "words"
chosen = Person.objects.filter(first_name__in=names) if names else Person.objects.all()
for person in chosen.order_by("joined_at"):
    asked = Forgetting.objects.create(person=person, asked_at=now(), due_at=now(),
                                      written_by_id=person.pk, words_too=words_too)
    Job.objects.create(kind=actions.FORGET, key=f"forget {asked.pk}", run_at=now(),
                       arguments={"asked": str(asked.pk)})
jobs.work_until_idle()
open_ = Job.objects.filter(kind__startswith="people.", done_at=None)
print(open_.count(), Forgetting.objects.exclude(done_at=None).count(), *open_.values_list("error"))
"""


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A house with somebody who used it, a copy of its keys, and a backup made then."""
    home = tmp_path_factory.mktemp("lived") / "house"
    for source, *words in ((TYPED, "prepare"), (FILL,), (LIVE,), (TYPED, "backup", "old.backup")):
        done = python(home, source, *words)
        assert done.returncode == 0, done.stderr
    return home


def found(marks: Iterable[str], content: bytes) -> list[str]:
    return [mark for mark in marks if mark.encode() in content]


def in_files(marks: Iterable[str], home: Path) -> dict[str, list[str]]:
    """What stands in any file of the house, its keys apart, byte by byte."""
    files = [f for f in home.rglob("*") if f.is_file() and "keys" not in f.parts]
    return {f.name: here for f in files if (here := found(marks, f.read_bytes()))}


def in_any(home: Path) -> set[str]:
    return {mark for here in in_files(MARKS, home).values() for mark in here}


def opened(backup: Path, home: Path) -> bytes:
    """All a backup holds, without its seal and not squeezed."""
    with backup.open("rb") as file:
        opening = cast("IO[bytes]", Opening(file, (home / "keys" / "backups").read_bytes()))
        with tarfile.open(fileobj=opening, mode="r|gz") as tar:
            return b"".join(held.read() for one in tar if (held := tar.extractfile(one)))


@pytest.mark.requirement("R273")
@pytest.mark.requirement("R268")
def test_somebody_forgotten_is_in_no_byte_of_the_house(lived: Path, tmp_path: Path) -> None:
    old = lived.parent / "old.backup"
    assert in_any(lived) >= {"Zebedina", "cormorant biscuits"}
    assert found(MARKS, opened(old, lived)) == []  # sealed under her own key there
    as_it_was = empty_place(tmp_path / "as_it_was", keys_of=lived)
    assert python(as_it_was, TYPED, "restore", str(old)).returncode == 0
    assert in_any(as_it_was) >= {"Quillfeather", "velvet ferries"}

    done = python(lived, FORGET, "words", "Zebedina")

    assert done.stdout.split()[:2] == ["0", "1"], done.stdout + done.stderr
    assert in_files(MARKS, lived) == {}
    assert python(lived, TYPED, "backup", str(tmp_path / "new.backup")).returncode == 0
    assert found(MARKS, opened(tmp_path / "new.backup", lived)) == []
    for backup in (old, tmp_path / "new.backup"):
        place = empty_place(tmp_path / backup.stem, keys_of=lived)
        said = python(place, TYPED, "restore", str(backup))
        assert said.returncode == 0, said.stdout + said.stderr
        assert in_files(MARKS, place) == {}
        assert any("Somebody who left" in line for line in rows(place)["people.person"])
        assert python(place, TYPED, "trail", "verify").returncode == 0
    assert python(lived, TYPED, "trail", "verify").returncode == 0

    stays = python(as_it_was, FORGET, "name only", "Zebedina")
    assert stays.stdout.split()[:2] == ["0", "1"], stays.stdout + stays.stderr
    left = in_any(as_it_was)
    assert left == {"cormorant biscuits", "velvet ferries", "lemon lighthouse"}


def test_an_old_copy_of_the_keys_does_not_bring_somebody_back(lived: Path, tmp_path: Path) -> None:
    place = empty_place(tmp_path / "one", keys_of=lived)
    assert python(place, TYPED, "restore", str(lived.parent / "old.backup")).returncode == 0
    assert python(place, FORGET, "words", "Harold").stdout.split()[:2] == ["0", "1"]
    assert python(place, TYPED, "backup", str(tmp_path / "later.backup")).returncode == 0

    second = empty_place(tmp_path / "two", keys_of=lived)  # Harold's key is in this copy
    assert python(second, TYPED, "restore", str(tmp_path / "later.backup")).returncode == 0

    gone = keys_in(lived) - keys_in(place)
    assert gone
    assert not gone & keys_in(second)


def keys_in(home: Path) -> set[str]:
    owners = (home / "keys" / "owners").rglob("*")
    return {file.name for file in owners if file.is_file() and file.stat().st_size}


def test_everybody_of_a_town_can_be_forgotten(lived: Path, tmp_path: Path) -> None:
    place = empty_place(tmp_path, keys_of=lived)
    assert python(place, TYPED, "restore", str(lived.parent / "old.backup")).returncode == 0

    done = python(place, FORGET, "words")

    waiting, forgotten, *errors = done.stdout.split()
    assert not errors or set(errors) == {"('',)"}, done.stdout + done.stderr
    people = rows(place)["people.person"]
    assert int(forgotten) + int(waiting) == len(people)
    assert int(forgotten) > len(people) / 2, "money we owe, and the last coordinator, hold back"
    emails = sum("@" in line for line in people)
    assert emails <= int(waiting)
