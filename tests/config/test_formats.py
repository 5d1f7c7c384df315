"""Dates as people say them."""

from datetime import UTC, datetime

from django.utils import formats, translation


def test_dates_are_said_in_full() -> None:
    moment = datetime(2026, 5, 14, 14, 30, tzinfo=UTC)

    with translation.override("en-gb"):
        assert formats.date_format(moment) == "Thursday 14 May 2026"
        assert formats.date_format(moment, "DATETIME_FORMAT") == "Thursday 14 May 2026, 2.30 p.m."
        assert formats.date_format(moment, "SHORT_DATE_FORMAT") == "14 May 2026"
