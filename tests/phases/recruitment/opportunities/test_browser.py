"""On a small phone, and without a mouse."""

import pytest
from django.test import Client
from playwright.sync_api import Browser, ViewportSize
from pytest_django.live_server_helper import LiveServer

from tests.factories import member

from .stage import an_open_one

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SCREEN: ViewportSize = {"width": 360, "height": 740}


@pytest.mark.requirement("R116")
def test_the_three_answers_lie_within_two_screens_of_a_phone(
    live_server: LiveServer, client: Client, browser: Browser
) -> None:
    one = an_open_one()
    client.force_login(member(one.programme), backend=BACKEND)
    session = client.cookies["session"].value
    page = browser.new_page(viewport=SCREEN)
    page.context.add_cookies([{"name": "session", "value": session, "url": live_server.url}])

    page.goto(f"{live_server.url}/{one.programme.slug}/opportunities/{one.pk}/")
    answers = page.locator(".answer button")
    boxes = [answer.bounding_box() for answer in answers.all()]
    answers.first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("text=You have a place. It is in your week.")
    page.close()

    ends = [box["y"] + box["height"] for box in boxes if box]
    assert len(ends) == 3
    assert max(ends) <= 2 * SCREEN["height"]
