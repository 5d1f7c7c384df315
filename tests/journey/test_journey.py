"""One co-produced project, from a resident's idea to findings and feedback, in a browser.

Each person does their part by the words on the page, with script off. The pictures of the guide
are taken here (`make guide`).
"""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from alongside.toolbox import jobs

from .step1_idea import an_idea_becomes_a_project
from .step2_people import people_come_and_agree
from .step3_taking_part import harold_gets_a_letter, somebody_takes_part
from .step4_gathering import adults_meet
from .step5_meaning import they_find_out
from .step6_spreading import they_spread_the_word
from .step7_looking_back import everyone_hears
from .town import set_the_stage
from .visit import Visit


@pytest.fixture
def late_morning(settings: object) -> None:
    """Wherever the clock stands, it is late morning in the town: a day has room for a meeting."""
    hours = 11 - datetime.now(UTC).hour
    settings.TIME_ZONE = f"Etc/GMT{-hours:+d}" if hours else "Etc/GMT"  # type: ignore[attr-defined]  # -- pytest-django's own


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_one_project_goes_all_the_way(
    browser: Browser, live_server: LiveServer, late_morning: None
) -> None:
    stage = set_the_stage()

    def visit(name: str = "", *, small: bool = False) -> Visit:
        someone = Visit(browser, live_server.url, small=small)
        if name:
            someone.sign_in(f"{name.lower()}@marrambay.example")
        return someone

    project = an_idea_becomes_a_project(stage, visit)
    people_come_and_agree(stage, visit, project)
    somebody_takes_part(stage, visit, project)
    jobs.work_until_idle()
    harold_gets_a_letter(stage, visit)
    adults_meet(stage, visit)
    they_find_out(stage, visit, project)
    they_spread_the_word(stage, visit, project)
    everyone_hears(stage, visit, project)
