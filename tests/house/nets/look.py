"""What only a browser can see: room, borders, focus, targets, and what axe finds."""

# ruff: noqa: E501 -- what is written for the browser keeps its own lines

from typing import TYPE_CHECKING, Any, Final

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

if TYPE_CHECKING:
    from collections.abc import Mapping

TAGS: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
# axe cannot judge text over gradients and layers; the colours themselves have a test of their own.
CANNOT_JUDGE: Final = frozenset(["color-contrast"])

CONTRAST: Final = """
  const lit = (c) => { const [r, g, b] = c.map((v) => { v /= 255;
    return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const parts = (c) => (c.match(/[\\d.]+/g) || []).map(Number);
  const solid = (c) => { const p = parts(c); return p.length < 4 || p[3] > 0.5; };
  const ratio = (a, b) => { const [x, y] = [lit(parts(a).slice(0, 3)), lit(parts(b).slice(0, 3))];
    return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05); };
  const behind = (e) => { for (let n = e; n; n = n.parentElement) {
    const c = getComputedStyle(n).backgroundColor; if (solid(c) && c !== 'transparent') return c; }
    return 'rgb(255, 255, 255)'; };
  const seen = (e) => { const b = e.getBoundingClientRect(); const s = getComputedStyle(e);
    return b.width > 0 && b.height > 0 && s.visibility !== 'hidden' && s.opacity !== '0'
      && !e.closest('.vh, [hidden]') && b.right > 0 && b.bottom + scrollY > 0; };
  const call = (e) => e.tagName.toLowerCase() + (e.id ? '#' + e.id : '')
    + (typeof e.className === 'string' && e.className ? '.' + e.className.trim().split(/\\s+/).join('.') : '')
    + ' “' + (e.innerText || e.value || e.name || '').trim().slice(0, 30) + '”';
"""

OVERFLOW: Final = (
    "() => {"
    + CONTRAST
    + """
  const wide = document.documentElement.clientWidth;
  if (document.scrollingElement.scrollWidth <= wide + 1) return [];
  const out = [...document.body.querySelectorAll('*')].filter((e) => { const b = e.getBoundingClientRect();
    return seen(e) && (b.right > wide + 1 || b.left < -1); });
  const inner = out.filter((e) => !out.some((o) => o !== e && e.contains(o)));
  return ['sideways scroll: ' + (inner.length ? inner : [document.body]).slice(0, 3).map(call).join(', ')];
}"""
)

BORDERS: Final = (
    "() => {"
    + CONTRAST
    + """
  const typed = [...document.querySelectorAll('input, select, textarea')]
    .filter((e) => seen(e) && !['hidden', 'submit', 'button', 'checkbox', 'radio', 'file'].includes(e.type));
  return typed.flatMap((e) => { const s = getComputedStyle(e), outside = behind(e.parentElement);
    const drawn = parseFloat(s.borderBottomWidth) >= 1 && s.borderBottomStyle !== 'none';
    const edge = drawn ? ratio(s.borderBottomColor, outside) : 1;
    const fill = ratio(solid(s.backgroundColor) ? s.backgroundColor : outside, outside);
    const best = Math.max(edge, fill);
    return best >= 3 ? [] : [call(e) + ' has an edge of ' + best.toFixed(1) + ':1, not 3:1']; });
}"""
)

TARGETS: Final = (
    "() => {"
    + CONTRAST
    + """
  const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
    .filter((e) => seen(e) && e.type !== 'hidden');
  const inText = (e) => e.tagName === 'A' && getComputedStyle(e).display === 'inline';
  return all.flatMap((e) => { let b = e.getBoundingClientRect();
    const label = ['checkbox', 'radio', 'file'].includes(e.type) && e.labels && e.labels[0];
    if (label) { const l = label.getBoundingClientRect();
      b = { width: Math.max(b.width, l.width), height: Math.max(b.height, l.height) }; }
    const main = e.matches('.btn, main button:not(.word), main input:not([type=checkbox]):not([type=radio]), main select');
    const least = main ? 44 : 24;
    if (inText(e) || (b.height >= least - 0.5 && b.width >= 23.5)) return [];
    return [call(e) + ' is ' + Math.round(b.width) + ' by ' + Math.round(b.height) + ' px, not ' + least]; });
}"""
)

SPACED: Final = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important;'
    + ' word-spacing: 0.16em !important } p { margin-bottom: 2em !important }');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""

CUT: Final = (
    "() => {"
    + CONTRAST
    + """
  const words = (e) => { const r = document.createRange(); r.selectNodeContents(e);
    return [...r.getClientRects()].filter((b) => b.width > 2 && b.height > 2); };
  const cuts = (e) => { const b = e.getBoundingClientRect(), s = getComputedStyle(e);
    return seen(e) && ['hidden', 'clip'].includes(s.overflowY) && s.position !== 'absolute'
      && [...e.querySelectorAll('p, h1, h2, h3, a, button, label, li'), e].filter((t) => !t.closest('.vh'))
        .flatMap((t) => [...t.childNodes].filter((n) => n.nodeType === 3 && n.data.trim()))
        .some((n) => words(n).some((w) => w.bottom > b.bottom + 3 || w.right > b.right + 3)); };
  return [...document.querySelectorAll('main *')].filter(cuts)
    .map((e) => call(e) + ' cuts its words off');
}"""
)

FOCUSED: Final = (
    "() => {"
    + CONTRAST
    + """
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const s = getComputedStyle(e), b = e.getBoundingClientRect();
  const ringed = (x) => { const s = getComputedStyle(x); return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2
    && ratio(s.outlineColor, behind(x.parentElement || x)) >= 3 || s.boxShadow !== 'none'; };
  const layered = [e, ...(e.labels || [])].flatMap((x) => [x, ...(x === e ? [] : x.children)]).some(ringed);
  const there = b.width > 0 && b.height > 0 && b.bottom > 0 && b.right > 0
    && b.top < innerHeight && b.left < innerWidth;
  return { name: call(e), shown: layered, there: there,
    key: [...document.querySelectorAll('*')].indexOf(e) };
}"""
)


def axe(page: Page, *, rules: tuple[str, ...] = ()) -> list[str]:
    """What axe finds; with rules, only those. What it cannot judge is said too."""
    what: dict[str, Any] = (
        {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": TAGS}
    )
    answer: Mapping[str, Any] = Axe().run(page, options={"runOnly": what}).response
    unsure = [one for one in answer["incomplete"] if one["id"] not in CANNOT_JUDGE]
    return [
        f"{kind} {one['id']}: {one['help']}: {one['nodes'][0]['html'][:120]}"
        for kind, found in (("axe", answer["violations"]), ("axe is unsure of", unsure))
        for one in found
    ]


def overflow(page: Page) -> list[str]:
    return list(page.evaluate(OVERFLOW))


def borders(page: Page) -> list[str]:
    return list(page.evaluate(BORDERS))


def targets(page: Page) -> list[str]:
    return list(page.evaluate(TARGETS))


def spacing(page: Page) -> list[str]:
    """Words spread as WCAG allows people to spread them are still all there."""
    page.evaluate(SPACED)
    return [f"with spread words: {said}" for said in [*overflow(page), *page.evaluate(CUT)]]


def focus(page: Page, *, most: int = 120) -> list[str]:
    """Go from stop to stop with the Tab key: each is on the screen and shows where one is."""
    said, seen = [], set()
    for _step in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None or stop["key"] in seen:
            break
        seen.add(stop["key"])
        if not stop["shown"]:
            said.append(f"nothing shows that {stop['name']} has the focus")
        if not stop["there"]:
            said.append(f"{stop['name']} has the focus off the screen")
    return said
