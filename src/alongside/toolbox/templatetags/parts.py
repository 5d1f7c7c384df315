"""The words templates are built from. Loaded everywhere: no `load` is needed."""

from datetime import date
from typing import Any, Final

from django import template
from django.middleware.csrf import get_token
from django.template.context import Context
from django.utils import formats
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from alongside.toolbox import once, sayings
from alongside.toolbox.icons import NUMBERED, SIGNS
from alongside.toolbox.money import pounds

register = template.Library()
STEPS: Final = (
    "M1 11h4V14h-4z",
    "M7 8.5h4V14h-4z",
    "M13 6h4V14h-4z",
    "M19 3.5h4V14h-4z",
    "M25 1h4V14h-4z",
)
HOUR: Final = 60
MOST_PEBBLES: Final = 12
FEWEST_WIDE: Final = 7  # fewer pebbles are not drawn larger

register.simple_tag(sayings.say_date)
register.simple_tag(sayings.say_time)
register.simple_tag(sayings.say_minutes)
register.simple_tag(pounds, name="money")


@register.simple_tag(takes_context=True)
def send_once(context: Context) -> SafeString:
    """Write the two hidden fields of every form that changes something: ours, and not twice."""
    request = getattr(context, "request", None)
    if request is None:
        return SafeString("")
    return format_html(
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        '<input type="hidden" name="once" value="{}">',
        get_token(request),
        once.new_key(request),
    )


def _used(context: Context) -> dict[str, None]:
    """Find the one list of a page: included templates get a copy of everything but the first."""
    shared: Any = context.render_context.dicts[0]  # the stubs know only Django's own keys
    used: dict[str, None] = shared.setdefault("used_signs", {})
    return used


@register.simple_tag(takes_context=True)
def icon(context: Context, name: str | int, css: str = "icon") -> SafeString:
    """Draw one of our signs, by name or by its number of six; `symbols` sends its strokes once."""
    name = NUMBERED[name - 1] if isinstance(name, int) else name
    if name not in SIGNS:
        raise template.TemplateSyntaxError(f"There is no sign called {name!r}.")
    _used(context)[name] = None
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" aria-hidden="true"><use href="#i-{}"/></svg>',
        css,
        name,
    )


@register.simple_tag(takes_context=True)
def symbols(context: Context) -> SafeString:
    """Draw the strokes of the signs this page has used, and of no others."""
    used = _used(context)
    if not used:
        return SafeString("")
    drawn = format_html_join(
        "",
        '<symbol id="i-{}" viewBox="0 0 24 24">{}</symbol>',
        ((name, mark_safe(SIGNS[name])) for name in used),  # noqa: S308 -- our own drawings  # nosec B308 B703
    )
    return format_html('<svg class="vh" aria-hidden="true"><defs>{}</defs></svg>', drawn)


@register.simple_tag
def bar(part: float, whole: float) -> SafeString:
    """Show how much of a whole, as a bar. The number itself must stand beside it in words."""
    return format_html(
        '<svg class="bar" aria-hidden="true"><rect width="{}%" height="100%"/></svg>',
        _share(part, whole),
    )


def _share(part: float, whole: float) -> int:
    return 0 if whole <= 0 else max(0, min(100, round(100 * part / whole)))


@register.simple_tag
def level_steps(level: int) -> SafeString:
    """Draw five steps, some of them filled: how much is shared. The word stands beside it."""
    level = max(0, min(5, level))
    on = format_html('<path d="{}"/>', "".join(STEPS[:level])) if level else ""
    off = (
        format_html('<path class="off" d="{}"/>', "".join(STEPS[level:]))
        if level < len(STEPS)
        else ""
    )
    return format_html('<svg class="lv" viewBox="0 0 30 15" aria-hidden="true">{}{}</svg>', on, off)


@register.simple_tag
def day(on: date) -> SafeString:
    """Draw a day as a tile: Thu 14, with the whole date for those who listen."""
    return format_html(
        '<p class="day"><span aria-hidden="true">{} <b>{}</b> {}</span>'
        '<span class="vh">{}</span></p>',
        formats.date_format(on, "D"),
        on.day,
        formats.date_format(on, "M"),
        sayings.say_date(on),
    )


@register.simple_tag
def initial(name: object) -> SafeString:
    """Draw the first letter of a name in a circle. The whole name stands beside it."""
    return format_html('<b class="sign" aria-hidden="true">{}</b>', str(name)[:1].upper())


@register.simple_tag
def pebbles(booked: int, total: int, done: int = 0) -> SafeString:
    """Draw a week's hours as pebbles: done (ticked), booked (full), left (only an outline)."""
    said = gettext("%(total)s: %(booked)s booked, %(left)s left") % {
        "total": sayings.say_minutes(total),
        "booked": sayings.say_minutes(booked),
        "left": sayings.say_minutes(max(0, total - booked)),
    }
    count = -(-total // HOUR)
    if not 0 < count <= MOST_PEBBLES:
        return format_html(
            '<svg class="bar" role="img" aria-label="{}"><rect width="{}%" height="100%"/></svg>',
            said,
            _share(booked, total),
        )
    drawn = format_html_join("", "{}", ((_pebble(n, booked, total, done),) for n in range(count)))
    return format_html(
        '<svg class="hours" viewBox="0 0 {} 44" role="img" aria-label="{}">{}</svg>',
        48 * max(count, FEWEST_WIDE) - 4,
        said,
        drawn,
    )


def _pebble(n: int, booked: int, total: int, done: int) -> SafeString:
    left = 48 * n + 2
    size = min(HOUR, total - n * HOUR)
    full = max(0, min(size, booked - n * HOUR))
    width = 40 * size // HOUR
    out = format_html(
        '<rect class="{}" x="{}" y="2" width="{}" height="40" rx="{}"/>',
        "on" if full == size else "off",
        left,
        width,
        min(14, width // 2),
    )
    if 0 < full < size:
        out += format_html(
            '<path class="on" d="M{} 2h{}v40h-{}a12 12 0 0 1-12-12v-16a12 12 0 0 1 12-12z"/>',
            left + 12,
            max(1, 40 * full // HOUR - 12),
            max(1, 40 * full // HOUR - 12),
        )
    if done >= n * HOUR + size:
        out += format_html('<path class="t" d="m{} 22 7 7 11-13"/>', left + 11)
    return out


@register.simple_block_tag
def line(content: str, css: str) -> SafeString:
    """Write a paragraph of this class, or nothing at all where nothing is said."""
    if not content.strip():
        return SafeString("")
    return format_html('<p class="{}">{}</p>', css, content)


@register.simple_block_tag(takes_context=True)
def panel(
    context: Context, content: str, heading: str, sign: str = "", phase: str = ""
) -> SafeString:
    """Write something to keep in sight beside the page: sand, rounded, with a heading."""
    drawn = icon(context, sign, "sign") if sign else ""
    return format_html(
        '<section class="panel {}"><h2 class="kind">{}{}</h2>{}</section>'
        if sign
        else '<section class="panel {}">{}<h2>{}</h2>{}</section>',
        phase,
        drawn,
        heading,
        content,
    )


@register.simple_block_tag(takes_context=True)
def card(
    context: Context, content: str, kind: str = "", sign: str = "", phase: str = ""
) -> SafeString:
    """Write one thing among several, as a list item in `<ul class="cards">`."""
    drawn = icon(context, sign, "sign") if sign else ""
    top = format_html('<p class="kind">{}{}</p>', drawn, kind) if kind else ""
    return format_html('<li class="card {}">{}{}</li>', phase, top, content)
