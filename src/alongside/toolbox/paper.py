"""Paper: PDFs by typst. What people typed comes in as data and is never code."""

import json
import unicodedata
from collections.abc import Mapping
from typing import Any, Final

import typst

PICTURES: Final = {"So", "Sk", "Cs", "Co", "Cn"}  # signs and emoji: fonts for paper have few
JOINERS: Final = "\u200d\ufe0e\ufe0f"


def pdf(template: bytes, name: str, content: Mapping[str, Any]) -> bytes:
    """An accessible PDF (PDF/UA-1). The template reads `content` as JSON under this name.

    The standard refuses letters no font can draw. Then emoji are left out; and if that does not
    help, people get their paper all the same, without the promise.
    """
    whole = json.dumps(content, ensure_ascii=False)
    for said in (whole, _drawable(whole)):
        try:
            return typst.compile(
                template, format="pdf", pdf_standards=["ua-1"], sys_inputs={name: said}
            )
        except typst.TypstError:
            continue
    return typst.compile(template, format="pdf", sys_inputs={name: whole})


def _drawable(text: str) -> str:
    return "".join(
        letter
        for letter in text
        if unicodedata.category(letter) not in PICTURES and letter not in JOINERS
    )
