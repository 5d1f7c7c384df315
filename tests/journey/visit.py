"""Somebody at a browser: what they see, type and press, by the words on the page."""

import os
import re
from pathlib import Path

from django.core import mail
from django.core.cache import cache
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
PICTURES = Path(__file__).parents[2] / "docs" / "guide" / "pictures"
KEEP_PICTURES = os.environ.get("ALONGSIDE_GUIDE") == "1"


class Visit:
    """One person's browser. `small` is a phone, and nobody here needs script."""

    def __init__(self, browser: Browser, address: str, *, small: bool = False) -> None:
        self.context = browser.new_context(
            base_url=address,
            viewport=PHONE if small else DESK,  # type: ignore[arg-type]  # -- a plain dict of the right shape
            java_script_enabled=False,
        )
        self.context.set_default_timeout(30_000)
        self.page: Page = self.context.new_page()

    def sign_in(self, email: str) -> None:
        """Ask for a code, read it in the email, write it in."""
        cache.clear()  # here one machine is a whole town: the limit on asking does not count
        self.open("/in/")
        self.write({"Your email": email})
        self.press("Send me a code")
        letter = next(one for one in reversed(mail.outbox) if one.to == [email])
        code = re.search(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]+)\s*$", str(letter.body), re.MULTILINE)
        assert code is not None
        self.write({"The code from the email": code[1]})
        self.press("Sign in")

    def open(self, path: str) -> None:
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.status == 200, f"{path} answered {answer.status}: {self.words()[:300]}"

    def follow(self, words: str, *, nth: int = 0) -> None:
        """Follow a link by its words."""
        link = self.page.get_by_role("link", name=words).nth(nth)
        link.click()
        self._fine()

    def press(self, words: str, *, within: Locator | None = None, nth: int = 0) -> None:
        place = within or self.page.locator("body")
        place.get_by_role("button", name=words).nth(nth).click()
        self._fine()

    def write(self, given: dict[str, str]) -> None:
        """Type into boxes, by their labels; a list of choices is chosen from."""
        for label, text in given.items():
            box = self.page.get_by_label(label, exact=False).first
            if box.evaluate("one => one.tagName") == "SELECT":
                box.select_option(label=text)
            else:
                box.fill(text)

    def write_day(self, legend: str, day: str) -> None:
        """Type a date, like 14 5 2026, into its three boxes."""
        boxes = self.page.get_by_role("group", name=legend).get_by_role("textbox")
        for number, part in enumerate(day.split()):
            boxes.nth(number).fill(part)

    def choose(self, *words: str, within: str = "") -> None:
        """Tick boxes and round buttons, by their words."""
        place = self.page.get_by_role("group", name=within).first if within else self.page
        for one in words:
            place.get_by_label(one, exact=False).first.check()

    def sees(self, *words: str) -> None:
        for one in words:
            expect(self.page.locator("body")).to_contain_text(one)

    def does_not_see(self, *words: str) -> None:
        for one in words:
            expect(self.page.locator("body")).not_to_contain_text(one)

    def words(self) -> str:
        return self.page.inner_text("body")

    def picture(self, name: str) -> None:
        """Keep a picture for the guide, when the guide is being made."""
        if not KEEP_PICTURES:
            return
        PICTURES.mkdir(parents=True, exist_ok=True)
        file = PICTURES / f"{name}.png"
        self.page.screenshot(path=file, full_page=True)
        with Image.open(file) as seen:
            seen.convert("P", palette=Image.Palette.ADAPTIVE, colors=64).save(file, optimize=True)

    def close(self) -> None:
        self.context.close()

    def _fine(self) -> None:
        """No page of ours ever ends in an error."""
        title = self.page.title()
        for trouble in ("went wrong", "cannot find", "not open to you", "could not read"):
            assert trouble not in title, f"{self.page.url}: {self.words()[:400]}"
