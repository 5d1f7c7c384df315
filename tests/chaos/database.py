"""A PostgreSQL server that keeps what it acknowledged: fsync on, nothing hurried."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from tools.postgresql import find_programs, not_root, run, within_reach

PORT: Final = 5432  # only the name of the socket: the server listens to no network
DURABLE: Final = ("fsync=on", "synchronous_commit=on", "full_page_writes=on", "max_connections=60")


class Server:
    """One server on a folder; it can be stopped, killed and started again."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.who = folder, not_root()
        folder.mkdir(parents=True)
        self.programs = find_programs()
        if self.who:
            self.programs = within_reach(self.programs, folder)
            shutil.chown(folder, user=self.who["user"])
        self.data = folder / "data"
        run([self.programs / "initdb", "-D", self.data, "-U", "alongside", "--auth=trust",
             "--encoding=UTF8", "--locale=C", "--data-checksums"], folder, self.who)  # fmt: skip

    def start(self) -> None:
        words = ["-c", "listen_addresses=''", "-p", str(PORT), "-k", str(self.folder)]
        words += [word for setting in DURABLE for word in ("-c", setting)]
        self._control("-l", self.folder / "log", "-o", " ".join(words), "start")

    def stop(self, how: str = "fast") -> None:
        """`fast` ends what is under way; `immediate` is like pulling the plug."""
        self._control("-m", how, "stop")

    def kill(self) -> None:
        """`kill -9` of the server, and of every process it began."""
        first = int((self.data / "postmaster.pid").read_text().split()[0])
        children = subprocess.run(  # noqa: S603 -- plain ps
            ["ps", "-o", "pid=", "--ppid", str(first)],  # noqa: S607 -- wherever it is
            capture_output=True,
            text=True,
            check=False,
        ).stdout.split()
        for process in (first, *map(int, children)):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        until = time.monotonic() + 10
        while Path(f"/proc/{first}").exists() and time.monotonic() < until:
            time.sleep(0.05)

    def make(self, name: str) -> str:
        """An empty database; answers its address."""
        import psycopg

        with psycopg.connect(self.address("postgres"), autocommit=True) as door:
            door.execute(f'CREATE DATABASE "{name}"')
        return self.address(name)

    def copy(self, name: str, *, of: str) -> str:
        import psycopg

        with psycopg.connect(self.address("postgres"), autocommit=True) as door:
            door.execute(f'CREATE DATABASE "{name}" TEMPLATE "{of}"')
        return self.address(name)

    def address(self, name: str) -> str:
        return f"postgresql:///{name}?host={self.folder}&port={PORT}&user=alongside"

    def _control(self, *words: str | Path) -> None:
        run([self.programs / "pg_ctl", "-D", self.data, "-w", *words], self.folder, self.who)


@contextmanager
def server(folder: Path) -> Iterator[Server]:
    found = Server(folder)
    found.start()
    try:
        yield found
    finally:
        with suppress(Exception):  # it may have been killed on purpose
            found.stop("immediate")
