"""What a page prints: paper cannot be opened, so what is folded up is printed too."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

import alongside.toolbox
from alongside.toolbox.minify import minify

pytestmark = pytest.mark.browser
SHEET = Path(alongside.toolbox.__file__).parent / "static/alongside/alongside.css"
LINES = "<p>What is inside the fold.</p>" * 200  # more than a sheet of A4 can hold
PAGE = "<!doctype html><style>{css}</style><details><summary>More</summary>{lines}</details>"


def sheets(pdf: bytes) -> int:
    return max(int(count) for count in re.findall(rb"/Count (\d+)", pdf))


def test_what_is_folded_up_is_printed_and_stays_folded_on_a_screen(browser: Browser) -> None:
    css = minify(SHEET.read_text("utf-8"))
    page = browser.new_page()
    page.set_content(PAGE.format(css=css, lines=LINES))
    on_screen = page.evaluate("document.body.scrollHeight")
    page.emulate_media(media="print")
    on_paper = page.evaluate("document.querySelector('p').checkVisibility()")
    printed = sheets(page.pdf(format="A4"))
    page.close()

    assert on_screen < 800
    assert on_paper
    assert printed > 1
