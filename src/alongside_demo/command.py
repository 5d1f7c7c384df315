"""The command `alongside-demo`: the invented town of Marram Bay on this machine."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec

from alongside.config import command
from alongside.config.command import say


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        "alongside-demo", description="Look round an invented town. Nothing in it is real."
    )
    command.add_where(parser)
    chosen = parser.parse_args(list(sys.argv[1:] if arguments is None else arguments))
    os.environ["DJANGO_SETTINGS_MODULE"] = "alongside_demo.settings"
    os.environ["ALONGSIDE_HOME"] = os.environ.get("ALONGSIDE_DEMO_HOME", "var/demo")
    os.environ["ALONGSIDE_ADDRESS"] = f"http://localhost:{chosen.port}"
    command.prepare(chosen)
    fill_if_empty()
    return command.serve(chosen, ready=welcome)


def fill_if_empty() -> None:
    from alongside.foundation.programmes.queries import programmes

    if find_spec("alongside_demo.town") is None or programmes().exists():
        return
    say("Filling the town of Marram Bay.")
    import_module("alongside_demo.town").fill()


def welcome(address: str) -> None:
    say(f"\nMarram Bay is open: {address}")
    if find_spec("alongside_demo.town"):
        say(f"To sign in, choose one of these people at {address}/demo/")
        for who, what in import_module("alongside_demo.town").CAST.items():
            say(f"  {who:<8} {what}")
    say("Everything here is invented. Press Ctrl-C to stop.\n")
