"""Forms say what is wrong in plain words, lose nothing, and hold together for those who listen."""

from datetime import date, time

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from hypothesis import given
from hypothesis import strategies as st

from alongside.toolbox.forms import ClockField, DayField, PlainForm
from tests.house.nets.page import read
from tests.house.nets.valid import valid

PAGE = (
    '<!doctype html><html lang="en-gb" dir="ltr"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width,initial-scale=1">'
    "<title>Form</title></head><body><main><h1>Form</h1>"
    '<form action="/look/" method="post">{}<button>Send</button></form></main></body></html>'
)


class Everything(PlainForm):
    name = forms.CharField(max_length=80, label="Name", help_text="A few words.")
    why = forms.CharField(widget=forms.Textarea, label="Why?", required=False)
    email = forms.EmailField(label="Email", required=False)
    places = forms.IntegerField(label="Places", min_value=1, max_value=40, required=False)
    on = DayField(label="Which day?", help_text="Like 14 5 2026.")
    at = ClockField(label="What time?", required=False)
    level = forms.ChoiceField(
        label="Level", widget=forms.RadioSelect, choices=[("a", "Asked"), ("w", "With")]
    )
    needs = forms.MultipleChoiceField(
        label="Needs", widget=forms.CheckboxSelectMultiple, choices=[("l", "Loop"), ("r", "Ramp")]
    )
    agree = forms.BooleanField(label="I agree")
    paper = forms.FileField(label="Paper", required=False)


def test_a_fresh_form_ties_every_label_hint_and_box_together() -> None:
    page = read(PAGE.format(Everything()))

    assert valid(page) == []


def test_a_form_with_everything_wrong_is_still_tied_together() -> None:
    form = Everything({"name": "x" * 81, "email": "amina@", "places": "many", "at": "late"})

    page = read(PAGE.format(form))

    assert valid(page) == []  # among others: each link of the summary goes to an id that is there
    links = [link["href"] for link in page.all("a")]
    assert "#id_name" in links
    assert "#id_on_0" in links
    assert "#id_level_0" in links
    assert len(links) == len(form.errors)


def test_the_summary_comes_first_and_takes_the_focus() -> None:
    drawn = str(Everything({}))

    assert drawn.lstrip().startswith('<div class="stop" role="alert" tabindex="-1" autofocus')


def test_a_wrong_box_is_described_by_its_hint_and_its_error() -> None:
    drawn = str(Everything({}))

    assert 'aria-describedby="id_name_helptext id_name_error"' in drawn
    assert '<fieldset class="f bad" aria-describedby="id_on_helptext id_on_error">' in drawn


def test_a_box_that_may_stay_empty_says_so() -> None:
    drawn = str(Everything())

    assert drawn.count("(optional)") == 5


def test_a_name_of_ten_thousand_letters_is_answered_and_kept() -> None:
    long = "å" * 10_000

    form = Everything({"name": long})

    assert form.errors["name"] == [
        "This is too long. It may be 80 letters, and you wrote 10,000. Nothing you wrote is lost."
    ]
    assert long in str(form["name"])
    assert "maxlength" not in str(form["name"])


@pytest.mark.parametrize(
    "typed", ["Zoë 🦀👩🏽‍🔬", "ليلى بنت محمد", "שָׁלוֹם", "O\u2019Brien-Łuczak", "李\u200f"]
)
def test_names_of_every_kind_come_through_unharmed(typed: str) -> None:
    form = Everything({"name": typed})
    form.is_valid()

    assert form.cleaned_data["name"] == typed


def test_two_spellings_of_one_letter_become_one() -> None:
    form = Everything({"name": "Zoe\u0308"})
    form.is_valid()

    assert form.cleaned_data["name"] == "Zoë"


def test_marks_that_turn_other_words_round_are_taken_out() -> None:
    form = Everything({"name": "Ann\u202egnp\x07"})
    form.is_valid()

    assert form.cleaned_data["name"] == "Anngnp"


def test_a_letter_we_cannot_keep_is_refused() -> None:
    assert Everything({"name": "a\x00b"}).errors["name"] == [
        "There is a mark in this that we cannot keep."
    ]


@given(st.text(max_size=200))
def test_whatever_is_typed_is_shown_again_and_never_as_markup(typed: str) -> None:
    form = Everything({"name": f"<script>{typed}", "why": f"</textarea><b>{typed}"})

    drawn = str(form)

    assert "<script" not in drawn
    assert "</textarea><b>" not in drawn


@pytest.mark.parametrize(
    ("day", "month", "year", "meant"),
    [
        ("14", "5", "2026", date(2026, 5, 14)),
        (" 14 ", "05", "26", date(2026, 5, 14)),
        ("14", "May", "2026", date(2026, 5, 14)),
        ("1", "sept", "2026", date(2026, 9, 1)),
    ],
)
def test_a_day_can_be_written_as_people_write_it(
    day: str, month: str, year: str, meant: date
) -> None:
    form = Everything({"on_0": day, "on_1": month, "on_2": year})
    form.is_valid()

    assert form.cleaned_data["on"] == meant


def test_a_day_can_come_in_one_piece_too() -> None:
    form = Everything({"on": "2026-05-14"})
    form.is_valid()

    assert form.cleaned_data["on"] == date(2026, 5, 14)


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        (("31", "2", "2026"), "Write a real date, like 14 5 2026."),
        (("14", "Mayhem2", "x"), "Write a real date, like 14 5 2026."),
        (("14", "xyz", "2026"), "Write a real date, like 14 5 2026."),
        (("14", "5", ""), "Write the year as well."),
        (("14", "5", "99999999999"), "Write a real date, like 14 5 2026."),
        (("٣", "5", "0"), ""),
        (("", "", ""), "Please fill this in."),
    ],
)
def test_a_day_that_is_not_one_is_answered_kindly(parts: tuple[str, ...], says: str) -> None:
    form = Everything({f"on_{n}": part for n, part in enumerate(parts)})

    assert form.errors.get("on", [""]) == [says]
    assert all(part in str(form["on"]) for part in parts)


def test_a_day_that_is_known_is_shown_in_its_boxes() -> None:
    drawn = str(Everything(initial={"on": date(2026, 5, 14)})["on"])

    assert 'value="14"' in drawn
    assert 'value="2026"' in drawn


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("10", time(10)),
        ("10 am", time(10)),
        ("12am", time(0)),
        ("2.30 PM", time(14, 30)),
        ("14:30", time(14, 30)),
        ("1430", time(14, 30)),
        ("noon", time(12)),
        ("", None),
    ],
)
def test_a_time_can_be_written_as_people_write_it(typed: str, meant: time | None) -> None:
    form = Everything({"at": typed})
    form.is_valid()

    assert form.cleaned_data["at"] == meant


@pytest.mark.parametrize("typed", ["late", "25:00", "10.75", "13 o'clock"])
def test_a_time_that_is_not_one_is_answered_kindly(typed: str) -> None:
    assert Everything({"at": typed}).errors["at"] == ["Write a time, like 10 am or 2.30 pm."]


@pytest.mark.parametrize(
    ("name", "typed", "says"),
    [
        ("places", "many", "Write a whole number, like 12."),
        ("places", "0", "This must be 1 or more."),
        ("places", "41", "This must be 40 or less."),
        ("email", "amina@", "Write an email address, like amina@example.org."),
        ("level", "moon", "Choose one of these."),
        ("level", "", "Choose one."),
        ("needs", "moon", "Choose from these."),
        ("agree", "", "Please tick this box to go on."),
    ],
)
def test_each_kind_of_slip_has_its_own_words(name: str, typed: str, says: str) -> None:
    data = QueryDict(mutable=True)
    data[name] = typed

    assert Everything(data).errors[name] == [says]


def test_an_empty_file_is_answered_kindly() -> None:
    empty = SimpleUploadedFile("minutes.pdf", b"")

    form = Everything({}, MultiValueDict({"paper": [empty]}))

    assert form.errors["paper"] == ["This file is empty. Please choose another."]


def test_one_form_does_not_change_the_words_of_the_next() -> None:
    Everything({"name": "x" * 99}).is_valid()

    assert "90" in Everything({"name": "x" * 90}).errors["name"][0]


def test_an_authors_own_words_are_kept() -> None:
    class Own(PlainForm):
        name = forms.CharField(error_messages={"required": "Give it a name."})

    assert Own({}).errors["name"] == ["Give it a name."]


def test_what_is_wrong_with_the_whole_form_stands_in_the_summary() -> None:
    class Whole(PlainForm):
        name = forms.CharField()

        def clean(self) -> None:
            self.add_error(None, "It ends before it starts.")

    assert "<li>It ends before it starts.</li>" in str(Whole({"name": "x"}))
