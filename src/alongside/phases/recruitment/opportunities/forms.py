from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.forms.boundfield import BoundField
from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext_lazy as _

from alongside.foundation.people.models import Person
from alongside.foundation.people.states import Format
from alongside.foundation.projects.phases import Phase
from alongside.foundation.projects.states import Level
from alongside.toolbox.forms import ClockField, DayField, PlainForm

from .actions import Details, TimeOfOthers
from .models import Opportunity, OthersTime
from .states import HowGiven, Part, Pay, Said, Where

OTHERS: Final = 4  # boxes for the time of others; nobody plans with more
MINUTES: Final = 60
PENCE: Final = 100
EARLIEST, LATEST = date(2000, 1, 1), date(2200, 1, 1)
NOT_SAID: Final = ("", _("Not said yet"))
PLAIN: Final = (  # fields that are kept as they are written
    "title",
    "purpose",
    "what_you_do",
    "phase",
    "level",
    "why_level",
    "where",
    "place",
    "pay",
    "why_unpaid",
    "expenses",
    "access",
    "who_comes",
    "support",
    "how_given",
    "formats",
    "why_short_notice",
    "places",
    "pay_on",
)
SECTIONS: Final = (
    (_("What it is"), ("title", "purpose", "what_you_do", "phase")),
    (_("How shared it is"), ("level", "why_level")),
    (_("When and where"), ("timing", "day", "starts", "ends", "where", "place")),
    (_("The time it takes"), ("hours", "preparation", "travel")),
    (_("Pay and expenses"), ("pay", "pounds", "pay_on", "why_unpaid", "expenses")),
    (_("Who comes, and what helps"), ("who_comes", "access", "support", "formats")),
    (
        _("Places and answers"),
        ("how_given", "places", "closes_on", "closes", "why_short_notice"),
    ),
)


class HoursField(forms.DecimalField):
    """A time people type in hours: 2, 1.5, ½ as 0.5. Kept in minutes."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's own signature
        super().__init__(min_value=0, max_value=200, decimal_places=2, **kwargs)
        self.widget.attrs["class"] = "w4"

    def clean(self, value: Any) -> int:  # noqa: ANN401 -- what a browser sends
        hours: Decimal | None = super().clean(value)
        return round((hours or 0) * MINUTES)


class AnswerForm(PlainForm):
    answer = forms.ChoiceField(choices=Said.choices)


class OpportunityForm(PlainForm):
    """Everything an opportunity says. Only a few boxes must be filled before it opens."""

    template_name = "opportunities/form.html"

    title = forms.CharField(label=_("What is it called?"), max_length=120)
    purpose = forms.CharField(
        label=_("What is it for?"), help_text=_("One or two short sentences."), max_length=300
    )
    what_you_do = forms.CharField(
        label=_("What would people do?"), widget=forms.Textarea({"rows": 3}), required=False
    )
    phase = forms.ChoiceField(
        label=_("Which part of the work is it?"), choices=Phase.choices, widget=forms.RadioSelect
    )
    level = forms.ChoiceField(
        label=_("How shared is it?"),
        help_text=_("Every one of these is fine, if it is true."),
        choices=[NOT_SAID, *((level.value, level.label) for level in Level)],
        required=False,
    )
    why_level = forms.CharField(label=_("Why that, and no other?"), max_length=300, required=False)
    timing = forms.ChoiceField(
        label=_("When is it?"),
        choices=[("time", _("On a day, at a time")), ("day", _("When it suits people, by a day"))],
        widget=forms.RadioSelect,
    )
    day = DayField(label=_("The day, or the last day"), help_text=_("Like 14 5 2026."))
    starts = ClockField(label=_("It starts at"), help_text=_("Like 10 am."), required=False)
    ends = ClockField(label=_("It ends at"), required=False)
    where = forms.ChoiceField(label=_("Where?"), choices=Where.choices, widget=forms.RadioSelect)
    place = forms.CharField(
        label=_("The place, or how to join"),
        help_text=_("Like “Pier Street Library”, or “video or phone”."),
        max_length=200,
        required=False,
    )
    hours = HoursField(label=_("Hours of taking part"), help_text=_("Like 2 or 1.5."))
    preparation = HoursField(label=_("Hours of getting ready"), required=False)
    travel = HoursField(label=_("Hours of travel"), required=False)
    pay = forms.ChoiceField(
        label=_("How are people paid?"), choices=[NOT_SAID, *Pay.choices], required=False
    )
    pounds = forms.DecimalField(
        label=_("How much, in pounds?"),
        help_text=_("For all of it, with travel and getting ready. Like 46.80."),
        min_value=0,
        max_value=100_000,
        decimal_places=2,
        required=False,
    )
    pay_on = DayField(label=_("Paid on"), required=False)
    why_unpaid = forms.CharField(label=_("If not paid, why?"), max_length=300, required=False)
    expenses = forms.CharField(
        label=_("Which expenses do you pay, and how?"), max_length=300, required=False
    )
    access = forms.CharField(
        label=_("What makes it easy to take part?"),
        help_text=_("Like a lift, a hearing loop, a quiet room, large print."),
        max_length=300,
        required=False,
    )
    who_comes = forms.CharField(
        label=_("Who will be there?"),
        help_text=_("First names. Say if people may bring someone."),
        max_length=300,
        required=False,
    )
    support = forms.CharField(label=_("What support is there?"), max_length=300, required=False)
    formats = forms.MultipleChoiceField(
        label=_("In which ways can people get this offer?"),
        choices=Format.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    how_given = forms.ChoiceField(
        label=_("How are places given?"), choices=HowGiven.choices, widget=forms.RadioSelect
    )
    places = forms.IntegerField(
        label=_("How many places?"),
        help_text=_("Leave this empty if everyone can come."),
        min_value=1,
        max_value=10_000,
        required=False,
    )
    closes_on = DayField(
        label=_("Last day to answer"), help_text=_("Until then people may change their mind.")
    )
    closes = ClockField(label=_("At what time?"), required=False, initial=time(17))
    why_short_notice = forms.CharField(
        label=_("If it is very soon, why?"), max_length=300, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's own signature
        super().__init__(*args, **kwargs)
        for n in range(1, OTHERS + 1):
            self._add_other(n)

    def _add_other(self, n: int) -> None:
        """Staff and sponsors say their hours too: a name, what brings them, and how long."""
        self.fields[f"who_{n}"] = forms.CharField(
            label=_("First name"), max_length=80, required=False
        )
        self.fields[f"part_{n}"] = forms.ChoiceField(
            label=_("What brings them here?"),
            choices=[("", _("Nobody yet")), *Part.choices],
            required=False,
        )
        self.fields[f"hours_{n}"] = HoursField(label=_("How many hours?"), required=False)

    @property
    def sections(self) -> list[tuple[str, list[BoundField]]]:
        """The boxes in groups, so that a long form reads like a talk."""
        return [(str(title), [self[name] for name in names]) for title, names in SECTIONS]

    @property
    def time_of_others(self) -> list[list[BoundField]]:
        numbers = range(1, OTHERS + 1)
        return [[self[f"{name}_{n}"] for name in ("who", "part", "hours")] for n in numbers]

    def clean(self) -> dict[str, Any]:  # Any: what Django's own answers
        given = super().clean() or {}
        for name in ("day", "closes_on", "pay_on"):
            if given.get(name) and not EARLIEST <= given[name] < LATEST:
                self.add_error(name, _("Look at the year again."))
        self._clean_times(given)
        if "hours" in given and not given["hours"]:
            self.add_error("hours", _("It takes some time. Say how long."))
        if given.get("how_given") == HowGiven.EVERYONE and given.get("places"):
            self.add_error("places", _("If everyone can come, leave this empty."))
        self._clean_others(given)
        return given

    def _clean_times(self, given: dict[str, Any]) -> None:  # Any: as above
        if given.get("timing") != "time":
            return
        starts, ends = given.get("starts"), given.get("ends")
        for name in ("starts", "ends"):
            if given.get(name) is None and name not in self.errors:
                self.add_error(name, _("Say the time, like 10 am."))
        if starts and ends and ends <= starts:
            self.add_error("ends", _("It must end after it starts."))

    def _clean_others(self, given: dict[str, Any]) -> None:  # Any: as above
        names = [given.get(f"who_{n}") for n in range(1, OTHERS + 1)]
        for n, name in enumerate(names, start=1):
            if not name:
                continue
            if names.count(name) > 1:
                self.add_error(f"who_{n}", _("This name is here twice."))
            if not given.get(f"part_{n}"):
                self.add_error(f"part_{n}", _("Choose one."))
            if not given.get(f"hours_{n}"):
                self.add_error(f"hours_{n}", _("Say how many hours."))

    def details(self) -> Details:
        given = self.cleaned_data
        at_a_time = given["timing"] == "time"
        return Details(
            **{name: given[name] for name in PLAIN},
            starts_at=_moment(given["day"], given["starts"]) if at_a_time else None,
            ends_at=_moment(given["day"], given["ends"]) if at_a_time else None,
            by_on=None if at_a_time else given["day"],
            closes_at=_moment(given["closes_on"], given["closes"] or time(17)),
            minutes=given["hours"],
            preparation_minutes=given["preparation"],
            travel_minutes=given["travel"],
            pay_pence=round((given["pounds"] or 0) * PENCE),
        )

    def others(self) -> list[TimeOfOthers]:
        given = self.cleaned_data
        return [
            TimeOfOthers(given[f"who_{n}"], given[f"part_{n}"], given[f"hours_{n}"])
            for n in range(1, OTHERS + 1)
            if given[f"who_{n}"]
        ]


def _moment(day: date, clock: time) -> datetime:
    return make_aware(datetime.combine(day, clock))


def initial_of(one: Opportunity, others: list[OthersTime]) -> dict[str, Any]:  # Any: field values
    """What the form shows when somebody writes it anew."""
    closes = localtime(one.closes_at)
    found = {name: getattr(one, name) for name in PLAIN} | {
        "timing": "time" if one.starts_at else "day",
        "day": one.day,
        "starts": localtime(one.starts_at).time() if one.starts_at else None,
        "ends": localtime(one.ends_at).time() if one.ends_at else None,
        "hours": _hours(one.minutes),
        "preparation": _hours(one.preparation_minutes),
        "travel": _hours(one.travel_minutes),
        "pounds": Decimal(one.pay_pence) / PENCE if one.pay_pence else None,
        "closes_on": closes.date(),
        "closes": closes.time(),
    }
    for n, other in enumerate(others[:OTHERS], start=1):
        found |= {
            f"who_{n}": other.who,
            f"part_{n}": other.part,
            f"hours_{n}": _hours(other.minutes),
        }
    return found


def _hours(minutes: int) -> str:
    return f"{minutes / MINUTES:.2f}".rstrip("0").rstrip(".") if minutes else ""


class InviteForm(PlainForm):
    """Whom to ask by name: people of the programme, by first name."""

    person = forms.ChoiceField(label=_("Whom would you like to ask?"))

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:  # noqa: ANN401 -- as above
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- as it was made above
        field.choices = [(str(person.pk), person.first_name) for person in people]
