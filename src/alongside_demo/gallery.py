"""Every component in its states, for those who draw and those who check. Only in the demo."""

from datetime import UTC, datetime
from types import SimpleNamespace as Thing
from typing import Any, Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from alongside.toolbox import errors
from alongside.toolbox.doors import anyone
from alongside.toolbox.forms import ClockField, DayField, PlainForm

LONG: Final = "Supercalifragilistic" * 12
TUESDAY: Final = datetime(2026, 5, 12, 9, 0, tzinfo=UTC)
THURSDAY: Final = datetime(2026, 5, 14, 9, 0, tzinfo=UTC)
NAV: Final = [
    {"label": "My week", "url": "#week", "current": True},
    {"label": "Projects", "url": "#projects", "current": False},
    {"label": "Opportunities", "url": "#opportunities", "current": False},
    {"label": "Library", "url": "#library", "current": False},
    {"label": "Help", "url": "#help", "current": False},
]
STEPS: Final = [
    ("p1", "plan", "Planning what to do", "Research design", 4, "Co-producing", "past"),
    ("p2", "who", "Working out who, where and when", "Recruitment and engagement", 3,
     "Working with", "past"),
    ("p3", "hear", "Getting the information you need", "Data collection", 3, "Working with", "now"),
    ("p4", "mean", "Working out what it all means", "Analysis", 4, "Co-producing", ""),
    ("p5", "tell", "Spreading the word", "Dissemination", 2, "Asked", ""),
    ("p6", "back", "Reflecting and feedback", "Evaluation and learning", 5, "Community-led", ""),
]  # fmt: skip


SHOWN: Final = anyone("The gallery shows invented things only, and only the demo has it.")


class Sample(PlainForm):
    """One field of each kind."""

    name = forms.CharField(max_length=80, label="What shall we call it?", help_text="A few words.")
    why = forms.CharField(widget=forms.Textarea, label="Why does it matter?", required=False)
    email = forms.EmailField(label="Your email address", required=False)
    on = DayField(label="Which day?", help_text="Like 14 5 2026.")
    at = ClockField(label="What time?", help_text="Like 10 am or 2.30 pm.")
    where = forms.ChoiceField(
        label="Where?", choices=[("library", "Pier Street Library"), ("hall", "Lifeboat Hall")]
    )
    level = forms.ChoiceField(
        label="How shared is it?",
        widget=forms.RadioSelect,
        choices=[("asked", "Asked"), ("with", "Working with"), ("co", "Co-producing")],
    )
    needs = forms.MultipleChoiceField(
        label="What do you need?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("loop", "Hearing loop"), ("print", "Large print"), ("ramp", "A ramp")],
    )
    paper = forms.FileField(label="A paper to share", required=False)
    agree = forms.BooleanField(label="I have read the group agreement")


def furniture() -> dict[str, Any]:
    """What every page of a signed-in person has around it."""
    return {
        "nav": NAV,
        "me": Thing(name="Amina", url="#me"),
        "programme": Thing(
            place="Marram Bay",
            help_name="Farah",
            help_phone="01632 960 144",
            help_text="07700 900 144",
            help_hours="Monday to Friday, 9 to 5. We ring you back, so it costs you nothing.",
        ),
        "foot_links": [
            {"label": "Who sees what about me", "url": "#who"},
            {"label": "Something is wrong", "url": "#wrong"},
        ],
    }


def finding(says: str, *, stop: bool = False, set_aside: str | None = None) -> Thing:
    return Thing(
        says=says,
        why="One person cannot watch the chat and lead the talk.",
        stop=stop,
        library_url="#library",
        set_aside_url="" if stop else "#aside",
        set_aside=set_aside,
    )


@SHOWN
def parts(request: HttpRequest) -> HttpResponse:
    """Every part, filled, empty, too long, and the other way round."""
    steps = [
        Thing(css=c, sign=s, title=t, formal=f, level=n, word=w, state=st, when="May to June",
              says="We are testing the survey." if st == "now" else "", url="")
        for c, s, t, f, n, w, st in STEPS
    ]  # fmt: skip
    return render(request, "gallery/parts.html", furniture() | {
        "long": LONG, "tuesday": TUESDAY, "thursday": THURSDAY, "steps": steps,
        "hand": Thing(on_behalf=True, person="Jean", writer="Farah", how_said="by phone"),
        "findings": [
            finding("This has no date yet.", stop=True),
            finding("More than six people come. Ask somebody to chair with you."),
            finding("Nobody has seen the room.", set_aside="Farah works in that building."),
        ],
        "people": [Thing(name="Harold", small="Chair today"), Thing(name="Amina", small=""),
                   Thing(name="ليلى", small="By video"), Thing(name="🦀 Sam", small="")],
        "head": {"what": "What", "how_much": "By people who live here"},
        "counts": [Thing(what="Decisions", words="14 of 22", part=14, whole=22),
                   Thing(what="Money they decide", words="£4,200 of £18,000", part=42, whole=180),
                   Thing(what="Nothing yet", words="0 of 0", part=0, whole=0)],
        "taps": [Thing(value="1", label="Amina", small="Taxi at 12.30", checked=True),
                 Thing(value="2", label="Harold", small="", checked=False),
                 Thing(value="3", label=LONG, small="", checked=False)],
        "facts": [("When", "Thursday 14 May, 10 to 12.30"), ("Pay", "£46.80"), ("Access", LONG)],
    })  # fmt: skip


@SHOWN
def form(request: HttpRequest) -> HttpResponse:
    """A form as it is first met, or with everything wrong (`?wrong`)."""
    wrong = {"name": "x" * 10_000, "why": "<script>alert(1)</script> مرحبا 🦀", "email": "amina@",
             "on_0": "31", "on_1": "2", "on_2": "2026", "at": "late", "where": "moon"}  # fmt: skip
    sample = Sample(wrong) if "wrong" in request.GET else Sample()
    return render(request, "gallery/form.html", furniture() | {"form": sample})


@SHOWN
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "gallery/home.html", furniture())


@SHOWN
def confirm(request: HttpRequest) -> HttpResponse:
    return render(request, "confirm.html", furniture() | {
        "heading": "Leave Getting home after dark?", "danger": True,
        "says": "You can come back at any time.", "yes": "Yes, leave", "no_url": "#",
        "happens": ["Your place on Thursday goes to whoever waited longest.",
                    "We still pay you for the 4 hours you have done."],
    })  # fmt: skip


@SHOWN
def refusal(request: HttpRequest, status: int) -> HttpResponse:
    """The page that says no, one for each number."""
    return {
        403: lambda: errors.not_allowed(request, None),
        404: lambda: errors.not_found(request, None),
        413: lambda: errors.too_big(request),
        429: lambda: errors.too_many(request, None),
        500: lambda: errors.broken(request),
        503: lambda: errors.away(request),
    }.get(status, lambda: errors.bad_request(request, None))()


urlpatterns = [
    path("", parts, name="gallery"),
    path("form/", form, name="gallery-form"),
    path("home/", home, name="gallery-home"),
    path("confirm/", confirm, name="gallery-confirm"),
    path("no/<int:status>/", refusal, name="gallery-no"),
]
