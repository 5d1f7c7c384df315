"""A browser for the tests: Debian's Chromium, fetched where we may."""

import os
import shutil
import subprocess

NAMES = ("chromium", "chromium-browser", "google-chrome")
PATIENCE = 600  # seconds for the package to arrive


class NoBrowserError(Exception):
    """Why there is none, in words that follow "skipped, because"."""


def browser() -> str:
    """Where Chromium is; fetched first, where it is not there and we may."""
    return _found() or _fetched()


def _found() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)


def _fetched() -> str:
    fetcher = shutil.which("apt-get")
    if not fetcher:
        raise NoBrowserError("there is no Chromium here, and no apt-get to fetch it with")
    if os.geteuid() != 0:
        raise NoBrowserError("there is no Chromium here. Run: sudo apt-get install chromium")
    print("Fetching Chromium for the browser tests.", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update", "-q"], ["install", "-qy", "--no-install-recommends", "chromium"]):
        try:
            subprocess.run(
                [fetcher, *words], env=quiet, check=True, capture_output=True, timeout=PATIENCE
            )
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as trouble:
            raise NoBrowserError("apt-get could not fetch Chromium") from trouble
    if found := _found():
        return found
    raise NoBrowserError("apt-get fetched Chromium, and yet it is not there")
