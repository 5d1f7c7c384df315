"""A page as a small tree, quick enough to read thousands of them."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

VOID: Final = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"]
)
SILENT: Final = frozenset(["script", "style", "template", "symbol", "defs"])
INLINE: Final = frozenset(
    "a abbr b bdi bdo cite code data em i kbd mark q s small span strong sub sup time u var".split()  # noqa: SIM905 -- read as a line
)


@dataclass(eq=False, slots=True)
class Element:
    """A tag with what it holds: text and other elements, in order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)
    parent: "Element | None" = None
    line: int = 0

    def __getitem__(self, name: str) -> str:
        return self.attributes.get(name, "")

    def __contains__(self, name: str) -> bool:
        return name in self.attributes

    def __str__(self) -> str:
        named = "".join(
            f' {name}="{self[name]}"' for name in ("id", "name", "class", "href") if self[name]
        )
        return f"<{self.tag}{named}>"

    def walk(self) -> Iterator["Element"]:
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def all(self, *tags: str) -> list["Element"]:
        return [element for element in self.walk() if element.tag in tags]

    def above(self) -> Iterator["Element"]:
        """Yield what it stands in, nearest first."""
        element = self.parent
        while element:
            yield element
            element = element.parent

    def pieces(self) -> Iterator[tuple["Element", str]]:
        """Yield every piece of text a reader may meet, with the element it stands in."""
        if self.tag in SILENT:
            return
        for child in self.children:
            if isinstance(child, str):
                yield self, child
            else:
                yield from child.pieces()

    @property
    def text(self) -> str:
        """The words, a line for each block."""
        return tidy("".join(self._spoken()))

    def _spoken(self) -> Iterator[str]:
        if self.tag in SILENT:
            return
        edge = "" if self.tag in INLINE else "\n"
        yield edge
        for child in self.children:
            if isinstance(child, str):
                yield re.sub(r"\s+", " ", child)
            else:
                yield from child._spoken()  # noqa: SLF001 -- the same class, one level down
        yield edge

    @property
    def name(self) -> str:
        """Say what a screen reader would: the label, the words, or the pictures' own words."""
        if self["aria-label"]:
            return self["aria-label"]
        inner = [e["alt"] or e["aria-label"] or e["title"] for e in self.walk()]
        titles = [t.text for t in self.all("title")]
        return tidy(" ".join([self.text, *inner, *titles]))


def tidy(text: str) -> str:
    lines = (re.sub(r"[ \t\r\f\v\u00a0]+", " ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


class Reader(HTMLParser):
    """Builds the tree and keeps a note of tags left open or closed twice."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.root = Element("#page")
        self.here = self.root
        self.slips: list[str] = []
        self.elements = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if len(given) < len(attrs):
            self.slips.append(f"<{tag}> on line {self.getpos()[0]} says an attribute twice")
        element = Element(tag, given, parent=self.here, line=self.getpos()[0])
        self.here.children.append(element)
        self.elements.append(element)
        if tag not in VOID:
            self.here = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.here = self.here.parent or self.root

    def handle_endtag(self, tag: str) -> None:
        if self.here.tag == tag:
            self.here = self.here.parent or self.root
            return
        self.slips.append(f"</{tag}> on line {self.getpos()[0]} closes {self.here}")
        if any(element.tag == tag for element in self.here.above()):
            while self.here.tag != tag:
                self.here = self.here.parent or self.root
            self.here = self.here.parent or self.root

    def handle_data(self, data: str) -> None:
        inside = self.here.children
        if inside and isinstance(inside[-1], str):  # an entity does not end a sentence
            inside[-1] += data
        else:
            inside.append(data)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(html.unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self.handle_data(html.unescape(f"&#{name};"))


@dataclass(slots=True)
class Page:
    """One answer of the house, read."""

    source: str
    root: Element
    slips: list[str]
    elements: list[Element] = field(default_factory=list)  # all of them, in the order they come

    @property
    def main(self) -> Element | None:
        return next(iter(self.all("main")), None)

    def all(self, *tags: str) -> list[Element]:
        return [element for element in self.elements if element.tag in tags]


def read(source: str) -> Page:
    reader = Reader()
    reader.feed(source)
    reader.close()
    slips = list(reader.slips)
    if reader.here is not reader.root:
        slips.append(f"{reader.here} is never closed")
    return Page(source, reader.root, slips, reader.elements)
