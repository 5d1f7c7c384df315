"""The forms a page carries, and the ways people fill them that nobody planned for."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urljoin

from .nets.page import Element, Page

SCRIPT: Final = "<script>alert(7)</script>"
ODD: Final = (
    f"{SCRIPT} O'Neill “é” \u0645\u0631\u062d\u0628\u0627 \U0001f469\U0001f3fd\u200d\U0001f33e"
)
HUGE: Final = "x" * 10_000
WAYS: Final = ("empty", "odd", "huge", "plain")
KEPT: Final = frozenset(["csrfmiddlewaretoken", "once"])
PLAIN: Final = {"email": "nobody@people.example", "tel": "07700 900 999", "number": "2"}


@dataclass(slots=True)
class Box:
    name: str
    kind: str
    value: str
    choices: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Form:
    """A form as a page shows it."""

    action: str
    posts: bool
    boxes: list[Box]

    @property
    def key(self) -> str:
        names = sorted({box.name for box in self.boxes})
        return f"{self.action.partition('?')[0]} {names}"

    def filled(self, way: str) -> dict[str, str]:
        return {box.name: _typed(box, way) for box in self.boxes if not _left_out(box, way)}


def _left_out(box: Box, way: str) -> bool:
    return box.kind in {"checkbox", "radio", "file"} and way == "empty"


def _typed(box: Box, way: str) -> str:
    if box.name in KEPT or box.kind == "hidden":
        return box.value
    if box.choices and way in {"odd", "plain"}:
        return box.choices[0 if way == "odd" else -1]
    if box.choices:
        return "" if way == "empty" else "nonsense"
    return {"empty": "", "odd": ODD, "huge": HUGE, "plain": PLAIN.get(box.kind, "12")}[way]


def forms_of(page: Page, here: str) -> Iterator[Form]:
    for form in page.all("form"):
        action = urljoin(here, form["action"] or here)
        yield Form(action, form["method"].lower() == "post", _boxes(form))


def _boxes(form: Element) -> list[Box]:
    boxes: dict[str, Box] = {}
    for element in form.all("input", "textarea", "select", "button"):
        name, kind = element["name"], element["type"] or element.tag
        if not name:
            continue
        box = boxes.setdefault(name, Box(name, kind, element["value"]))
        if kind in {"radio", "checkbox"} or element.tag == "button":
            box.choices.append(element["value"] or "on")
        if element.tag == "select":
            box.choices = [o["value"] for o in element.all("option") if o["value"]]
    return list(boxes.values())
