"""Is this house ready? Each answer is a sentence that says what to do."""

import platform
import shutil
import socket
import stat
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.core import checks
from django.db import DatabaseError, connection
from django.utils.timezone import localtime, now

from alongside.toolbox import jobs, keys
from alongside.toolbox.database import loaded_version

from .backup import NOTE
from .prepare import waiting_migrations
from .security_txt import contacts, strange

ENOUGH_SPACE: Final = 1_000_000_000  # bytes
TOO_LITTLE_SPACE: Final = 200_000_000
LATE: Final = timedelta(minutes=15)
A_LITTLE: Final = timedelta(minutes=5)
HOURS_TO_DAYS: Final = 48
FINE, THINK, STOP = "fine ", "think", "stop "


@dataclass(frozen=True, slots=True)
class Answer:
    kind: str
    says: str


def answers() -> Iterator[Answer]:
    yield Answer(FINE, f"Python {platform.python_version()}.")
    yield from _home()
    if not (yield from _database()):
        return
    yield from _space()
    yield from _work()
    yield from _backup()
    yield from _clock()
    yield from _mail()
    yield _contact()
    yield from _django()


def _home() -> Iterator[Answer]:
    yield Answer(FINE, f"The home folder is {settings.HOME}.")
    for path in (settings.KEYS_FOLDER, settings.HOME / "secret"):
        if path.exists() and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            yield Answer(STOP, f"Others on this machine can read {path}. Run: chmod go= {path}")
    if not settings.KEYS_FOLDER.exists():
        yield Answer(STOP, "There is no folder for keys. Run: alongside prepare")


def _database() -> Generator[Answer, None, bool]:
    """Whether its tables can be asked anything."""
    try:
        waiting = waiting_migrations()
    except DatabaseError as trouble:
        yield Answer(STOP, f"The database does not answer: {str(trouble).strip()}")
        return False
    if connection.vendor == "sqlite":
        yield _sqlite()
    else:
        yield Answer(FINE, "The database is PostgreSQL, and it answers.")
    if waiting:
        yield Answer(
            STOP, f"{len(waiting)} steps of the tables are missing. Run: alongside prepare"
        )
    else:
        yield Answer(FINE, "The tables are up to date.")
    return not waiting


def _sqlite() -> Answer:
    name = "SQLite " + ".".join(map(str, loaded_version()))
    if settings.SQLITE_IS_SOUND:
        return Answer(FINE, f"{name} is sound. Readers and a writer can work at the same time.")
    return Answer(
        THINK,
        f"{name} can lose pages in its fast mode, so we use the slow and safe one. "
        "Install pysqlite3, or use PostgreSQL, when more than a few people come at once.",
    )


def _space() -> Iterator[Answer]:
    free = shutil.disk_usage(settings.HOME).free
    says = f"{free / 1e9:.1f} GB of disk are free."
    if free < TOO_LITTLE_SPACE:
        yield Answer(STOP, f"{says} Make room before people lose what they write.")
    elif free < ENOUGH_SPACE:
        yield Answer(THINK, f"{says} That is little.")
    else:
        yield Answer(FINE, says)


def _work() -> Iterator[Answer]:
    given_up = jobs.given_up()
    if given_up:
        yield Answer(
            THINK,
            f"Later work that failed again and again: {given_up}. Look at the log for why.",
        )
    late = jobs.lateness()
    if late > LATE:
        yield Answer(
            STOP,
            f"Later work, such as emails, waits since {say_long(late)}. "
            "Is the worker running? Start it: alongside worker",
        )
    else:
        yield Answer(FINE, "Later work is done on time.")


def _backup() -> Iterator[Answer]:
    age = backup_age()
    if age is None:
        yield Answer(THINK, "There is no backup yet. Run: alongside backup")
    elif is_old(age):
        yield Answer(THINK, f"The last backup is {say_long(age)} old. Run: alongside backup")
    else:
        yield Answer(FINE, f"The last backup is {say_long(age)} old.")


def backup_age() -> timedelta | None:
    """How long ago the last one was made; None where there is none."""
    noted = keys.noted(NOTE)
    return now() - datetime.fromisoformat(noted) if noted else None


def is_old(age: timedelta) -> bool:
    return age > timedelta(hours=settings.BACKUP_HOURS)


def _clock() -> Iterator[Answer]:
    """What was written last was not written tomorrow."""
    newest = jobs.newest()
    if newest and newest > now() + A_LITTLE:
        yield Answer(
            STOP,
            f"The clock of this machine is wrong, or was: something was written in the future, on "
            f"{localtime(newest):%d %B %Y at %H:%M}. Set the clock by the network.",
        )
    else:
        yield Answer(FINE, f"The clock says {localtime():%d %B %Y, %H:%M}.")


def say_long(time: timedelta) -> str:
    hours = int(time.total_seconds() // 3600)
    if hours >= HOURS_TO_DAYS:
        return f"{hours // 24} days"
    return f"{hours} hours" if hours else f"{int(time.total_seconds() // 60)} minutes"


def _mail() -> Iterator[Answer]:
    if not settings.EMAIL_HOST:
        yield Answer(
            THINK,
            "No mail server is set, so no email is sent and nobody can get a sign-in code by "
            f"email. What would be sent is kept in {settings.HOME / 'outbox'}. "
            "Set ALONGSIDE_MAIL_HOST.",
        )
        return
    try:
        with socket.create_connection((settings.EMAIL_HOST, settings.EMAIL_PORT), timeout=5):
            yield Answer(FINE, f"The mail server {settings.EMAIL_HOST} answers.")
    except OSError as trouble:
        yield Answer(STOP, f"The mail server {settings.EMAIL_HOST} does not answer: {trouble}.")


def _contact() -> Answer:
    if wrong := strange():
        return Answer(
            THINK,
            f"ALONGSIDE_SECURITY_CONTACT holds {wrong[0]}, and nobody is told of it. "
            "Write an email, the address of a page with https://, or tel: and a number.",
        )
    if not contacts():
        return Answer(
            THINK,
            "Nobody is named whom to tell of a weakness in this house. "
            "Set ALONGSIDE_SECURITY_CONTACT to an email somebody reads.",
        )
    return Answer(FINE, "Whoever finds a weakness can read whom to tell.")


def _django() -> Iterator[Answer]:
    found = checks.run_checks()
    for message in found:
        kind = STOP if message.is_serious() else THINK
        yield Answer(kind, " ".join(filter(None, [message.msg, message.hint])))
    if not settings.HTTPS:
        yield Answer(
            THINK,
            "Pages are not encrypted on their way. That is right on your own machine only. "
            "For others, put a server with HTTPS in front and set ALONGSIDE_HTTPS=true.",
        )
