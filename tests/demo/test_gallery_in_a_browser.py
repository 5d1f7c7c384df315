"""Every part in a real browser: by day, by night, narrow, spread, and the other way round."""

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.house.nets import look

from .test_gallery import NOES, PAGES, gallery, show

__all__ = ["gallery"]  # the fixture that opens the gallery
HOUSE = "http://house.test"
pytestmark = pytest.mark.browser


def drawn() -> dict[str, str]:
    return {
        place: show(place, **{"sec-fetch-site": "none"}).content.decode()
        for place in [*PAGES, NOES[0]]
    }


def open_page(page: Page, place: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(HOUSE + place)


def by_day(page: Page) -> list[str]:
    found = [*look.axe(page), *look.borders(page), *look.targets(page), *look.focus(page)]
    page.set_viewport_size({"width": 320, "height": 740})
    found += look.overflow(page)
    page.evaluate("document.documentElement.dir = 'rtl'")
    found += [f"right to left: {said}" for said in look.overflow(page)]
    page.evaluate("document.documentElement.dir = 'ltr'")
    return [*found, *look.spacing(page)]


def by_night(page: Page) -> list[str]:
    return [*look.axe(page, rules=("color-contrast",)), *look.borders(page)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_part_passes_every_net_of_the_browser(scheme: str, browser: Browser) -> None:
    pages = drawn()
    found: dict[str, list[str]] = {}

    def serve(route: Route) -> None:
        place = route.request.url.removeprefix(HOUSE)
        route.fulfill(body=pages.get(place, ""), content_type="text/html")

    page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
    page.route("**/*", serve)
    for place in pages:
        open_page(page, place)
        found[place] = by_night(page) if scheme == "dark" else by_day(page)
    page.close()

    assert {place: said for place, said in found.items() if said} == {}
