"""One page of each skeleton, seen in a real browser: day, night, narrow, the other way round."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, Route

from alongside.toolbox.sheet import SENT

from .bad_pages import GOOD
from .crawl import THOROUGH, Sample, Walk
from .nets import look
from .nets.page import read
from .nets.skeleton import joints

HOUSE: Final = "http://house.test/"
LOOSE: Final = "default-src 'self' 'unsafe-inline'; img-src 'self' data:"
PICTURE: Final = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'
pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db,
    pytest.mark.xdist_group("house"),
]
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def show(walk: Walk, browser: Browser) -> Iterator[Open]:
    """Show a page from memory, once the walk is over: nothing is fetched from anywhere."""
    page = browser.new_page()
    now: dict[str, str] = {}

    def serve(route: Route) -> None:
        path = route.request.url.removeprefix(HOUSE.rstrip("/"))
        if path in SENT:
            kept = SENT[path]
            route.fulfill(body=kept.text, content_type=kept.kind)
        elif route.request.is_navigation_request():
            headers = {"Content-Security-Policy": now["policy"]}
            route.fulfill(body=now["source"], content_type="text/html", headers=headers)
        elif route.request.resource_type == "image":
            route.fulfill(body=PICTURE, content_type="image/svg+xml")
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


@pytest.fixture(scope="module")
def seen(walk: Walk, show: Open) -> dict[str, dict[str, list[str]]]:
    """What each net says of each page; every page is opened once and looked at by all."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    samples = list(walk.samples.values())
    for sample in samples if THOROUGH else telling(samples):
        page = show(sample.source, sample.policy)
        for net, look_at in NETS:
            for finding in look_at(page):
                found[net][finding].append(str(sample.place))
    return found


def telling(samples: list[Sample]) -> Iterator[Sample]:
    """One page of each address, and each page with something drawn as on none before it."""
    addresses, seen = set[str](), set[tuple[str, ...]]()
    for sample in samples:
        here = joints(read(sample.source))
        if sample.place.address not in addresses or here - seen:
            yield sample
        addresses.add(sample.place.address)
        seen |= here


def heard(page: Page) -> list[str]:
    """Give the complaints of the console: something inline, missing, or from elsewhere."""
    return [line.text[:200] for line in page.console_messages() if line.type == "error"]


def by_night(page: Page) -> list[str]:
    page.emulate_media(color_scheme="dark")
    said = look.axe(page, rules=("color-contrast",))
    page.emulate_media(color_scheme="light")
    return said


def narrow(page: Page) -> list[str]:
    page.set_viewport_size({"width": 320, "height": 740})
    one_way = look.overflow(page)
    page.evaluate("document.documentElement.dir = 'rtl'")
    other_way = look.overflow(page)
    page.evaluate("document.documentElement.dir = 'ltr'")
    page.set_viewport_size({"width": 360, "height": 740})
    return [*one_way, *(f"right to left: {said}" for said in other_way)]


# In this order: what changes the page comes last.
NETS: Final[tuple[tuple[str, Callable[[Page], list[str]]], ...]] = (
    ("console", heard),
    ("axe", look.axe),
    ("night", by_night),
    ("borders", look.borders),
    ("targets", look.targets),
    ("focus", look.focus),
    ("narrow", narrow),
    ("spacing", look.spacing),
)
PROMISES: Final = {
    "console": "the browser refuses nothing a page carries",
    "axe": "axe finds nothing by day",
    "night": "axe finds no weak colours by night",
    "borders": "boxes to type in have edges one can see",
    "targets": "what is tapped is big enough",
    "focus": "every stop of the keyboard shows itself",
    "narrow": "nothing runs off a narrow screen, in either direction",
    "spacing": "words may be spread",
}


@pytest.mark.parametrize("net", PROMISES)
def test_in_the_browser(net: str, seen: dict[str, dict[str, list[str]]]) -> None:
    said = [f"{w[0]} and {len(w) - 1} more: {f}" for f, w in seen[net].items()]

    assert not said, f"{PROMISES[net]}: {len(said)} findings\n" + "\n".join(said[:40])


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
