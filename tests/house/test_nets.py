"""Each net catches the page that was made to be caught, and lets a good page through."""

import logging
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from hypothesis import given
from hypothesis import strategies as st

from alongside.toolbox.personal import own

from .bad_pages import GOOD, SPOILED, spoiled
from .crawl import ASLEEP, FORBIDDEN
from .nets import logs, plain, pseudo, queries, walls, wire
from .nets.page import read
from .nets.skeleton import fingerprint, fold, joints, skeleton
from .nets.theirs import without
from .nets.valid import valid

STRICT = (
    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'"
)


def answer(body: str = GOOD, policy: str = STRICT) -> HttpResponse:
    headers = {"Content-Security-Policy": policy, **wire.HEADERS}
    return HttpResponse(body, headers=headers)


def test_a_good_page_passes_every_net() -> None:
    page = read(GOOD)

    assert valid(page) == []
    assert plain.too_hard(page, [], limit=plain.CO_RESEARCHERS) == []
    assert plain.unkind(page, []) == []
    assert wire.unsafe(answer(), page) == []
    assert wire.too_heavy(answer(), limit=wire.NEXT) == []


@pytest.mark.parametrize("fault", SPOILED)
def test_the_net_of_validity_catches(fault: str) -> None:
    expected = SPOILED[fault][2]

    found = valid(read(spoiled(fault)))

    assert any(expected in said for said in found), found


def test_several_ways_round_need_names() -> None:
    two = GOOD.replace("<main", '<nav><ul><li><a href="/">Home</a></li></ul></nav><main', 1)

    assert any("several <nav>" in said for said in valid(read(two)))


def test_a_link_in_a_form_and_a_form_in_a_form_are_caught() -> None:
    nested = GOOD.replace("<fieldset>", "<form><button>x</button></form><fieldset>", 1)

    assert any("inside a form" in said for said in valid(read(nested)))


def test_pages_that_differ_in_words_and_length_have_one_skeleton() -> None:
    card = '<li class="card"><h3><a href="/walk/">Walk your street</a></h3></li>'
    longer = GOOD.replace(card, card + card.replace("Walk", "Draw") * 40)

    assert longer != GOOD
    assert fingerprint(read(longer)) == fingerprint(read(GOOD))


def test_pages_that_differ_in_shape_have_skeletons_of_their_own() -> None:
    stop = GOOD.replace("<h2>", '<p class="stop">Wait.</p><h2>')

    assert fingerprint(read(stop)) != fingerprint(read(GOOD))
    assert "Amina" not in skeleton(read(GOOD))


def test_a_thing_that_stands_in_another_place_is_another_joint() -> None:
    moved = GOOD.replace("<h2>", '<p class="stop"><b>Wait.</b></p><h2>')
    longer = GOOD.replace("Amina", "Amina-Maria")

    assert joints(read(moved)) - joints(read(GOOD)) != set()
    assert joints(read(longer)) == joints(read(GOOD))


@pytest.mark.django_db
def test_a_form_without_its_seal_is_told_apart() -> None:
    answer = Client(enforce_csrf_checks=True).post(reverse("account_login"))

    assert (answer.status_code, ASLEEP in answer.text) == (FORBIDDEN, True)


@given(st.lists(st.sampled_from("abc"), max_size=8), st.integers(2, 5))
def test_folding_forgets_how_often_but_not_what(block: list[str], times: int) -> None:
    folded = fold(["x", *block * times, "y"])

    assert set(folded) == {"x", "y", *block}
    assert len(folded) <= 2 + len(block) * times


def test_a_page_that_weighs_too_much_is_caught() -> None:
    noise = "".join(f"{n * 7919 % 10_007:x}" for n in range(9000))

    [said] = wire.too_heavy(answer(GOOD.replace("Hello", noise)), limit=wire.FIRST)

    assert "bytes on the wire" in said


def test_headers_and_cookies_weigh_too() -> None:
    light, heavy = answer(), answer()
    heavy["X-Long"] = "x" * 500
    heavy.set_cookie("kept", "y" * 100)

    assert wire.bytes_on_the_wire(heavy) > wire.bytes_on_the_wire(light) + 600


def test_a_page_sent_plain_is_caught() -> None:
    squeezed = answer()
    squeezed["Content-Encoding"] = "br"

    assert wire.uncompressed(answer()) != []
    assert wire.uncompressed(squeezed) == []


@pytest.mark.parametrize(
    "policy",
    [
        "",
        STRICT.replace("default-src 'self'", "default-src *"),
        STRICT.replace("base-uri 'none'; ", ""),
        STRICT.replace("frame-ancestors 'none'", "frame-ancestors 'self'"),
        STRICT.replace("form-action 'self'", "form-action https:"),
        STRICT + "; script-src 'self' 'unsafe-inline'",
        STRICT + "; script-src 'self' 'unsafe-eval'",
        STRICT.replace("; require-trusted-types-for 'script'", ""),
    ],
)
def test_a_loose_policy_is_caught(policy: str) -> None:
    assert wire.unsafe(answer(policy=policy)) != []


def test_what_the_pages_own_policy_would_refuse_is_caught() -> None:
    styled = GOOD.replace("</head>", "<style>h1{}</style></head>")
    sealed = "'sha256-rheys4690LYhhCAxqHdoFhp82X2pfw/WYWpxkPawJjc='"

    refused = wire.unsafe(answer(styled), read(styled))

    assert any("refused" in said for said in refused)
    assert wire.unsafe(answer(styled, f"{STRICT}; style-src 'self' {sealed}"), read(styled)) == []


def test_words_shown_as_they_are_kept_are_caught() -> None:
    shown = GOOD.replace("It is up to you.", own(uuid4(), "It is up to you."))

    assert wire.sealed(shown) != []
    assert wire.sealed(GOOD) == []


def test_hard_words_of_ours_are_caught_and_peoples_own_are_not() -> None:
    stiff = (
        "Organisational prioritisation methodologies necessitate comprehensive consideration "
        "of multidimensional evaluation characteristics beforehand."
    )
    ours = read(GOOD.replace("It is up to you.", stiff))
    theirs = read(GOOD.replace("It is up to you.", f"<q data-theirs>{stiff}</q>"))

    assert plain.too_hard(ours, [], limit=plain.CO_RESEARCHERS) != []
    assert plain.too_hard(theirs, [], limit=plain.CO_RESEARCHERS) == []
    assert plain.too_hard(ours, [stiff], limit=plain.CO_RESEARCHERS) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Well done!", "exclamation"),
        (" ".join(["word"] * 21) + ".", "21 words"),
        ("Please note that we are shut.", "a word we avoid"),
    ],
)
def test_unkind_words_are_caught(words: str, expected: str) -> None:
    page = read(GOOD.replace("It is up to you.", words))

    assert any(expected in said for said in plain.unkind(page, []))


def test_only_the_page_itself_is_measured_not_its_furniture() -> None:
    page = read(GOOD.replace("Ring Farah", "Notwithstanding! Ring Farah"))

    assert plain.unkind(page, []) == []


def test_the_pseudo_language_marks_words_and_leaves_what_is_filled_in() -> None:
    with pseudo.pseudo_language():
        said = gettext("You have %(hours)d hours, {name}")
        many = ngettext("%d place left", "%d places left", 2)

    assert said == "⟦You have ⟧%(hours)d⟦ hours, ⟧{name}"
    assert many == "%d⟦ places left⟧"
    assert "⟦" not in gettext("Yes")


@pytest.mark.parametrize(
    "slip",
    [
        "<p>Nobody can translate me</p>",
        '<img src="/a.png" alt="A boat">',
        '<button aria-label="Close">⟦Shut⟧</button>',
        '<input type="submit" value="Send">',
        "<p>⟦Hello⟧ and more ⟦words⟧</p>",
    ],
)
def test_a_word_left_out_of_the_catalogue_is_caught(slip: str) -> None:
    page = read(f'<html lang="en"><body><main>{slip}</main></body></html>')

    assert len(pseudo.untranslated(page, [])) == 1


@pytest.mark.parametrize(
    "fine",
    [
        "<p>⟦You have⟧ 3 ⟦hours left⟧</p>",
        "<p>⟦Read <a href='/'>this page</a> first.⟧</p>",
        "<p>⟦Hello⟧ Amina Yusuf</p>",
        "<p data-theirs>What I wrote myself</p>",
        '<a href="/cy/" lang="cy">Cymraeg</a>',
        "<p>⟦From⟧ Alongside</p>",
        "<script>let words</script>",
    ],
)
def test_translated_words_and_peoples_own_words_pass(fine: str) -> None:
    page = read(f'<html lang="en"><body><main>{fine}</main></body></html>')

    assert pseudo.untranslated(page, ["Amina Yusuf"]) == []


def test_peoples_words_are_taken_out_whole_and_longest_first() -> None:
    left = without("Ask Amina Yusuf or Amina about Aminas boat", ["Amina Yusuf", "Amina"])

    assert left.split() == ["Ask", "or", "about", "Aminas", "boat"]


def test_a_log_line_that_names_someone_is_caught() -> None:
    listener, log = logging.getLogger("nets"), logs.Listener()
    listener.addHandler(log)
    listener.warning("could not write to %s", "amina@example.org")
    listener.warning("could not write to person 7")
    listener.removeHandler(log)

    [said] = logs.personal(log.lines, ["Amina@example.org", "A"])

    assert "amina@example.org" in said


def test_a_planted_word_across_the_wall_is_caught() -> None:
    marks = {"Quillfeather": "the journal of Amina", "Marrowstone": "the other programme"}

    assert walls.leaks("Nothing here", marks) == []
    assert walls.leaks("…Marrowstone…", marks) == [
        "says “Marrowstone”, planted in the other programme"
    ]


def test_too_many_questions_are_caught_and_the_repeated_one_is_named() -> None:
    found = queries.Asked([f"SELECT {n}" for n in range(12)] + ["SELECT 1"])

    [said] = queries.too_many(found)

    assert said.startswith("13 queries, not 12; asked twice: SELECT 1")
    assert queries.too_many(queries.Asked(["SELECT 1"])) == []


@pytest.mark.django_db
def test_a_list_that_asks_once_a_row_is_caught() -> None:
    from django.contrib.contenttypes.models import ContentType

    rows: list[int] = []

    def open_page(*, each: bool) -> None:
        for row in rows if each else rows[:1]:
            list(ContentType.objects.filter(pk=row))

    queries.same_however_many(lambda: open_page(each=False), lambda count: rows.extend([1] * count))
    rows.clear()
    with pytest.raises(AssertionError, match="3 rows cost 3 queries, 9 rows 9"):
        queries.same_however_many(
            lambda: open_page(each=True), lambda count: rows.extend([1] * count), many=9
        )
