"""A house to measure: a home of its own that vanishes, its database, and the product running."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.error import URLError
from urllib.request import urlopen

ROOT: Final = Path(__file__).resolve().parent.parent
ALONGSIDE: Final = "from alongside.config.command import main; raise SystemExit(main())"
PATIENCE: Final = 60  # seconds for the door to open
SLOWEST: Final = 1800  # seconds for the longest thing asked of a house


@dataclass(frozen=True, slots=True)
class House:
    """One home folder, and where its database is."""

    home: Path
    database: str = ""  # the address of PostgreSQL; SQLite where there is none

    @property
    def environment(self) -> dict[str, str]:
        left_out = {"ALONGSIDE_SECRET_KEY", "ALONGSIDE_DATABASE_URL"}
        kept = {name: word for name, word in os.environ.items() if name not in left_out}
        paths = f"{ROOT / 'src'}{os.pathsep}{ROOT}"
        own = {"ALONGSIDE_HOME": str(self.home), "PYTHONPATH": paths}
        own |= {"DJANGO_SETTINGS_MODULE": "alongside.config.settings"}
        return kept | own | ({"ALONGSIDE_DATABASE_URL": self.database} if self.database else {})

    def prepare(self) -> None:
        self._run([sys.executable, "-c", ALONGSIDE, "prepare"])

    def ask(self, what: str, *words: object) -> Any:
        """Have something done in this house's own process."""
        told = [sys.executable, "-m", "benches.inside", what, *map(str, words)]
        return json.loads(self._run(told).splitlines()[-1])

    def _run(self, command: list[str]) -> str:
        done = subprocess.run(
            command,
            env=self.environment,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
            timeout=SLOWEST,
        )
        return done.stdout

    @contextmanager
    def running(self) -> Iterator[str]:
        """`alongside run`, as an operator starts it; gives its address."""
        port = free_port()
        command = [sys.executable, "-c", ALONGSIDE, "run", "--port", str(port)]
        with served(command, self.environment, port) as address:
            yield address


@contextmanager
def house(people: int, *, database: str = "") -> Iterator[House]:
    """A house with the demo's town and so many people more."""
    with tempfile.TemporaryDirectory(prefix="alongside-bench-") as folder:
        made = House(Path(folder) / "home", database)
        made.prepare()
        made.ask("fill", people)
        yield made


@contextmanager
def served(command: list[str], environment: dict[str, str], port: int) -> Iterator[str]:
    """A server of ours, until the block ends."""
    address = f"http://127.0.0.1:{port}"
    process = subprocess.Popen(
        command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        _wait_for(address, process)
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    give_up = time.monotonic() + PATIENCE
    while time.monotonic() < give_up and process.poll() is None:
        try:
            with urlopen(address, timeout=5):  # noqa: S310 -- our own address
                return
        except URLError as answer:
            if hasattr(answer, "code"):  # it answers, if only with a refusal
                return
            time.sleep(0.2)
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"nothing answers at {address}")


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port: int = door.getsockname()[1]
        return port
