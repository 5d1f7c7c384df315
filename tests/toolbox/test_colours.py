"""Contrast worked out from the colours themselves, where a checker cannot see through layers."""

import re
from itertools import product
from typing import Final

import pytest

from alongside.toolbox.sheet import FOLDER

SOURCE: Final = (FOLDER / "alongside.css").read_text(encoding="utf-8")
DAY, NIGHT = (
    dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{3,6})", block))
    for block in (SOURCE.split("}")[0], SOURCE.split("prefers-color-scheme: dark")[1].split("}")[0])
)
GROUNDS: Final = ["--bg", "--card", "--sand", "--sky", "--sky2", "--glow"]
PHASES: Final = [(f"--p{n}", f"--t{n}") for n in range(1, 7)]
TEXT: Final = 4.5
EDGE: Final = 3.0

PAIRS: Final = [
    *((ink, ground, TEXT) for ink, ground in product(["--ink", "--soft"], GROUNDS)),
    *((f"--p{n}", ground, TEXT) for n, ground in product(range(1, 7), GROUNDS)),
    *((tint_ink, tint, TEXT) for tint_ink, tint in PHASES),
    *(("--ink", tint, TEXT) for _ink, tint in PHASES),
    *(("--soft", tint, TEXT) for _ink, tint in PHASES),
    *(("--on", phase, TEXT) for phase, _tint in PHASES),
    *(("--stop", ground, TEXT) for ground in ["--bg", "--card", "--stop-t", "--sand"]),
    ("--on", "--stop", TEXT),
    ("--ink", "--stop-t", TEXT),
    ("--soft", "--stop-t", TEXT),
    ("--p1", "--stop-t", TEXT),
    ("--on-sea", "--sea", TEXT),
    ("--on-focus", "--focus", TEXT),
    *(("--edge", ground, EDGE) for ground in ["--bg", "--card", "--sand", "--stop-t"]),
    *(("--ink", ground, EDGE) for ground in ["--focus", *GROUNDS]),
]


def light_of(colour: str) -> float:
    """Relative luminance, as WCAG 2 defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((light_of(one), light_of(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_is_twenty_one_to_one() -> None:
    assert round(contrast("#000", "#ffffff"), 2) == 21


@pytest.mark.parametrize("time", ["day", "night"])
def test_every_pair_of_colours_we_use_can_be_read(time: str) -> None:
    colours = DAY | (NIGHT if time == "night" else {})

    weak = {
        f"{ink} on {ground}": round(contrast(colours[ink], colours[ground]), 2)
        for ink, ground, least in PAIRS
        if contrast(colours[ink], colours[ground]) < least
    }

    # The yellow ring of focus is by day only: at night the page itself is dark enough.
    if time == "night":
        weak.pop("--ink on --focus", None)
    assert weak == {}


def test_no_colour_is_written_outside_its_own_part() -> None:
    body = SOURCE[SOURCE.index("/* 2 ") : SOURCE.index("@media print")]

    assert re.findall(r"#[0-9a-f]{3,8}\b", body) == []
