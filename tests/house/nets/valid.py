"""Is the HTML right? A strict parser's view, and our own few rules."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

import html5lib

from .page import Element, Page, tidy

TYPED: Final = ("input", "select", "textarea")
UNLABELLED: Final = frozenset(["hidden", "submit", "button", "image", "reset"])
HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
OLD: Final = ("center", "font", "marquee", "blink", "frame", "frameset", "big", "tt", "iframe")
UNSEALED: Final = {"/look/": "only how one browser looks hangs on it"}
NOT_ONCE: Final = "posts without `once`"
VAGUE: Final = frozenset(["here", "click here", "more", "read more", "link", "this", "details"])
TAGS: Final = re.compile(r"<[^>]*>|&[^\s;<]{0,9};?")  # an odd entity is text, and still wrong
VALUES: Final = re.compile(r"\"[^\"]*\"|'[^']*'")
LOOK: Final = "/look/"  # day or night, language: one browser's looks, no seal needed
Rule = Callable[[Page], Iterator[str]]

_parsed: dict[str, list[str]] = {}


def strict(page: Page) -> list[str]:
    """Say what html5lib's parser, made to be strict, says. One look for each set of tags."""
    tags = VALUES.sub('"x"', "".join(TAGS.findall(page.source)))
    if tags not in _parsed:
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(page.source)
        _parsed[tags] = [
            f"line {line}: {code} {details or ''}".rstrip()
            for (line, _column), code, details in parser.errors
        ]
    return _parsed[tags]


def valid(page: Page, *, ours: bool = True) -> list[str]:
    """Say all that is wrong; a library's own forms carry no `once`."""
    said = [*page.slips, *strict(page), *(said for rule in RULES for said in rule(page))]
    return said if ours else [one for one in said if not one.endswith(NOT_ONCE)]


def _head(page: Page) -> Iterator[str]:
    [*roots] = page.all("html")
    if not page.source.lstrip().lower().startswith("<!doctype html>"):
        yield "the page does not start with <!doctype html>"
    if len(roots) != 1 or not roots[0]["lang"]:
        yield "<html> does not say its language"
    if roots and roots[0]["dir"] not in {"", "ltr", "rtl"}:
        yield f"<html> says dir={roots[0]['dir']!r}"
    titles = [title for head in page.all("head") for title in head.all("title")]
    if len(titles) != 1 or not tidy("".join(map(str, titles[0].children))):
        yield "the page has not exactly one title with words in it"
    metas = {meta["name"]: meta["content"] for meta in page.all("meta")}
    if "width=device-width" not in metas.get("viewport", ""):
        yield "the page does not fit a small screen: no viewport"
    if re.search(r"user-scalable=no|maximum-scale", metas.get("viewport", "")):
        yield "the page forbids zooming"
    if any(meta["http-equiv"].lower() == "refresh" for meta in page.all("meta")):
        yield "the page reloads by itself"


def _landmarks(page: Page) -> Iterator[str]:
    if len(page.all("main")) != 1:
        yield f"the page has {len(page.all('main'))} <main>, not one"
    navs = page.all("nav")
    if len(navs) > 1 and any(not (n["aria-label"] or n["aria-labelledby"]) for n in navs):
        yield "several <nav>, and one of them has no name"
    for old in page.all(*OLD):
        yield f"{old} is not used here"


def _headings(page: Page) -> Iterator[str]:
    found = page.all(*HEADINGS)
    if [h.tag for h in found].count("h1") != 1:
        yield f"the page has {[h.tag for h in found].count('h1')} h1, not one"
    level = 0
    for heading in found:
        depth = int(heading.tag[1])
        if level and depth > level + 1:
            yield f"{heading.tag} “{heading.text}” follows h{level}"
        if not heading.name:
            yield f"an empty {heading.tag}"
        level = depth


def _ids(page: Page) -> Iterator[str]:
    ids = Counter(e["id"] for e in page.elements if "id" in e)
    for name, times in ids.items():
        if times > 1 or not name or re.search(r"\s", name):
            yield f"the id {name!r} is used {times} times or is not a word"
    for element in page.elements:
        for attribute in ("aria-describedby", "aria-labelledby", "aria-controls", "for", "list"):
            for name in element[attribute].split():
                if name not in ids:
                    yield f"{element} points at #{name}, which is not there ({attribute})"
        href = element["href"]
        if element.tag == "a" and href.startswith("#") and href[1:] not in ids:
            yield f"a link goes to {href}, which is not there"


def _labels(page: Page) -> Iterator[str]:
    for_whom = {label["for"] for label in page.all("label") if label.text}
    for box in page.all(*TYPED):
        if box["type"] in UNLABELLED:
            continue
        wrapped = any(e.tag == "label" for e in box.above())
        if not (box["id"] in for_whom or wrapped or box["aria-label"] or box["aria-labelledby"]):
            yield f"{box} has no label"
        if box["type"] == "radio" and not any(e.tag == "fieldset" for e in box.above()):
            yield f"{box} is a choice outside a fieldset"
    for group in page.all("fieldset"):
        if not (group.all("legend") or group["aria-label"] or group["aria-labelledby"]):
            yield f"{group} has no legend"


def _inline(page: Page) -> Iterator[str]:
    for element in page.elements:
        for name, value in element.attributes.items():
            if name.startswith("on"):
                yield f"{element} carries {name}"
            if name in {"href", "src", "action", "formaction"} and value.strip().lower().startswith(
                "javascript:"
            ):
                yield f"{element} runs script from {name}"
        if "style" in element:
            yield f"{element} carries a style"
        if element.tag == "style" and not any(e.tag == "head" for e in element.above()):
            yield "a <style> outside the head"
        if element.tag == "script" and "src" not in element:
            yield "a <script> inside the page"


def _pictures(page: Page) -> Iterator[str]:
    for picture in page.all("img", "area"):
        if "alt" not in picture:
            yield f"{picture} has no alt"
    for drawing in page.all("svg"):
        hidden = any(e["aria-hidden"] == "true" for e in (drawing, *drawing.above()))
        if not hidden and not (drawing["role"] == "img" and drawing.name):
            yield f"{drawing} is neither hidden nor named"


def _forms(page: Page) -> Iterator[str]:
    for form in page.all("form"):
        if form["action"] == LOOK:
            continue
        names = {box["name"] for box in form.all("input", "button")}
        posts = form["method"].lower() == "post" and form["action"] not in UNSEALED
        if posts and "csrfmiddlewaretoken" not in names:
            yield f"{form} posts without csrf"
        if posts and "once" not in names:
            yield f"{form} {NOT_ONCE}"
        if not posts and names & {"csrfmiddlewaretoken", "once"}:
            yield f"{form} puts a secret into the address"
        if any(e.tag == "form" for e in form.above()):
            yield f"{form} stands inside a form"
        if not (form.all("button") or any(b["type"] == "submit" for b in form.all("input"))):
            yield f"{form} has no button"


def _links(page: Page) -> Iterator[str]:
    for link in page.all("a"):
        if "href" not in link or not link["href"]:
            yield f"a link to nowhere: “{link.name}”"
        if not link.name:
            yield f"a link without words: {link}"
        if link.name.lower().strip(" .…") in VAGUE:
            yield f"a link says only “{link.name}”"
        if link["target"] == "_blank" and "noopener" not in link["rel"]:
            yield f"{link} opens a window that can reach back"
        if any(e.tag in {"a", "button"} for e in link.above()):
            yield f"{link} stands inside a link or button"
    for button in page.all("button"):
        if not button.name:
            yield f"a button without words: {button}"
        if any(e.tag in {"a", "button"} for e in button.above()):
            yield f"{button} stands inside a link or button"


def _tables(page: Page) -> Iterator[str]:
    for table in page.all("table"):
        if not table.all("th"):
            yield f"{table} has no headers"
        if not (table.all("caption") or table["aria-label"] or table["aria-labelledby"]):
            yield f"{table} has no caption"
        for header in table.all("th"):
            if header["scope"] not in {"col", "row", "colgroup", "rowgroup"}:
                yield f"the header “{header.text}” has no scope"


def _focus(page: Page) -> Iterator[str]:
    for element in page.elements:
        # The summary of what went wrong is where everybody should be after a form came back.
        if "autofocus" in element and element["role"] != "alert":
            yield f"{element} takes the focus"
        if element["tabindex"].lstrip("+").isdigit() and int(element["tabindex"]) > 0:
            yield f"{element} jumps the queue with tabindex"
        if "accesskey" in element:
            yield f"{element} takes a key"


def _lists(page: Page) -> Iterator[str]:
    for item in page.all("li"):
        if item.parent and item.parent.tag not in {"ul", "ol", "menu"}:
            yield f"an item of no list: “{item.text[:40]}”"
    for each in page.all("ul", "ol"):
        strays = [c for c in each.children if isinstance(c, Element) and c.tag != "li"]
        if strays:
            yield f"{each} holds {strays[0]}, which is no item"
        if not each.all("li"):
            yield f"{each} is an empty list"


RULES: Final[tuple[Rule, ...]] = (
    _head, _landmarks, _headings, _ids, _labels, _inline, _pictures, _forms, _links, _tables,
    _focus, _lists,
)  # fmt: skip
