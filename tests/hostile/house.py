"""A really running house: `alongside run` in a process and a home of its own."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
HERE = "127.0.0.1"
RUN = "import sys; from alongside.config.command import main; sys.exit(main(sys.argv[1:]))"
PATIENCE = 60.0  # seconds for the house to open
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class House:
    port: int
    pid: int
    folder: Path
    sessions: tuple[str, ...]
    bring: str  # the address that takes a file
    file: str  # the address of a large file

    def connect(self, *, patience: float = 20) -> socket.socket:
        return socket.create_connection((HERE, self.port), timeout=patience)

    @property
    def temporary(self) -> Path:
        return self.folder / "temporary"

    def memory(self) -> int:
        """Megabytes that the process holds now."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") // MEGABYTE

    def on_disk(self) -> int:
        """Megabytes of temporary files, those without a name included."""
        held = 0
        for handle in Path(f"/proc/{self.pid}/fd").iterdir():
            try:
                target = handle.readlink()
                if target.is_relative_to(self.temporary):
                    held += handle.stat().st_size
            except OSError:  # closed meanwhile
                continue
        return held // MEGABYTE

    def files_left(self) -> list[str]:
        """Temporary files with a name; those without vanish with their handle."""
        return sorted(path.name for path in self.temporary.iterdir())

    def holds(self, ports: set[int]) -> int:
        """How many connections from these ports the house still has in its hands."""
        held = 0
        for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]:
            _, here, there, *rest = line.split()
            mine = int(here.rpartition(":")[2], 16) == self.port
            owned = rest[6] != "0"  # a connection that nobody holds has no file
            held += mine and owned and int(there.rpartition(":")[2], 16) in ports
        return held


@contextmanager
def running(folder: Path, **settings: str) -> Iterator[House]:
    """A filled house that answers, until the block ends."""
    (folder / "temporary").mkdir(parents=True, exist_ok=True)
    around = {
        **os.environ,
        "ALONGSIDE_HOME": str(folder / "home"),
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "DJANGO_SETTINGS_MODULE": "alongside.config.settings",
        "TMPDIR": str(folder / "temporary"),
        **settings,
    }
    for name in ("ALONGSIDE_SECRET_KEY", "ALONGSIDE_DATABASE_URL"):
        around.pop(name, None)
    filled = subprocess.run(
        [sys.executable, "-m", "tests.hostile.fill"],
        cwd=ROOT,
        env=around,
        check=False,
        capture_output=True,
        text=True,
    )
    if filled.returncode:
        raise RuntimeError(f"the house could not be filled: {filled.stderr[-1000:]}")
    port = free_port()
    command = [sys.executable, "-c", RUN, "run", "--port", str(port)]
    with (folder / "log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=around, stdout=log, stderr=log)  # noqa: S603 -- ourselves
    try:
        wait_for(port, process)
        found: dict[str, Any] = json.loads(filled.stdout)
        found["sessions"] = tuple(found["sessions"])
        yield House(port=port, pid=process.pid, folder=folder, **found)
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def free_port() -> int:
    with socket.socket() as door:
        door.bind((HERE, 0))
        return int(door.getsockname()[1])


def wait_for(port: int, process: "subprocess.Popen[Any]") -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            asking = HTTPConnection(HERE, port, timeout=5)
            asking.request("GET", "/healthz")
            asking.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
        finally:
            asking.close()
    raise RuntimeError("the house did not open its door")
