"""What goes wrong, one thing at a time, while people go on."""

import json
import os
import random
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from . import accounts
from .accounts import Account
from .database import Server
from .house import House, copy_of
from .journal import Journal
from .mail import Post
from .people import Shared, Somebody
from .town import RESIDENTS, STAFF, Town

LEASE: Final = 75.0  # seconds: a little longer than a worker that died may hold its work
LONGEST_PEACE: Final = 8.0  # seconds
POLITELY: Final = 6  # after this many kills it is asked to end once
BEGINNINGS: Final = 8
FLUSHES: Final = "fsync,fdatasync"
DISK: Final = "600m"  # enough to be ready: more than 200 MB are free when nothing fills it


class SkippedError(Exception):
    """Why it cannot be tried here, in words that follow "skipped, because"."""


@dataclass
class Ground:
    """What every scenario begins from: a home and a database made ready once, and copied."""

    folder: Path
    seed: int
    ports: tuple[int, int]
    product: Path
    server: Server | None = None
    prepared: dict[str, tuple[Path, str]] = field(default_factory=dict)


@dataclass
class Outcome:
    name: str
    account: Account
    journal: Journal
    kills: int
    letters: int
    seconds: float
    said: list[str] = field(default_factory=list)

    @property
    def is_fine(self) -> bool:
        return self.account.is_fine and not self.journal.unkind and not self.said


@dataclass
class Scene:
    """One scenario under way."""

    name: str
    house: House
    post: Post
    shared: Shared
    people: list[Somebody]
    chance: random.Random
    server: Server | None
    said: list[str] = field(default_factory=list)  # what else was wrong
    blows: int = 0  # times the database or the disk was struck

    def wait(self, least: float, most: float) -> None:
        time.sleep(self.chance.uniform(least, most))

    def let_people_go_on(self) -> None:
        """Until a few more things are done, however slow the machine; then strike at any moment."""
        enough = self.shared.journal.acknowledged + self.chance.randint(1, 6)
        until = time.monotonic() + LONGEST_PEACE
        while self.shared.journal.acknowledged < enough and time.monotonic() < until:
            time.sleep(0.05)
        self.wait(0, 0.3)

    def expect(self, what: str, *, within: float, ask: Callable[[], bool]) -> None:
        until = time.monotonic() + within
        while not ask():
            if time.monotonic() > until:
                self.said.append(f"{what}: not within {within:.0f} seconds")
                return
            time.sleep(0.2)


Play = Callable[[Scene], None]


def act(
    ground: Ground,
    name: str,
    play: Play,
    *,
    on_postgresql: bool = False,
    patience: float = LEASE,
    home_on: Path | None = None,
) -> Outcome:
    """Let people come, let `play` strike, wait for what waits, and settle the accounts."""
    began = time.monotonic()
    with ExitStack() as until_the_end:
        scene = _set(ground, name, until_the_end, on_postgresql=on_postgresql, home_on=home_on)
        for person in scene.people:
            person.sign_in()
        for person in scene.people:
            person.start()
        play(scene)
        scene.house.start()
        scene.shared.enough.set()
        for person in scene.people:
            person.join(timeout=200)
        _everybody_is_home(scene)
        facts = _settled(scene, patience)
        account = accounts.settle(scene.shared.journal, facts, scene.post)
        _commands(scene)
        return Outcome(
            name,
            account,
            scene.shared.journal,
            scene.house.kills + scene.blows,
            len(scene.post.letters),
            time.monotonic() - began,
            scene.said,
        )


def _set(
    ground: Ground, name: str, stack: ExitStack, *, on_postgresql: bool, home_on: Path | None
) -> Scene:
    slug = name.replace(" ", "-")
    prepared, town = _prepared(ground, on_postgresql=on_postgresql)
    database = ""
    if on_postgresql:
        assert ground.server is not None
        database = ground.server.copy(slug, of="prepared")
    post = Post(ground.ports[1])
    post.open()
    stack.callback(post.close)
    house = House(
        home=copy_of(prepared, (home_on or ground.folder) / slug),
        port=ground.ports[0],
        mail_port=ground.ports[1],
        product=ground.product,
        database=database,
        workers=2 if on_postgresql else 0,
        more={"TMPDIR": str(home_on)} if home_on else {},  # most machines have one disk for all
    )
    stack.callback(house.stop)
    house.start()
    shared = Shared(town, Journal(), post, house.port)
    stack.callback(shared.enough.set)
    people = [
        Somebody(who, shared, answers=who in STAFF, seed=ground.seed)
        for who in (*STAFF, *RESIDENTS)
    ]
    chance = random.Random(f"{ground.seed} {name}")  # noqa: S311 -- no secret; the same again
    return Scene(name, house, post, shared, people, chance, ground.server)


def _prepared(ground: Ground, *, on_postgresql: bool) -> tuple[Path, Town]:
    kind = "postgresql" if on_postgresql else "sqlite"
    if kind not in ground.prepared:
        home = ground.folder / f"prepared-{kind}"
        database = ""
        if on_postgresql:
            assert ground.server is not None
            database = ground.server.make("prepared")
        house = House(home, *ground.ports, ground.product, database)
        done = house.say("prepare")
        if done.returncode:
            raise RuntimeError(f"prepare: {done.stderr[-1500:]}")
        ground.prepared[kind] = home, house.ask("tests.chaos.town")
    home, town = ground.prepared[kind]
    return home, Town(**json.loads(town))


def _everybody_is_home(scene: Scene) -> None:
    for person in scene.people:
        if person.is_alive():
            scene.said.append(f"{person.name} still waits for an answer")
        if person.trouble:
            scene.said.append(f"{person.name}: {person.trouble!r}")
    fallen = scene.house.has_fallen()
    scene.said += [f"{name} ended by itself" for name in fallen]


def _settled(scene: Scene, patience: float) -> accounts.Facts:
    """Wait until no work waits: what a killed worker held comes back when its lease ends."""
    until = time.monotonic() + patience
    while True:
        facts: accounts.Facts = json.loads(scene.house.ask("tests.chaos.facts"))
        if not facts["jobs"]["due"] + facts["jobs"]["leased"] or time.monotonic() > until:
            if facts["jobs"]["due"]:
                scene.said.append(f"{facts['jobs']['due']} jobs are due, and nobody does them")
            if facts["jobs"]["leased"] and patience >= LEASE:
                scene.said.append(f"{facts['jobs']['leased']} jobs are in nobody's hands")
            return facts
        time.sleep(1)


def _commands(scene: Scene) -> None:
    for words in (["trail", "verify"], ["check"]):
        done = scene.house.say(*words)
        if done.returncode:
            scene.said.append(
                f"alongside {' '.join(words)}: {done.stdout[-600:]}{done.stderr[-600:]}"
            )
    status, works = scene.house.readyz()
    if status != 200:
        scene.said.append(f"/readyz says {status} {works}")


def beginnings(ground: Ground) -> Outcome:
    """Being made ready for the first time is cut off again and again; at last it is let be."""
    began = time.monotonic()
    chance = random.Random(ground.seed)  # noqa: S311 -- no secret; the same again
    home = ground.folder / "beginnings"
    with ExitStack() as until_the_end:
        post = Post(ground.ports[1])
        post.open()
        until_the_end.callback(post.close)
        house = House(home, *ground.ports, ground.product)
        until_the_end.callback(house.stop)
        home.parent.mkdir(exist_ok=True)
        for _ in range(BEGINNINGS):
            house.begin_only()
            time.sleep(chance.uniform(0.2, 5))
            house.kill()
        house.start()
        scene = Scene(
            "", house, post, Shared(Town("", "", []), Journal(), post, 0), [], chance, None
        )
        _work_was_done(scene)
        facts = json.loads(house.ask("tests.chaos.facts"))
        account = accounts.settle(scene.shared.journal, facts, post)
        _commands(scene)
        return Outcome(
            "killed while made ready",
            account,
            scene.shared.journal,
            house.kills,
            0,
            time.monotonic() - began,
            scene.said,
        )


def _work_was_done(scene: Scene) -> None:
    """The first regular work is written down within a moment: then the house is ready."""
    scene.expect("ready", within=90, ask=lambda: scene.house.readyz()[0] == 200)


# What goes wrong


def killed(times: int) -> Play:
    """The one process that does everything is killed, and started again, and killed.

    Now and then it is asked to end instead, as when the machine is restarted.
    """

    def play(scene: Scene) -> None:
        for number in range(times):
            scene.let_people_go_on()
            scene.house.kill()
            scene.house.start()
            if number % POLITELY == 0:
                _asked_to_end(scene)

    return play


def killed_in_parts(times: int) -> Play:
    """The door, a worker, another, or all of them."""

    def play(scene: Scene) -> None:
        while scene.house.kills < times:
            scene.let_people_go_on()
            parts = scene.house.parts
            victims = scene.chance.choice([("door",), parts[1:2], parts[2:3], parts])
            scene.house.kill(*victims)
            scene.house.start()
            if scene.chance.random() < 1 / POLITELY:
                _asked_to_end(scene)

    return play


def _asked_to_end(scene: Scene) -> None:
    scene.let_people_go_on()
    scene.said += scene.house.stop()
    scene.house.start()


def workers_killed(times: int) -> Play:
    """Two workers share the work; one is killed, then the other."""

    def play(scene: Scene) -> None:
        for number in range(times):
            scene.wait(0.5, 2)
            worker = scene.house.parts[1 + number % 2]
            scene.house.kill(worker)
            scene.wait(0.5, 2)
            scene.house.start(worker)

    return play


def database_away(scene: Scene) -> None:
    """Stopped as people stop it, cut off, and killed; nobody touches the house meanwhile."""
    server = scene.server
    assert server is not None
    pull_the_plug = partial(server.stop, "immediate")
    strikes: list[Callable[[], None]] = [server.stop, pull_the_plug, server.kill, server.kill]
    for strike in strikes:
        scene.wait(2, 4)
        strike()
        scene.blows += 1
        scene.wait(3, 6)
        status, _works = scene.house.readyz()
        if status != 503:
            scene.said.append(f"/readyz said {status} while the database was away")
        server.start()
        scene.expect(
            "ready again after the database came back",
            within=20,
            ask=lambda: scene.house.readyz()[0] == 200,
        )


def disk_full(scene: Scene) -> None:
    """Every byte is taken, three times, and given back; nobody touches the house meanwhile."""
    for _ in range(3):
        scene.wait(2, 4)
        with _filled(scene.house.home):
            scene.blows += 1
            scene.wait(4, 7)
            status, works = scene.house.readyz()
            if status != 503:
                scene.said.append(f"/readyz said {status} {works} while the disk was full")
        scene.expect(
            "ready again with room on the disk",
            within=20,
            ask=lambda: scene.house.readyz()[0] == 200,
        )


@contextmanager
def _filled(home: Path) -> Iterator[None]:
    filler = home.parent / "filler"
    block = b"x" * 65_536
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(block):
            pass
    with filler.open("ab", buffering=0) as file, suppress(OSError):
        while file.write(b"x"):
            pass
    try:
        yield
    finally:
        filler.unlink()


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A disk of its own, so that filling it hurts nobody else."""
    place = folder / "small-disk"
    place.mkdir()
    mount = shutil.which("mount")
    if os.geteuid() != 0 or mount is None:
        raise SkippedError("only root may make a small disk to fill")
    done = _run([mount, "-t", "tmpfs", "-o", f"size={DISK}", "none", str(place)])
    if done.returncode:
        raise SkippedError(f"no small disk can be made here: {done.stderr.strip()}")
    try:
        yield place
    finally:
        _run(["umount", "--lazy", str(place)])


def flushing_fails(scene: Scene) -> None:
    """The disk says no when it is asked to keep things for good; then it answers again."""
    strace = shutil.which("strace")
    if strace is None:
        raise SkippedError("strace is not installed")
    noted = scene.house.home.with_name("strace.log")
    for every in (3, 2, 1):
        scene.wait(2, 3)
        scene.house.kill()
        scene.house.around = (
            strace, "-f", "-qq", "-o", str(noted), "-e", f"trace={FLUSHES}",
            "-e", f"inject={FLUSHES}:error=EIO:when=2+{every}",  # counted in each thread
        )  # fmt: skip
        scene.house.start()
        scene.wait(8, 12)
        scene.house.kill()
        refused = noted.read_text(errors="replace").count("(INJECTED)")
        scene.blows += refused
        if not refused:
            scene.said.append(f"nothing was refused, where every {every}. flush should have been")
        scene.house.around = ()
        scene.house.start()


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 -- as given above


def free_ports() -> tuple[int, int]:
    """Two doors of this machine that nobody uses: for the house, and for its mail server."""
    with (
        socket.create_server(("127.0.0.1", 0)) as one,
        socket.create_server(("127.0.0.1", 0)) as two,
    ):
        return one.getsockname()[1], two.getsockname()[1]
