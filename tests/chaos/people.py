"""People at their browsers: each does one thing after another, and writes down what came of it.

A broken connection is what a browser makes of it: the same form, with the same key, sent again;
or somebody walks away. Some press twice.
"""

import hashlib
import random
import re
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from html import unescape
from typing import Final
from urllib.parse import urlsplit
from uuid import uuid4

from .browser import Answer, Browser, NoAnswerError, Upload, form_of
from .journal import Deed, Journal
from .mail import Post
from .town import Town, email_of

WALKS_AWAY: Final = 0.15  # of those whose connection broke
PRESSES_TWICE: Final = 0.1
SIZES: Final = (20_000, 60_000, 200_000, 900_000)  # bytes of a file: the last goes by the disk
GIVES_UP: Final = 150.0  # seconds of trying again: longer than any trouble here
HEADING: Final = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
WHAT_TO_DO: Final = re.compile(r'class="lead"[^>]*>\s*[^<]{20,}')
SENDING_IN: Final = 302
TROUBLE: Final = 500


@dataclass
class Shared:
    """What all people of one town know."""

    town: Town
    journal: Journal
    post: Post
    port: int
    enough: threading.Event = field(default_factory=threading.Event)
    to_answer: deque[tuple[str, str]] = field(default_factory=deque)  # whose, and where


class Somebody(threading.Thread):
    def __init__(self, name: str, shared: Shared, *, answers: bool, seed: int) -> None:
        super().__init__(name=name, daemon=True)
        self.shared, self.browser = shared, Browser(shared.port)
        self.chance = random.Random(f"{seed} {name}")  # noqa: S311 -- no secret; the same again
        self.trouble: BaseException | None = None
        self.open_offers = list(shared.town.opportunities)
        self.chance.shuffle(self.open_offers)
        self.answers = answers

    def sign_in(self) -> None:
        """Ask for a code, read it in the email, write it in: with no key of once (see 0006)."""
        before, email = len(self.shared.post.letters), email_of(self.name)
        self._sign_in_form("/in/", {"email": email})
        code = self.shared.post.code_for(email, after=before)
        answer = self._sign_in_form("/in/code/", {"code": code})
        if answer.status != SENDING_IN or "session" not in self.browser.cookies:
            raise RuntimeError(f"{self.name} could not sign in: {answer.status}")

    def _sign_in_form(self, path: str, given: Mapping[str, str]) -> Answer:
        page = self.browser.get(path)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.body)
        if token is None:
            raise RuntimeError(f"{path} shows no form: {page.status}")
        return self.browser.post(path, {"csrfmiddlewaretoken": token[1], **given})

    def run(self) -> None:
        try:
            while not self.shared.enough.is_set():
                self._do_something()
                time.sleep(self.chance.uniform(0, 0.2))
        except BaseException as trouble:  # noqa: BLE001 -- told by whoever waits for us
            self.trouble = trouble

    def _do_something(self) -> None:
        if self.answers and self.shared.to_answer:
            self._answer(*self.shared.to_answer.popleft())
            return
        deeds: list[Callable[[], None]] = [self._say, self._say, self._hours, self._bring]
        if self.open_offers:
            deeds.append(self._say_yes)
        self.chance.choice(deeds)()

    def _say(self) -> None:
        deed = self._deed("said")
        page = f"/{self.shared.town.slug}/said/say/"
        self._carry_out(deed, page, page, {"kind": "comment", "text": f"It is dark. {deed.mark}."})
        if deed.acknowledged and not self.answers:
            self.shared.to_answer.append((deed.mark, urlsplit(deed.acknowledged).path))

    def _answer(self, about: str, place: str) -> None:
        deed = self._deed("answered", about=about)
        given = {"outcome": "done", "what_changed": "A lamp.", "why": f"You asked. {deed.mark}."}
        page = f"{place}answer/"
        self._carry_out(deed, page, page, given)

    def _hours(self) -> None:
        minutes = self.chance.choice([15, 30, 45, 60])
        deed = self._deed("hours", amount=minutes)
        given = {"thing": "else", "what": deed.mark, "hours": str(minutes / 60)}
        page = f"/{self.shared.town.slug}/hours/put-in/"
        self._carry_out(deed, page, page, given | {"kind": "activity"})

    def _bring(self) -> None:
        deed = self._deed("file")
        line = f"{deed.mark} said: nobody asked us.\n".encode()
        content = line * self.chance.randint(1, self.chance.choice(SIZES) // len(line))
        deed.digest = hashlib.sha256(content).hexdigest()
        page = f"/{self.shared.town.slug}/sources/of/{self.shared.town.project}/bring/"
        given = {"title": deed.mark, "kind": "note", "how_it_came": "From the meeting."}
        given |= {"may_use": "ours", "about_people": "no"}
        upload = Upload("file", f"{deed.mark}.txt", content)
        self._carry_out(deed, page, page, given, upload)

    def _say_yes(self) -> None:
        offer = self.open_offers.pop()
        deed = self._deed("yes", about=offer)
        page = f"/{self.shared.town.slug}/opportunities/{offer}/"
        self._carry_out(deed, page, f"{page}answer/", {"answer": "yes"})

    def _deed(self, kind: str, *, about: str = "", amount: int = 0) -> Deed:
        return Deed(kind, self.name, f"mark{uuid4().hex}", about=about, amount=amount)

    def _carry_out(
        self,
        deed: Deed,
        page: str,
        action: str,
        given: Mapping[str, str],
        upload: Upload | None = None,
    ) -> None:
        """Open the page, fill in the form, send it; again with the same key until it is told."""
        shown = self._until_answered(lambda: self.browser.get(page))
        if shown is None or shown.status != 200:
            self._note(shown, f"GET {page}")
            return
        fields = {**form_of(shown.body, action=action).fields, **given}
        self.shared.journal.begin(deed)
        answer = self._send(deed, action, fields, upload)
        if answer is None:
            return
        if answer.status == SENDING_IN and not answer.location.startswith("/in/"):
            deed.acknowledged = answer.location
            if self.chance.random() < PRESSES_TWICE:
                self._send(deed, action, fields, upload)
        else:
            self._note(answer, f"POST {action}")

    def _send(
        self, deed: Deed, action: str, fields: Mapping[str, str], upload: Upload | None
    ) -> Answer | None:
        """Press the button; where a page of ours says no and carries the form, press there."""
        typed, sending = (deed.mark if deed.kind != "yes" else "once"), fields

        def once() -> Answer:
            nonlocal sending
            deed.sent += 1
            answer = self.browser.post(action, sending, upload)
            if answer.status >= TROUBLE:
                with suppress(LookupError):
                    sending = form_of(answer.body, action=action).fields
            return answer

        return self._until_answered(once, typed=typed, may_walk_away=True)

    def _until_answered(
        self, ask: Callable[[], Answer], *, typed: str = "", may_walk_away: bool = False
    ) -> Answer | None:
        until = time.monotonic() + GIVES_UP
        while time.monotonic() < until:
            try:
                answer = ask()
            except NoAnswerError:
                self.shared.journal.count(answered=False)
                if may_walk_away and self.chance.random() < WALKS_AWAY:
                    return None
                time.sleep(self.chance.uniform(0.3, 1))
                continue
            self.shared.journal.count(answered=True)
            if answer.status < TROUBLE:
                return answer
            self._look_at(answer, typed)
            time.sleep(self.chance.uniform(0.3, 1))
        return None

    def _look_at(self, answer: Answer, typed: str) -> None:
        """A no of the house is a page of ours: what happened, what to do, and the words typed."""
        found = HEADING.search(answer.body)
        heading = " ".join(unescape(found[1]).split()) if found else ""
        self.shared.journal.saw(f"{answer.status} {heading}")
        wrong = []
        if answer.kind != "text/html" or not heading or "Traceback" in answer.body:
            wrong.append("is no page of ours")
        elif not WHAT_TO_DO.search(answer.body):
            wrong.append("does not say what to do")
        if typed and typed not in answer.body:
            wrong.append("does not keep what was typed")
        if wrong:
            says = f"{answer.status} {heading or answer.body[:200]!r}: {', '.join(wrong)}"
            self.shared.journal.was_unkind(says)

    def _note(self, answer: Answer | None, asked: str) -> None:
        """Something else than we asked for: nobody here does what the house would refuse."""
        status = answer.status if answer else "nobody answered"
        where = answer.location if answer else ""
        self.shared.journal.was_unkind(f"{asked} by {self.name}: {status} {where}")
