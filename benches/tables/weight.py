"""Bytes and requests of a first and a second visit, counted by a real browser."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from benches.house import house
from benches.report import Table, whole

FIRST, NEXT = 14_600, 6_000  # bytes: the budgets of the design
NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
QUIET: Final = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PEOPLE: Final = 1_000


@dataclass(slots=True)
class Wire:
    """What Chromium says came over the wire: heads and bodies, as they were sent."""

    requests: int = 0
    bytes: int = 0
    pending: dict[str, str] = field(default_factory=dict)


def measure(*, quick: bool, people: int | None) -> Table:
    table = Table(
        name="bytes",
        title="Bytes and requests of a first and a second visit",
        columns=[
            "Page", "Who looks", "First visit, bytes", "requests",
            "Next page, bytes", "requests", "Later pages, bytes", "requests",
        ],
        words=2,
        says=SAID,
        not_shown=NOT_SHOWN,
        quick=quick,
    )  # fmt: skip
    browser = chromium()
    if not browser:
        table.left_out = "there is no Chromium on this machine"
        return table
    with house(people or PEOPLE) as made, made.running() as address:
        pages, sessions = made.ask("pages"), made.ask("sessions")
        with opened(browser) as window:
            for page, who, path in pages:
                wires = visit(window, address, path, sessions.get(who, ""))
                figures = [number for wire in wires for number in (wire.bytes, wire.requests)]
                table.rows.append([page, who, *map(whole, figures)])
    return table


def chromium() -> str:
    """Where it is, or nothing."""
    return os.environ.get("ALONGSIDE_BROWSER") or next(filter(None, map(shutil.which, NAMES)), "")


@contextmanager
def opened(path: str) -> Iterator[Any]:  # Any: playwright's browser
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


def visit(browser: Any, address: str, path: str, session: str) -> list[Wire]:
    """Straight to the page with nothing kept, and then to it again twice from within."""
    context = browser.new_context()
    if session:
        context.add_cookies([{"name": "session", "value": session, "url": address}])
    page = context.new_page()
    again = f"location.assign({path!r})"
    first = _counted(context, page, lambda: page.goto(address + path, wait_until="networkidle"))
    wires = [first, *(_counted(context, page, lambda: _follow(page, again)) for _ in range(2))]
    context.close()
    return wires


def _follow(page: Any, script: str) -> None:
    with page.expect_navigation(wait_until="networkidle"):
        page.evaluate(script)


def _counted(context: Any, page: Any, go: Any) -> Wire:
    wire, ears = Wire(), context.new_cdp_session(page)
    ears.send("Network.enable")
    ears.on("Network.responseReceived", lambda said: _received(wire, said))
    ears.on("Network.loadingFinished", lambda said: _finished(wire, said))
    go()
    ears.detach()
    return wire


def _received(wire: Wire, said: dict[str, Any]) -> None:
    answer = said["response"]
    kept = answer.get("fromDiskCache") or answer.get("fromServiceWorker")
    if answer["url"].startswith("http") and not kept:
        wire.pending[said["requestId"]] = answer["url"]


def _finished(wire: Wire, said: dict[str, Any]) -> None:
    if wire.pending.pop(said["requestId"], ""):
        wire.requests += 1
        wire.bytes += int(said["encodedDataLength"])


SAID: Final = (
    "Real Chromium on the running product (`alongside run`), everything that came over the wire "
    "with its heads, brotli as sent. First visit: straight to the page, with nothing kept; a "
    "second visit on another day costs the same, for pages are not kept (they are private). Next "
    "page: the same again within the site; the stylesheet comes, and is kept for a year. Later "
    f"pages: every one after that. Budgets: {FIRST:,} bytes and one request for a first visit, "
    f"{NEXT:,} bytes for later pages."
)
NOT_SHOWN: Final = (
    "what TLS, TCP and the requests themselves add",
    "the small sign of the tab (favicon), which this browser does not ask for without a window",
    "people's own photographs: there are none on these pages",
)
