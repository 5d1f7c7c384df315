"""Fetches every address as every visitor in every state, and shows each answer to every net.

One walk, many nets: what each net says is kept with where, who and in which state.
Nothing stays: the walk happens inside one transaction that is taken back.
"""

import os
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import product
from typing import Any, Final
from urllib.parse import urlsplit

import brotli  # type: ignore[import-untyped]  # -- it ships no types
import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve, reverse

from alongside.toolbox.doors import Opens

from .addresses import Address, CannotFillError, Filled, addresses, fill
from .forms import SCRIPT, WAYS, Form, forms_of
from .nets import plain, pseudo, queries, walls, wire
from .nets.page import Page, read
from .nets.skeleton import fingerprint
from .nets.theirs import kept_words
from .nets.valid import valid
from .roles import FACILITATOR, NOBODY, PERSON, VISITORS, Visitor
from .world import FOREIGN, World, build, build_more

OK, FOUND, BAD, FORBIDDEN, MISSING, NOT_THIS_WAY, MEANWHILE = 200, 302, 400, 403, 404, 405, 409
UNREADABLE: Final = 422
ONLY: Final = tuple(os.environ.get("HOUSE_ONLY", "").split(","))  # while working on one room
THOROUGH: Final = os.environ.get("HOUSE_THOROUGH") == "true"  # everybody goes everywhere
# Who goes to every state of every place; when thorough, everybody does.
OFTEN: Final = frozenset(
    [
        FACILITATOR.name,
        PERSON.name,
        NOBODY.name,
        "supporter",
        "somebody new, in no project",
        "finance",
    ]
)
READERS: Final = (PERSON, FACILITATOR)
BROKEN: Final = 500
TOLD_ENOUGH: Final = 4  # words: a sentence, not a shrug
ASKS_MORE_ALTHOUGH: Final = {  # these read every room once, whatever there is in them
    "dissemination:release": 13,  # all that is still missing, and the advice set aside
    "evaluation:close": 14,
    "evaluation:log": 13,
    "evaluation:log_csv": 13,
    "evaluation:report": 21,
    "evaluation:report_docx": 27,
    "project:detail": 18,  # for its own people: what each room has of it
    "projects:close": 14,  # every room says whether it may
}
HIDDEN: Final = {  # in this state some who pass the door may not even know that it is there
    ("mfa_square", ""): "there is a square to photograph only while a second step is set up",
    ("security_txt", ""): "a house that names nobody to tell of a weakness says so with a page",
    ("memberships:person", "a member"): "a manager of a group sees the people of that group",
    ("opportunities:detail", "draft"): "nobody hears of it before it is offered",
    ("opportunities:detail", "by invitation"): "it is there for those who are asked",
}
HEAVY_ALTHOUGH: Final = {"mfa_activate_totp": 8_000}  # a code to photograph, drawn in the page
# What differs from one visitor to the next and changes nothing for a net: seals, ids, names.
ASLEEP: Final = "This page had gone to sleep"
SAME: Final = re.compile(
    r'(?<=name="csrfmiddlewaretoken" value=")[^"]*|(?<=name="once" value=")[^"]*'
    r"|[0-9a-f]{8}-[0-9a-f-]{27}|(?i:zephyr[a-z]+)"
)
BROWSER: Final = {
    "Accept-Encoding": "br",
    "Accept": "text/html",
    "Sec-Fetch-Site": "same-origin",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where, in which state, and who stood there."""

    address: str
    state: str
    visitor: str
    path: str
    method: str = "GET"

    def __str__(self) -> str:
        state = f" [{self.state}]" if self.state else ""
        return f"{self.method} {self.address}{state} as {self.visitor}"


@dataclass(slots=True)
class Sample:
    """One page of a shape seen for the first time, kept for the browser."""

    place: Place
    source: str
    policy: str


@dataclass(slots=True)
class Walk:
    """What was seen on the whole walk."""

    found: defaultdict[str, dict[str, list[str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    answers: dict[Place, int] = field(default_factory=dict)
    samples: dict[str, Sample] = field(default_factory=dict)
    addresses: list[Address] = field(default_factory=list)
    forms: int = 0
    takes_forms_only: dict[str, bool] = field(default_factory=dict)
    unvisited: dict[str, str] = field(default_factory=dict)
    states: set[tuple[str, str]] = field(default_factory=set)
    personal: list[str] = field(default_factory=list)
    grades: dict[str, float] = field(default_factory=dict)
    weights: dict[str, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def say(self, net: str, place: Place, findings: list[str]) -> None:
        for finding in findings:
            self.found[net][finding].append(str(place))

    def report(self, net: str) -> list[str]:
        """Give each finding once, with one place to see it and how many more there are."""
        return [
            f"{places[0]}{f' and {len(places) - 1} more' if len(places) > 1 else ''}: {finding}"
            for finding, places in self.found[net].items()
        ]

    def summary(self) -> str:
        pages = {place.path for place in self.answers}
        said = Counter(self.answers.values())
        return (
            f"{len(self.answers)} visits: {len(self.addresses)} addresses, {len(pages)} pages, "
            f"{len({p.visitor for p in self.answers})} kinds of people, {len(self.states)} states, "
            f"{len(self.samples)} skeletons, {self.forms} forms; "
            f"answers {dict(sorted(said.items()))}"
        )


class Walker:
    """Walks the house once."""

    def __init__(self, world: World) -> None:
        self.world, self.walk = world, Walk()
        self.theirs = kept_words()
        self.clients = {visitor: self._client(visitor) for visitor in VISITORS}
        self.known: dict[tuple[int, str], tuple[dict[str, list[str]], str]] = {}
        self.always = {"programme": world.programme.slug}

    def _client(self, visitor: Visitor) -> Client:
        client = Client(enforce_csrf_checks=True, raise_request_exception=False, headers=BROWSER)
        if visitor.signed_in:
            client.force_login(self.world.person(visitor))
        return client

    def everywhere(self) -> Walk:
        self.walk.personal = self.world.personal
        self.walk.addresses = addresses()
        for address in self.walk.addresses:
            if not address.name.startswith(ONLY):
                continue
            for number, (state, gaps) in enumerate(self._states(address).items()):
                self.walk.states.add((address.name, state))
                who = self._who_comes(address, state, first=not number)
                self._see(address, state, address.path(gaps), who)
                self._knock(address, state, address.path(gaps), who)
        return self.walk

    def _who_comes(self, address: Address, state: str, *, first: bool) -> list[Visitor]:
        """Everybody, to the first state of a place; later, whoever its door lets in at all.

        A door is opened or shut before anything behind it is looked at, so that the others learn
        nothing new in a second state. Where only forms are taken, one of each kind is enough.
        """
        if first:
            return list(VISITORS)
        takes_forms_only = self.walk.takes_forms_only.get(address.name)
        if state == FOREIGN or takes_forms_only or address.door is None:
            return _one_of_each(address, state)
        let_in = [v for v in VISITORS if OK in expected(address, v, state, "GET")]
        often = [v for v in let_in if v.name in OFTEN]
        return let_in if THOROUGH else often or let_in[:1]

    def _states(self, address: Address) -> Filled:
        try:
            return fill(address, self.world.offered, self.always)
        except CannotFillError as gap:
            self.walk.unvisited[address.name] = str(gap)
            return {}

    def _see(self, address: Address, state: str, path: str, who: list[Visitor]) -> None:
        for visitor in who:
            if self._learns_nothing(address, state, visitor):
                continue
            place = Place(address.name, state, visitor.name, path)
            with queries.asked() as asked:
                answer = self._get(visitor, path)
            self._judge(place, address, visitor, answer)
            self.walk.say("writes", place, queries.written(asked))
            if answer.status_code == NOT_THIS_WAY:
                self.walk.takes_forms_only[address.name] = True
            if answer.status_code == OK:
                limit = ASKS_MORE_ALTHOUGH.get(address.name, queries.MOST)
                self.walk.say("queries", place, queries.too_many(asked, limit=limit))
                self.walk.counts[address.name] = max(
                    len(asked), self.walk.counts.get(address.name, 0)
                )
                if address.name not in self.walk.weights:
                    self._first_visit(place, visitor, path)

    def _learns_nothing(self, address: Address, state: str, visitor: Visitor) -> bool:
        """Where only forms are taken, one of each kind looks; when thorough, everybody does."""
        takes_forms_only = self.walk.takes_forms_only.get(address.name, False)
        return not THOROUGH and takes_forms_only and visitor not in _one_of_each(address, state)

    def _knock(self, address: Address, state: str, path: str, who: list[Visitor]) -> None:
        """Send an empty form to every door: it opens to nobody it did not open to before."""
        for visitor in _one_of_each(address, state):
            if visitor not in who:
                continue
            place = Place(address.name, state, visitor.name, path, "POST")
            client = self.clients[visitor]
            client.handler.enforce_csrf_checks = False
            answer = asked_for(client, partial(client.post, path))
            self._judge(place, address, visitor, answer)
            client.handler.enforce_csrf_checks = True

    def send_forms(self) -> None:
        """Send each form of each skeleton empty, odd and huge, as whoever saw it first."""
        sent: set[str] = set()
        for sample in list(self.walk.samples.values()):
            for form in forms_of(read(sample.source), sample.place.path):
                if form.key not in sent and sample.place.method == "GET":
                    sent.add(form.key)
                    self._send(sample.place, form)
        self.walk.forms = len(sent)

    def _send(self, seen: Place, form: Form) -> None:
        """Open the page once, as a browser does, and send its form in each way."""
        visitor = next(v for v in VISITORS if v.name == seen.visitor)
        client = self.clients[visitor]
        with cookies_of(client):
            fresh = asked_for(client, partial(client.get, seen.path), keep_cookies=True)
            again = next((f for f in forms_of(read(text_of(fresh)), seen.path)
                          if f.key == form.key), form)  # fmt: skip
            send = client.post if form.posts else client.get
            for way in WAYS:
                place = replace(seen, state=f"{seen.state} {way} to {form.action}", method="POST")
                typed = again.filled(way)
                answer = asked_for(client, partial(send, form.action, typed, follow=True))
                self._took(place, seen, visitor, answer)

    def _took(self, place: Place, seen: Place, visitor: Visitor, answer: Any) -> None:
        self.walk.answers[place] = answer.status_code
        if answer.status_code >= BROKEN:
            self.walk.say("forms", place, [f"{answer.status_code}: {trouble_of(answer)}"])
        if not is_page(answer):
            return
        source = text_of(answer)
        if answer.status_code == FORBIDDEN and ASLEEP in source:
            self.walk.say("forms", place, ["the seal did not fit: nothing was tried"])
        page = read(source)
        if SCRIPT in source:
            self.walk.say("forms", place, ["gives back a script as it was typed"])
        ours = resolve(urlsplit(seen.path).path).func.__module__.startswith("alongside")
        self.walk.say("valid", place, valid(page, ours=ours))
        self.walk.say("leaks", place, walls.leaks(source, self.world.forbidden(visitor)))
        policy = answer.headers.get("Content-Security-Policy", "")
        self.walk.samples.setdefault(fingerprint(page), Sample(place, source, policy))

    def _get(self, visitor: Visitor, path: str, *, headers: Mapping[str, str] | None = None) -> Any:
        client = self.clients[visitor]
        return asked_for(client, lambda: client.get(path, headers=headers))

    def _first_visit(self, place: Place, visitor: Visitor, path: str) -> None:
        answer = self._get(visitor, path, headers={"Sec-Fetch-Site": "none"})
        if is_page(answer):
            self.walk.say("first visit", place, wire.too_heavy(answer, limit=wire.FIRST))
            self.walk.weights[place.address] = wire.bytes_on_the_wire(answer)

    def _judge(self, place: Place, address: Address, visitor: Visitor, answer: Any) -> None:
        self.walk.answers[place] = answer.status_code
        self.walk.say("answers", place, answers(address, visitor, answer, place))
        if not is_page(answer):
            if answer.status_code >= BAD:
                self.walk.say("kind", place, [f"{answer.status_code} without a page"])
            kept = download(answer)
            self.walk.say("leaks", place, walls.leaks(kept, self.world.forbidden(visitor)))
            return
        source = text_of(answer)
        found, bones = self._looked_at(place, address, source, answer)
        for net, findings in found.items():
            self.walk.say(net, place, findings)
        self.walk.say("leaks", place, walls.leaks(source, self.world.forbidden(visitor)))
        limit = HEAVY_ALTHOUGH.get(address.name, wire.NEXT)
        self.walk.say("next pages", place, wire.too_heavy(answer, limit=limit))
        policy = answer.headers.get("Content-Security-Policy", "")
        self.walk.samples.setdefault(bones, Sample(place, source, policy))

    def _looked_at(
        self, place: Place, address: Address, source: str, answer: HttpResponse
    ) -> tuple[dict[str, list[str]], str]:
        """Show a page to every net, once for each page that differs."""
        limit = reading_limit(address) if answer.status_code == OK else plain.CO_RESEARCHERS
        key = (hash(SAME.sub("", source)), f"{limit} {answer.status_code}")
        if key not in self.known:
            page = read(source)
            self.known[key] = (self._nets(place, address, page, answer, limit), fingerprint(page))
        return self.known[key]

    def _nets(
        self, place: Place, address: Address, page: Page, answer: HttpResponse, limit: float
    ) -> dict[str, list[str]]:
        if answer.status_code == OK:
            grade = plain.reading(page, self.theirs).grade
            self.walk.grades[place.address] = max(grade, self.walk.grades.get(place.address, 0))
        return {
            "valid": valid(page, ours=address.is_ours),
            "hard": plain.too_hard(page, self.theirs, limit=limit),
            "unkind": plain.unkind(page, self.theirs),
            "unsafe": [*wire.unsafe(answer, page), *wire.sealed(text_of(answer))],
            "uncompressed": wire.uncompressed(answer),
            "kind": without_a_sentence(page) if answer.status_code >= FORBIDDEN else [],
        }

    def with_more_rows(self) -> None:
        """See the lists again when everything is there three times over."""
        chosen = [a for a in self.walk.addresses if a.is_ours and a.name.startswith(ONLY)]
        lists = [a for a in chosen if a.gaps <= set(self.always)]
        few = {each: self._cost(*each) for each in product(lists, READERS)}
        for _time in range(2):
            build_more(self.world)
        for (address, visitor), (status, before) in few.items():
            _status, after = self._cost(address, visitor)
            if status == OK and len(after) > len(before):
                place = Place(address.name, "with more rows", visitor.name, "")
                grown = set(after.repeated()) - set(before.repeated())
                said = f"{len(before)} queries grew to {len(after)}: {sorted(grown)[:1]}"
                self.walk.say("grown", place, [said])

    def _cost(self, address: Address, visitor: Visitor) -> tuple[int, queries.Asked]:
        with queries.asked() as asked:
            answer = self._get(visitor, address.path(self.always))
        return answer.status_code, asked

    def in_another_language(self) -> None:
        """See one page of each skeleton again, every translated word marked."""
        with pseudo.pseudo_language():
            for sample in self.walk.samples.values():
                place = sample.place
                visitor = next(v for v in VISITORS if v.name == place.visitor)
                if place.method != "GET":
                    continue
                answer = self._get(visitor, place.path)
                if is_page(answer):
                    said = pseudo.untranslated(read(text_of(answer)), self.theirs)
                    self.walk.say("untranslated", place, said)


@contextmanager
def cookies_of(client: Client) -> Iterator[None]:
    """Give the browser back the cookies it came with."""
    cookies = deepcopy(client.cookies)
    yield
    client.cookies = cookies


def asked_for(client: Client, ask: Callable[[], Any], *, keep_cookies: bool = False) -> Any:
    """Ask, and take back what it did to the database and to the browser's cookies.

    What broke inside is an answer too, and the walk goes on.
    """
    cookies = deepcopy(client.cookies)
    cache.clear()  # nobody is turned away for walking fast
    try:
        with transaction.atomic():
            answer = ask()
            transaction.set_rollback(True)
    except pytest.fail.Exception as trouble:  # a template asked for what is not there
        answer = HttpResponse(status=BROKEN)
        vars(answer)["exc_info"] = (type(trouble), trouble, trouble.__traceback__)
    if not keep_cookies:
        client.cookies = cookies
    return answer


def reading_limit(address: Address) -> float:
    """Pages only staff can open may be a little harder."""
    door = address.door
    return plain.ELSEWHERE if door and door.opens == Opens.ROLES else plain.CO_RESEARCHERS


def is_page(answer: HttpResponse) -> bool:
    return answer.headers.get("Content-Type", "").startswith("text/html") and bool(answer.content)


def download(answer: Any) -> str:  # Any: the test client's answer
    """Read what is not a page; the client closes it at its end, and the database stays open."""
    parts = answer.streaming_content if answer.streaming else [answer.content]
    body = b"".join(parts)
    return body.decode("utf-8", errors="replace")


def text_of(answer: HttpResponse) -> str:
    body = answer.content
    if answer.headers.get("Content-Encoding") == "br":
        body = brotli.decompress(body)
    return body.decode(answer.charset or "utf-8")


def without_a_sentence(page: Page) -> list[str]:
    """Say so where a no comes without words, or without a way on."""
    main = page.main
    words = len(main.text.split()) if main else 0
    links = page.all("a")
    said = [] if words >= TOLD_ENOUGH else ["a no without a sentence"]
    return said if links else [*said, "a no without a way on"]


def answers(address: Address, visitor: Visitor, answer: Any, place: Place) -> list[str]:
    """Say whether the door did what it says."""
    status = answer.status_code
    if status >= BROKEN:
        return [f"{status}: {trouble_of(answer)}"]
    if not address.is_ours:
        return []
    door = address.door
    if door is None:
        return ["the view names no door"]
    allowed = expected(address, visitor, place.state, place.method)
    if status == FOUND and FOUND in allowed and allowed == {FOUND}:
        sent = answer.headers["Location"]
        return [] if sent.startswith(reverse("account_login")) else [f"sent to {sent}"]
    return [] if status in allowed else [f"answered {status}, not one of {sorted(allowed)}"]


def _one_of_each(address: Address, state: str) -> list[Visitor]:
    """Choose one visitor for each answer a form of theirs should get."""
    kinds: dict[object, Visitor] = {NOBODY: NOBODY}
    if address.door is None:
        return [PERSON, NOBODY]
    for visitor in VISITORS:
        kinds.setdefault(frozenset(expected(address, visitor, state, "POST")), visitor)
    return list(kinds.values())


def trouble_of(answer: Any) -> str:
    trouble = getattr(answer, "exc_info", None)
    if not trouble:
        return "broken"
    last = trouble[2]
    while last.tb_next:
        last = last.tb_next
    code = last.tb_frame.f_code
    where = f"{code.co_filename.rsplit('/src/')[-1]}:{last.tb_lineno}"
    return f"{trouble[0].__name__}: {str(trouble[1])[:160]} ({where})"


def expected(address: Address, visitor: Visitor, state: str, method: str) -> set[int]:
    """Say what each kind of person should get at each kind of door."""
    door, let_in = address.door, {OK, FOUND, FORBIDDEN, NOT_THIS_WAY}
    assert door is not None
    if (address.name, state) in HIDDEN:
        let_in = let_in | {MISSING}
    foreign = {MISSING, FORBIDDEN, NOT_THIS_WAY}
    if method == "POST":
        let_in = let_in | {BAD, MISSING, MEANWHILE, UNREADABLE}
    if door.opens == Opens.ANYONE:
        if state == FOREIGN:
            return {MISSING, NOT_THIS_WAY}
        return let_in if visitor.belongs else let_in | {MISSING}  # a draft is not public
    if visitor is NOBODY or not visitor.signed_in:
        return {FOUND}
    if door.opens != Opens.SIGNED_IN:
        if not visitor.belongs:
            return {MISSING}
        if door.opens == Opens.ROLES and not visitor.holds & door.roles:
            return {FORBIDDEN}
    return foreign if state == FOREIGN else let_in


def walk_through(world: World | None = None) -> Walk:
    walker = Walker(world or build())
    walker.everywhere()
    walker.send_forms()
    walker.in_another_language()
    walker.with_more_rows()
    return walker.walk


def by_address(places: Mapping[Place, int]) -> Iterator[tuple[str, set[int]]]:
    grouped: defaultdict[str, set[int]] = defaultdict(set)
    for place, status in places.items():
        grouped[place.address].add(status)
    yield from grouped.items()
