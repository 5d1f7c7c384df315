"""The one-page picture, drawn from an output's own words: `{% load poster %}{% draw output %}`."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from textwrap import wrap
from typing import Any, Final

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi, gettext

register = template.Library()
WIDE: Final = 840
TALL: Final = 1188  # A4, in the same measure
EDGE: Final = 60
END: Final = SafeString("</g>")
LETTER: Final = 0.53  # how wide a letter is, of its height: a little more than most


@dataclass
class Sheet:
    """Draws downwards, and knows how far it has come."""

    rtl: bool
    down: int = 0
    parts: list[SafeString] = field(default_factory=list)

    def at(self, across: int) -> int:
        return WIDE - across if self.rtl else across

    def draw(self, markup: str, *values: object) -> None:
        self.parts.append(format_html(markup, *values))

    def say(self, words: str, *, size: int, across: int = EDGE, bold: bool = False) -> None:
        """Write words in lines that fit, however many there are."""
        room = (WIDE - across - EDGE) / (size * LETTER)
        for line in wrap(words, max(8, int(room)), break_long_words=True) or [""]:
            self.down += round(size * 1.28)
            self.draw(
                '<text x="{}" y="{}" font-size="{}" font-weight="{}">{}</text>',
                self.at(across),
                self.down,
                size,
                "800" if bold else "400",
                line,
            )

    def scallops(self) -> None:
        """Draw the edge of the kiosk's awning."""
        for number in range(14):
            colour = "--sun" if number % 2 else "--sea2"
            self.draw(
                '<path fill="var({})" d="M{} {}a30 30 0 0 0 60 0z"/>',
                colour,
                number * 60,
                self.down,
            )

    def items(self, lines: Sequence[str], *, colour: str, tint: str, ticks: bool) -> None:
        """Draw each line with a round sign before it: a number, or a tick."""
        for number, line in enumerate(lines, start=1):
            top = self.down + 14
            self.draw(
                '<circle cx="{}" cy="{}" r="23" fill="var({})"/>',
                self.at(EDGE + 23),
                top + 25,
                tint,
            )
            if ticks:
                self.draw(
                    '<path d="m{} {} 8 9 15-18" fill="none" stroke="var({})" stroke-width="5"/>',
                    self.at(EDGE + 23) - 11,
                    top + 26,
                    colour,
                )
            else:
                self.draw(
                    '<text x="{}" y="{}" font-size="27" font-weight="800" text-anchor="middle"'
                    ' fill="var({})">{}</text>',
                    self.at(EDGE + 23),
                    top + 35,
                    colour,
                    number,
                )
            self.down = top
            self.say(line, size=29, across=EDGE + 68)
            self.down = max(self.down, top + 50)


@register.simple_tag
def draw(output: Any, names: str) -> SafeString:  # noqa: ANN401 -- an output, as templates know it
    """Draw the picture: what we asked, what we found, what changes, who made it."""
    sheet = Sheet(rtl=get_language_bidi())
    _head(sheet, output)
    for heading, lines, colour, tint, ticks in (
        (gettext("What we found"), output.found_lines, "--p4", "--t4", False),
        (gettext("What changes"), output.change_lines, "--p1", "--t1", True),
    ):
        if lines:
            sheet.down += 34
            sheet.draw('<g fill="var({})">', colour)
            sheet.say(heading, size=38, bold=True)
            sheet.draw("{}", END)
            sheet.items(lines[:5], colour=colour, tint=tint, ticks=ticks)
    _foot(sheet, output, names)
    drawn = format_html_join("", "{}", ((part,) for part in sheet.parts))
    return format_html(
        '<svg class="poster" viewBox="0 0 {} {}" role="img" aria-labelledby="poster-title'
        ' poster-words"><title id="poster-title">{}</title><desc id="poster-words">{}</desc>'
        '<g stroke="none" fill="var(--ink)"><rect width="{}" height="{}" fill="var(--card)"/>'
        "{}</g></svg>",
        WIDE,
        sheet.down,
        output.title,
        in_words(output, names),
        WIDE,
        sheet.down,
        drawn,
    )


def in_words(output: Any, names: str) -> str:  # noqa: ANN401 -- as above
    """Say everything the picture shows."""
    parts = [f"{gettext('We asked:')} {output.project.question}"]
    for heading, lines in (
        (gettext("We found:"), output.found_lines),
        (gettext("What changes:"), output.change_lines),
    ):
        if lines:
            parts.append(f"{heading} {' '.join(_stopped(line) for line in lines[:5])}")
    if names:
        parts.append(f"{gettext('Made by:')} {names}.")
    return " ".join(parts)


def _stopped(line: str) -> str:
    return line if line[-1:] in ".?!" else f"{line}."


def _head(sheet: Sheet, output: Any) -> None:  # noqa: ANN401 -- as above
    place = len(sheet.parts)
    sheet.down = 40
    sheet.say(f"{output.programme.place} · {gettext('We asked')}", size=26, bold=True)
    sheet.down += 4
    sheet.say(output.project.question, size=50, bold=True)
    sheet.down += 40
    back = format_html('<rect width="{}" height="{}" fill="var(--sky)"/>', WIDE, sheet.down)
    sheet.parts.insert(place, back)
    sheet.scallops()
    sheet.down += 34


def _foot(sheet: Sheet, output: Any, names: str) -> None:  # noqa: ANN401 -- as above
    sheet.down = max(sheet.down + 60, TALL - 210)
    top, place = sheet.down, len(sheet.parts)
    sheet.draw('<g fill="var({})">', "--on-sea")
    sheet.down += 30
    if names:
        sheet.say(f"{gettext('Made by')} {names}", size=25, bold=True)
        sheet.down += 8
    sheet.say(
        f"{gettext('Want to know more? Ask')} {output.programme.help_name},"
        f" {output.programme.help_phone}",
        size=25,
    )
    sheet.draw("{}", END)
    sheet.down = max(sheet.down + 40, TALL)
    waves = "q30-26 60 0t60 0t60 0t60 0t60 0t60 0t60 0t60 0t60 0t60 0t60 0t60 0t60 0t60 0"
    sheet.parts.insert(
        place,
        format_html(
            '<path fill="var(--sea)" d="M0 {}{}V{}H0z"/>', top, SafeString(waves), sheet.down
        ),
    )
