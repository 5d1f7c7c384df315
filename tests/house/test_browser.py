"""One page of each skeleton, seen in a real browser: day, night, narrow, the other way round."""

from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

from alongside.toolbox.sheet import SENT

from .bad_pages import GOOD
from .crawl import Sample, Walk
from .nets import look

HOUSE: Final = "http://house.test/"
LOOSE: Final = "default-src 'self' 'unsafe-inline'; img-src 'self' data:"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db,
    pytest.mark.xdist_group("house"),
]
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def chromium(walk: Walk, browser_type_launch_args: dict[str, Any]) -> Iterator[Browser]:
    """Start once the walk is over: Django and the browser's loop do not mix."""
    with sync_playwright() as play:
        browser = play.chromium.launch(**browser_type_launch_args)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def show(chromium: Browser) -> Iterator[Open]:
    """Show a page from memory: nothing is fetched from anywhere."""
    page = chromium.new_page()
    now: dict[str, str] = {}

    def serve(route: Route) -> None:
        path = route.request.url.removeprefix(HOUSE.rstrip("/"))
        if path in SENT:
            kept = SENT[path]
            route.fulfill(body=kept.text, content_type=kept.kind)
        elif route.request.is_navigation_request():
            headers = {"Content-Security-Policy": now["policy"]}
            route.fulfill(body=now["source"], content_type="text/html", headers=headers)
        else:
            route.fulfill(status=404, body="")

    page.route("**/*", serve)

    def opened(source: str, policy: str = LOOSE, width: int = 360, scheme: str = "light") -> Page:
        now.update(source=source, policy=policy)
        page.set_viewport_size({"width": width, "height": 740})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.clear_console_messages()
        page.goto(HOUSE)
        return page

    yield opened
    page.close()


def each(walk: Walk, find: Callable[[Sample], list[str]]) -> None:
    """Show every skeleton to a net; say each finding once, with where it is seen."""
    found: dict[str, list[str]] = {}
    for sample in walk.samples.values():
        for finding in find(sample):
            found.setdefault(finding, []).append(str(sample.place))
    said = [f"{w[0]} and {len(w) - 1} more: {f}" for f, w in found.items()]
    assert not said, f"{len(said)} findings\n" + "\n".join(said[:40])


def test_axe_finds_nothing_by_day(walk: Walk, show: Open) -> None:
    each(walk, lambda sample: look.axe(show(sample.source, sample.policy)))


def test_axe_finds_no_weak_colours_by_night(walk: Walk, show: Open) -> None:
    each(
        walk,
        lambda sample: look.axe(
            show(sample.source, sample.policy, scheme="dark"), rules=("color-contrast",)
        ),
    )


def test_nothing_runs_off_a_narrow_screen_in_either_direction(walk: Walk, show: Open) -> None:
    def narrow(sample: Sample) -> list[str]:
        page = show(sample.source, sample.policy, width=320)
        one_way = look.overflow(page)
        page.evaluate("document.documentElement.dir = 'rtl'")
        return [*one_way, *(f"right to left: {said}" for said in look.overflow(page))]

    each(walk, narrow)


def test_boxes_have_edges_and_targets_are_big_enough(walk: Walk, show: Open) -> None:
    def big(sample: Sample) -> list[str]:
        page = show(sample.source, sample.policy)
        return [*look.borders(page), *look.targets(page)]

    each(walk, big)


def test_words_may_be_spread(walk: Walk, show: Open) -> None:
    each(walk, lambda sample: look.spacing(show(sample.source, sample.policy)))


def test_every_stop_of_the_keyboard_shows_itself(walk: Walk, show: Open) -> None:
    each(walk, lambda sample: look.focus(show(sample.source, sample.policy)))


def test_the_browser_refuses_nothing_a_page_carries(walk: Walk, show: Open) -> None:
    """No complaint on the console: nothing inline, nothing missing, nothing from elsewhere."""

    def heard(sample: Sample) -> list[str]:
        page = show(sample.source, sample.policy)
        return [line.text[:200] for line in page.console_messages() if line.type == "error"]

    each(walk, heard)


def test_a_complaint_on_the_console_is_heard(show: Open) -> None:
    page = show(GOOD.replace("</h1>", "</h1><script>alert(1)</script>"), "default-src 'self'")

    assert any("Content Security Policy" in line.text for line in page.console_messages())


BAD: Final = {
    "axe": (GOOD.replace("<main", "<div aria-hidden='true' tabindex='0'></div><main"), look.axe),
    "overflow": (GOOD.replace("<h1>", '<div style="width:600px">wide</div><h1>'), look.overflow),
    "borders": (
        GOOD.replace("<input id", '<input style="border:1px solid #ddd;background:#fff" id'),
        look.borders,
    ),
    "targets": (
        GOOD.replace('<button type="submit">', '<button class="btn" style="height:20px">'),
        look.targets,
    ),
    "spacing": (
        GOOD.replace("<h1>", '<p style="height:12px;overflow:hidden">cut off here</p><h1>'),
        look.spacing,
    ),
    "focus": (
        GOOD.replace("</head>", "<style>:focus{outline:none}</style></head>"),
        look.focus,
    ),
}


@pytest.mark.parametrize("net", BAD)
def test_the_net_of_the_browser_catches(net: str, show: Open) -> None:
    source, catch = BAD[net]

    assert catch(show(source)) != []


def test_weak_colours_are_caught_by_night(show: Open) -> None:
    style = "<style>@media(prefers-color-scheme:dark){p{color:#eee;background:#fff}}</style>"
    source = GOOD.replace("</head>", f"{style}</head>")

    assert look.axe(show(source), rules=("color-contrast",)) == []
    assert look.axe(show(source, scheme="dark"), rules=("color-contrast",)) != []
