"""The command `alongside`."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from .home import home, lay_out

DESCRIPTION = "Councils, universities, community organisations and residents research as equals."
EPILOG = """
Where things are kept: in the folder ALONGSIDE_HOME (if not set, the folder "var" here).
Other settings are in the guide; most houses need ALONGSIDE_ADDRESS, ALONGSIDE_HOSTS,
ALONGSIDE_HTTPS, ALONGSIDE_MAIL_HOST and, for a large house, ALONGSIDE_DATABASE_URL.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["manage"]:
        return manage(given[1:])
    chosen = parser().parse_args(given)
    return int(chosen.act(chosen))


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        "alongside",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = top.add_subparsers(title="commands", required=True, metavar="command")
    running = commands.add_parser("run", help="make ready, then serve the pages")
    add_where(running)
    running.add_argument(
        "--without-worker", action="store_true", help='leave later work to "alongside worker"'
    )
    running.set_defaults(act=run)
    for name, act, words in (
        ("prepare", prepare, "make the home folder, the secret and the tables ready"),
        ("worker", worker, "do the work that pages leave for later"),
        ("check", check, "say in plain words whether everything is ready"),
    ):
        commands.add_parser(name, help=words).set_defaults(act=act)
    backup = commands.add_parser("backup", help="keep everything in one sealed file")
    backup.add_argument("file", nargs="?", type=Path, help="if not said: in the folder backups")
    backup.set_defaults(act=back_up)
    restoring = commands.add_parser("restore", help="bring a backup back, into an empty place")
    restoring.add_argument("file", type=Path)
    restoring.set_defaults(act=restore)
    upgrading = commands.add_parser(
        "upgrade", help="make a backup, then bring the tables up to date"
    )
    upgrading.set_defaults(act=upgrade)
    trail = commands.add_parser("trail", help="the record of who did what")
    trail_commands = trail.add_subparsers(required=True, metavar="command")
    trail_commands.add_parser(
        "verify", help="name the first entry that was altered, deleted or moved"
    ).set_defaults(act=verify)
    commands.add_parser("manage", help="Django's own commands, for those who know them")
    return top


def add_where(running: argparse.ArgumentParser) -> None:
    running.add_argument("--host", default="127.0.0.1", help="who may come: 0.0.0.0 for everyone")
    running.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))


def run(chosen: argparse.Namespace) -> int:
    prepare(chosen)
    return serve(chosen, ready=lambda address: say(f"Open {address}\nPress Ctrl-C to stop."))


def serve(chosen: argparse.Namespace, *, ready: Callable[[str], None]) -> int:
    from .server import serve as answer

    worker = not getattr(chosen, "without_worker", False)
    try:
        answer(host=chosen.host, port=chosen.port, worker=worker, ready=ready)
    except OSError as trouble:
        say(f"The door {chosen.host}:{chosen.port} cannot be opened: {trouble.strerror}.")
        say("Something else may be using it. Choose another, such as: --port 8001")
        return 1
    return 0


def prepare(_chosen: argparse.Namespace) -> int:
    lay_out(home())
    set_up()
    from .prepare import prepare as make_ready

    make_ready(say)
    return 0


def worker(_chosen: argparse.Namespace) -> int:
    set_up()
    from .server import work_until_stopped

    say("Waiting for work. Press Ctrl-C to stop.")
    work_until_stopped()
    return 0


def check(_chosen: argparse.Namespace) -> int:
    if not (os.environ.get("ALONGSIDE_SECRET_KEY") or (home() / "secret").exists()):
        say(f"stop   {home()} is not prepared yet. Run: alongside prepare")
        return 1
    set_up()
    from .ready import STOP, answers

    found = list(answers())
    for answer in found:
        say(f"{answer.kind}  {answer.says}")
    stops = sum(answer.kind == STOP for answer in found)
    say("Everything needed is there." if not stops else f"{stops} to put right first.")
    return 1 if stops else 0


def back_up(chosen: argparse.Namespace) -> int:
    set_up()
    from .backup.making import back_up as make

    name = f"alongside-{datetime.now(UTC):%Y-%m-%d-%H%M%S}.backup"
    return make(chosen.file or home() / "backups" / name, say)


def restore(chosen: argparse.Namespace) -> int:
    lay_out(home())
    set_up()
    from .backup.restoring import restore as bring_back

    return bring_back(chosen.file, say)


def upgrade(chosen: argparse.Namespace) -> int:
    """Back up first: what goes wrong afterwards can be undone."""
    set_up()
    from .prepare import waiting_migrations

    waiting = waiting_migrations()
    if not waiting:
        say("The tables are up to date. Nothing was changed.")
        return prepare(chosen)
    chosen.file = None
    if back_up(chosen):
        say("The tables were not touched, because the backup is not whole.")
        return 1
    done = prepare(chosen)
    for step in waiting:
        say(f"Done: {step}")
    return done


def verify(_chosen: argparse.Namespace) -> int:
    set_up()
    from .verify import verify as look

    return look(say)


def manage(arguments: Sequence[str]) -> int:
    set_up()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["alongside manage", *arguments])
    return 0


def set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
    import django

    django.setup()


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()
