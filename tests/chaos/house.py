"""The running product, in a home of its own: started, killed and started again."""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final

ROOT: Final = Path(__file__).parents[2]
TYPED: Final = "import sys; from alongside.config.command import main; sys.exit(main())"
STARTING: Final = 15.0  # seconds
PATIENCE: Final = 120.0  # seconds; a busy machine is not a fault


@dataclass
class House:
    """`workers`: how many processes besides the one that serves; none means it works itself."""

    home: Path
    port: int
    mail_port: int
    product: Path  # where the program is: see `installed`
    database: str = ""
    workers: int = 0
    around: Sequence[str] = ()  # a command the serving process runs under, such as strace
    more: Mapping[str, str] = field(default_factory=dict)
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    began: dict[str, float] = field(default_factory=dict)
    kills: int = 0

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        return kept | {
            "PYTHONPATH": os.pathsep.join([str(self.product), str(ROOT)]),
            "HOME": str(self.home.parent),
            "ALONGSIDE_HOME": str(self.home),
            "ALONGSIDE_ADDRESS": f"http://127.0.0.1:{self.port}",
            "ALONGSIDE_DATABASE_URL": self.database,
            "ALONGSIDE_MAIL_HOST": "127.0.0.1",
            "ALONGSIDE_MAIL_PORT": str(self.mail_port),
            **self.more,
        }

    @property
    def log(self) -> Path:
        return self.home.with_name(f"{self.home.name}.log")

    def start(self, *names: str) -> None:
        """Start what is not running: all of it, or only these."""
        for name in names or self.parts:
            if name not in self.running:
                self.running[name] = self._begin(name)
        if "door" in self.running:
            self._wait_until_it_answers()

    def begin_only(self) -> None:
        """Start, and wait for nothing."""
        self.running["door"] = self._begin("door")

    @property
    def parts(self) -> tuple[str, ...]:
        return ("door", *(f"worker {number + 1}" for number in range(self.workers)))

    def kill(self, *names: str) -> None:
        """`kill -9`, in the middle of whatever they are doing."""
        for name in names or tuple(self.running):
            process = self.running.pop(name)
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            self.kills += 1

    def stop(self) -> list[str]:
        """Ask it to end; answers what did not end well, or not in time."""
        ending, unwell = dict(self.running), []
        self.running.clear()
        for process in ending.values():
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
        for name, process in ending.items():
            try:
                if process.wait(timeout=20) and not self._was_still_starting(name):
                    unwell.append(f"{name} ended with {process.returncode} when asked to end")
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                unwell.append(f"{name} did not end when asked to")
        return unwell

    def _was_still_starting(self, name: str) -> bool:
        """Before it listens to being asked, being asked ends it."""
        return time.monotonic() - self.began[name] < STARTING

    def has_fallen(self) -> list[str]:
        """What ended without being told to."""
        return [name for name, process in self.running.items() if process.poll() is not None]

    def say(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Type a command of the house, and hear what it says."""
        return self.run([sys.executable, "-c", TYPED, *words])

    def ask(self, module: str, *, feed: str = "") -> str:
        """Run one of our own modules inside the house's settings."""
        done = self.run([sys.executable, "-m", module], feed=feed)
        if done.returncode:
            raise RuntimeError(f"{module}: {done.stderr[-2000:]}")
        return done.stdout

    def run(self, command: Sequence[str], *, feed: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603 -- ourselves
            command,
            cwd=self.home.parent,
            env=self.environment | {"DJANGO_SETTINGS_MODULE": "alongside.config.settings"},
            input=feed,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE * 3,
        )

    def readyz(self) -> tuple[int, dict[str, bool]]:
        """What a machine that watches is told; 0 where nobody answers."""
        door = http.client.HTTPConnection("127.0.0.1", self.port, timeout=40)
        try:
            door.request("GET", "/readyz")
            answer = door.getresponse()
            return answer.status, json.loads(answer.read())
        except (OSError, http.client.HTTPException, ValueError):
            return 0, {}
        finally:
            door.close()

    def _begin(self, name: str) -> subprocess.Popen[bytes]:
        self.began[name] = time.monotonic()
        words = ["run", "--port", str(self.port)] if name == "door" else ["worker"]
        if name == "door" and self.workers:
            words.append("--without-worker")
        command = [sys.executable, "-c", TYPED, *words]
        with self.log.open("ab") as log:
            return self._process([*self.around, *command] if name == "door" else command, log)

    def _process(self, command: Sequence[str], log: IO[bytes]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 -- ourselves
            command,
            cwd=self.home.parent,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )

    def _wait_until_it_answers(self) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if "door" in self.has_fallen():
                raise RuntimeError(f"The house does not start. It said: {self._last_words()}")
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return
            time.sleep(0.05)
        raise TimeoutError(f"The house does not answer. It said: {self._last_words()}")

    def _last_words(self) -> str:
        return self.log.read_text(errors="replace")[-1500:]


def installed(folder: Path) -> Path:
    """The product as a wheel leaves it: its assets are built once, and not at each start."""
    leave_out = shutil.ignore_patterns("assets")
    to = folder / "product" / "site"
    return Path(shutil.copytree(ROOT / "src", to, symlinks=True, ignore=leave_out))


def copy_of(prepared: Path, to: Path) -> Path:
    """A home like one that was made ready before: keys, secret, files and, on SQLite, tables."""
    return Path(shutil.copytree(prepared, to, symlinks=True))
