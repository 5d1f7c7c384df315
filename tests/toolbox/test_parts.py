"""The words templates are built from."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template, TemplateSyntaxError, engines
from hypothesis import given
from hypothesis import strategies as st

from alongside.toolbox import sayings
from alongside.toolbox.icons import NUMBERED, SIGNS


def draw(source: str, **words: object) -> str:
    template = engines["django"].from_string(source)
    return str(template.render(words))


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "none"),
        (1, "1 minute"),
        (30, "half an hour"),
        (60, "1 hour"),
        (90, "1½ hours"),
        (180, "3 hours"),
        (130, "2 hours and 10 minutes"),
    ],
)
def test_time_is_said_as_a_friend_says_it(minutes: int, said: str) -> None:
    assert sayings.say_minutes(minutes) == said


@pytest.mark.parametrize(
    ("hour", "minute", "said"),
    [
        (12, 0, "noon"),
        (0, 0, "midnight"),
        (9, 5, "9.05 am"),
        (14, 30, "2.30 pm"),
        (12, 15, "12.15 pm"),
    ],
)
def test_the_clock_is_said_as_a_friend_says_it(hour: int, minute: int, said: str) -> None:
    assert sayings.say_time(datetime(2026, 5, 14, hour, minute)) == said  # noqa: DTZ001 -- the clock on the wall


def test_a_date_is_said_in_full() -> None:
    assert draw("{% say_date on %}", on=date(2026, 5, 14)) == "Thursday 14 May 2026"


def test_a_moment_is_dated_where_people_live() -> None:
    late = datetime(2026, 5, 14, 23, 30, tzinfo=UTC)

    assert sayings.say_date(late) == "Friday 15 May 2026"


def test_a_day_tile_says_the_whole_date_to_those_who_listen() -> None:
    tile = draw("{% day on %}", on=date(2026, 5, 14))

    assert "Thu <b>14</b> May" in tile
    assert '<span class="vh">Thursday 14 May 2026</span>' in tile


def test_each_sign_is_drawn_once_wherever_it_was_used() -> None:
    page = draw(
        '{% icon "ok" %}{% icon "ok" %}'
        '{% include "components/kind.html" with sign="pay" words="Money" only %}{% symbols %}'
    )

    assert page.count('<symbol id="i-ok"') == 1
    assert page.count('<symbol id="i-pay"') == 1
    assert page.count("<symbol") == 2


def test_a_page_without_signs_sends_none() -> None:
    assert draw("{% symbols %}") == ""


def test_the_six_phases_have_signs_by_their_numbers() -> None:
    assert [name for name in NUMBERED if name not in SIGNS] == []
    assert "#i-plan" in draw("{% icon 1 %}")


def test_a_name_without_letters_has_an_empty_circle() -> None:
    assert draw("{% initial one %}", one="amina") == '<b class="sign" aria-hidden="true">A</b>'
    assert draw("{% initial one %}", one="") == '<b class="sign" aria-hidden="true"></b>'


def test_a_misspelt_sign_is_found_at_once() -> None:
    with pytest.raises(TemplateSyntaxError, match="no sign called"):
        draw('{% icon "okey" %}')


@pytest.mark.parametrize(
    ("part", "whole", "width"), [(1, 2, 50), (3, 2, 100), (-1, 2, 0), (1, 0, 0)]
)
def test_a_bar_stays_within_its_whole(part: int, whole: int, width: int) -> None:
    assert f'width="{width}%"' in draw("{% bar part whole %}", part=part, whole=whole)


@given(st.integers(-10, 5000), st.integers(-10, 5000), st.integers(-10, 5000))
def test_pebbles_can_be_drawn_for_any_week(booked: int, total: int, done: int) -> None:
    drawn = draw("{% pebbles b t d %}", b=booked, t=total, d=done)

    assert drawn.startswith("<svg")
    assert 'role="img" aria-label="' in drawn
    assert 'width="-' not in drawn


@given(st.integers(-2, 9))
def test_a_level_has_five_steps_in_all(level: int) -> None:
    assert draw("{% level_steps n %}", n=level).count("h4V14h-4z") == 5


def test_nothing_said_is_nothing_written() -> None:
    assert draw('{% line "lead" %}  {% endline %}') == ""
    assert draw('{% line "lead" %}Hello{% endline %}') == '<p class="lead">Hello</p>'


def test_what_people_typed_is_never_markup() -> None:
    sly = '<script>alert("x")</script>'

    page = draw(
        "{% panel said %}{{ said }}{% endpanel %}{% card kind=said %}{{ said }}{% endcard %}"
        '{% include "components/said.html" with said=said who=said did=said only %}'
        '{% include "components/row.html" with title=said meta=said end=said sign="ok" only %}'
        '{% include "components/empty.html" with says=said next_url=said next_label=said only %}',
        said=sly,
    )

    assert "<script" not in page


def test_a_form_without_a_request_has_no_seal() -> None:
    assert Template("{% send_once %}").render(Context({})) == ""
