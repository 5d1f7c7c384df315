"""A good page, and the many ways to spoil it: one for each thing a net should catch."""

from typing import Final

GOOD: Final = """<!doctype html>
<html lang="en-GB" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>My week, Alongside</title>
<link rel="stylesheet" href="/static/a.css">
</head>
<body>
<a class="skip" href="#main">Skip to the page</a>
<nav aria-label="Main"><ul><li><a href="/week/">My week</a></li></ul></nav>
<main id="main" tabindex="-1">
<h1>Hello Amina</h1>
<p>You have three hours left this week. You can rest, or you can join in. It is up to you.</p>
<h2>What fits</h2>
<ul><li class="card"><h3><a href="/walk/">Walk your street</a></h3></li></ul>
<svg class="sign" viewBox="0 0 24 24" aria-hidden="true"><path d="M0 0"/></svg>
<form method="post" action="/walk/">
<input type="hidden" name="csrfmiddlewaretoken" value="x">
<input type="hidden" name="once" value="y">
<label for="hours">Hours you can give</label><p id="help">Whole hours.</p>
<input id="hours" name="hours" type="text" aria-describedby="help">
<fieldset><legend>When?</legend>
<div><input type="radio" id="am" name="when" value="am"><label for="am">Morning</label></div>
</fieldset>
<button type="submit">Sign up</button>
</form>
<table><caption>Hours</caption><thead><tr><th scope="col">Day</th></tr></thead>
<tbody><tr><td>Monday</td></tr></tbody></table>
</main>
<footer><p>Ring Farah on 01632 960 144.</p></footer>
</body>
</html>
"""

# What is replaced, what replaces it, and a part of what the net should say.
SPOILED: Final[dict[str, tuple[str, str, str]]] = {
    "no doctype": ("<!doctype html>\n", "", "doctype"),
    "no language": (' lang="en-GB"', "", "does not say its language"),
    "odd direction": ('dir="ltr"', 'dir="up"', "dir="),
    "no title": ("My week, Alongside</title>", "</title>", "title"),
    "no viewport": ('name="viewport"', 'name="other"', "viewport"),
    "no zooming": ("initial-scale=1", "initial-scale=1,user-scalable=no", "forbids zooming"),
    "reloads": ("<title>", '<meta http-equiv="refresh" content="5"><title>', "reloads"),
    "two mains": ("<footer>", "<main><p>More</p></main><footer>", "2 <main>"),
    "old tag": ("<p>Ring Farah", "<p><font>Big</font> Ring Farah", "<font> is not used"),
    "no h1": ("<h1>Hello Amina</h1>", "<p>Hello Amina</p>", "0 h1"),
    "two h1": ("<h2>What fits</h2>", "<h1>What fits</h1>", "2 h1"),
    "skipped level": ("<h2>What fits</h2>", "<h4>What fits</h4>", "follows h1"),
    "empty heading": ("<h2>What fits</h2>", "<h2></h2>", "an empty h2"),
    "same id twice": ('<p id="help">', '<p id="hours">', "used 2 times"),
    "points nowhere": ('aria-describedby="help"', 'aria-describedby="gone"', "not there"),
    "link within nowhere": ('href="#main"', 'href="#gone"', "a link goes to #gone"),
    "no label": ('for="hours"', 'for="am"', "has no label"),
    "choice without question": (
        "<fieldset><legend>When?</legend>",
        "<div><p>When?</p>",
        "outside a fieldset",
    ),
    "no legend": ("<legend>When?</legend>", "", "has no legend"),
    "inline style": ("<h1>", '<h1 style="color:red">', "carries a style"),
    "style in the body": ("<h1>", "<style>h1{color:red}</style><h1>", "outside the head"),
    "inline script": ("<h1>", "<script>alert(1)</script><h1>", "a <script> inside"),
    "handler": ("<h1>", '<h1 onclick="alert(1)">', "carries onclick"),
    "script address": ('href="/walk/"', 'href="javascript:alert(1)"', "runs script"),
    "no alt": ("<h2>What fits</h2>", '<h2>What fits</h2><img src="/a.png">', "has no alt"),
    "silent drawing": (' aria-hidden="true"', "", "neither hidden nor named"),
    "no csrf": ('name="csrfmiddlewaretoken"', 'name="other"', "without csrf"),
    "not once": ('name="once"', 'name="other"', "without `once`"),
    "secret in the address": ('method="post"', 'method="get"', "secret into the address"),
    "no button": ('<button type="submit">Sign up</button>', "", "has no button"),
    "link to nowhere": ('href="/walk/"', 'href=""', "a link to nowhere"),
    "empty link": (">Walk your street</a>", "></a>", "a link without words"),
    "vague link": ("Walk your street</a>", "Read more</a>", "says only"),
    "window": ('href="/walk/"', 'href="/walk/" target="_blank"', "opens a window"),
    "button in link": ("Walk your street</a>", "<button>Go</button></a>", "stands inside a link"),
    "empty button": (">Sign up</button>", "></button>", "a button without words"),
    "no headers": ('<th scope="col">Day</th>', "<td>Day</td>", "no headers"),
    "no scope": (' scope="col"', "", "has no scope"),
    "no caption": ("<caption>Hours</caption>", "", "no caption"),
    "autofocus": ('type="text"', 'type="text" autofocus', "takes the focus"),
    "tabindex": ('type="text"', 'type="text" tabindex="3"', "jumps the queue"),
    "accesskey": ('type="text"', 'type="text" accesskey="s"', "takes a key"),
    "stray item": ('<ul><li class="card">', '<div><li class="card">', "item of no list"),
    "stray in list": ('<ul><li class="card">', '<ul><p>So</p><li class="card">', "no item"),
    "empty list": ("<footer>", "<footer><ul></ul>", "empty list"),
    "left open": ("It is up to you.</p>", "It is <b>up to you.</p>", "closes <b>"),
    "attribute twice": ('id="hours" name', 'id="hours" id="hours" name', "attribute twice"),
    "unknown entity": ("What fits</h2>", "What &fits; now</h2>", "entity"),
}  # fmt: skip


def spoiled(name: str) -> str:
    before, after, _said = SPOILED[name]
    assert before in GOOD
    return GOOD.replace(before, after, 1)
