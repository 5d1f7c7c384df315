"""The table of security and the rules say what is so."""

from collections import Counter
from typing import Any

import pytest
from allauth.account import app_settings as account
from allauth.mfa import app_settings as second_step
from django.conf import settings

from alongside.config import server, sign_in
from alongside.foundation.memberships import forms as lists
from alongside.foundation.memberships import middleware
from alongside.pages.public import views as public
from alongside.throughout.library import views as library
from alongside.toolbox import arrivals, signed_in
from tests import asvs

TABLE = asvs.table()
STANDARD = {"1": 70, "2": 183, "3": 92}  # ASVS 5.0.0, as OWASP counts it


def test_the_numbers_are_those_of_the_standard() -> None:
    assert Counter(asvs.levels(TABLE).values()) == STANDARD


def test_every_requirement_of_levels_one_and_two_is_answered_once() -> None:
    asked = [number for number, level in asvs.levels(TABLE).items() if level in asvs.OURS]
    answered = Counter(number for each in TABLE["said"] for number in each["numbers"])

    assert sorted(answered) == sorted(asked)
    assert set(answered.values()) == {1}


@pytest.mark.parametrize("each", TABLE["said"], ids=lambda each: each["numbers"][0])
def test_an_answer_names_what_shows_it(each: dict[str, Any]) -> None:
    assert each["status"] in {asvs.MET, asvs.NOT_YET, asvs.NOT_FOR_US}
    assert each["why"]
    assert asvs.missing(each.get("tests", [])) == []
    assert [place for place in each.get("at", []) if not (asvs.ROOT / place).is_file()] == []
    if each["status"] == asvs.MET:
        assert each.get("tests") or each.get("at")


def test_a_test_that_went_is_missed() -> None:
    here = "tests/security/test_pages.py"

    assert asvs.missing([f"{here}::test_a_test_that_went_is_missed"]) == []
    assert asvs.missing([f"{here}::test_that_never_was", "tests/none.py::test_x"]) != []


def test_the_page_is_the_one_made_from_the_table() -> None:
    assert asvs.PAGE.read_text(encoding="utf-8") == asvs.written(TABLE), "run `make practices`"


def rates(action: str) -> list[tuple[str, int]]:
    return [
        (amount, int(count))
        for rate in account.RATE_LIMITS[action].split(",")
        for count, _, amount in [rate.partition("/")]
    ]


def test_the_numbers_in_the_rules_are_those_of_the_program() -> None:
    page = (asvs.ROOT / "docs/security/rules.md").read_text(encoding="utf-8")
    asked = dict(rates("request_login_code"))
    failed = dict(rates("login_failed"))
    hours = middleware.A_WORKING_DAY.total_seconds() / 3600
    said = [
        f"{account.LOGIN_BY_CODE_MAX_ATTEMPTS} tries a code",
        f"good for {account.LOGIN_BY_CODE_TIMEOUT} seconds",
        f"{asked['m/key']} codes a minute for one email",
        f"{asked['m/ip']} a minute from one address",
        f"good for {second_step.TOTP_PERIOD} seconds, once",
        f"{failed['300s/key']} tries in 5 minutes",
        f"{second_step.RECOVERY_CODE_COUNT} of them, {second_step.RECOVERY_CODE_DIGITS} digits",
        f"{settings.SESSION_COOKIE_AGE // 86_400} days without a visit",
        f"{signed_in.AT_MOST.days} days in all",
        f"after {hours:.0f} hours in their programme",
        f"sign-in of the last {sign_in.JUST_NOW.seconds // 60} minutes",
        f"up to {settings.DATA_UPLOAD_MAX_NUMBER_FIELDS:,} fields",
        f"{settings.DATA_UPLOAD_MAX_MEMORY_SIZE / arrivals.MEGABYTE} MB besides files",
        f"up to {settings.LARGEST_FILE // arrivals.MEGABYTE} MB. Known by their bytes",
        f"up to {arrivals.MOST_INSIDE:,} parts",
        f"{arrivals.MOST_UNPACKED // arrivals.MEGABYTE} MB unpacked",
        f"not more than {arrivals.BURSTS_AT} times their size",
        f"up to {arrivals.MOST_PIXELS // 1_000_000} million dots",
        f"Suggestions for the library: {library.MOST} an hour",
        f"A list of people: {lists.MOST_AT_ONCE} at once",
        f"{server.MEASURED['threads']} threads",
        f"up to {server.MEASURED['connection_limit']:,} visitors",
    ]

    assert second_step.TOTP_TOLERANCE == 0
    assert public.HOUR == library.HOUR
    assert [one for one in said if one not in page] == []
