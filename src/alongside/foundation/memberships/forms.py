import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alongside.foundation.people.models import Person
from alongside.foundation.people.states import Role
from alongside.foundation.programmes.models import Partnership
from alongside.toolbox.forms import DayField, PlainForm

from .actions import Newcomer
from .models import Membership
from .states import AgeBand, Engagement

MOST_AT_ONCE: Final = 200
MOST_BYTES: Final = 200_000
MOST_HOURS: Final = 60
NAMES: Final = {"first name", "first_name", "firstname", "name"}
SUGGESTED: Final = [
    _("I live here"),
    _("I use the service"),
    _("I may use it one day"),
    _("I care for somebody"),
    _("I speak for a group"),
    _("I am a young person"),
    _("I work in a service"),
    _("I am a researcher"),
]


class HoursField(forms.DecimalField):
    """Hours a week as people say them: 7, or 2.5. Kept in minutes."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's own
        kwargs.setdefault("widget", forms.NumberInput(attrs={"class": "w4", "step": "0.25"}))
        super().__init__(min_value=0, max_value=MOST_HOURS, decimal_places=2, **kwargs)

    def clean(self, value: Any) -> int | None:  # noqa: ANN401 -- what a browser sends
        hours = super().clean(value)
        return None if hours is None else round(hours * 60)


class CohortForm(PlainForm):
    name = forms.CharField(label=_("What the group is called"), max_length=120)
    partnership = forms.ChoiceField(label=_("Who hosts it"), widget=forms.RadioSelect)
    age_band = forms.ChoiceField(
        label=_("For whom"), choices=AgeBand.choices, widget=forms.RadioSelect
    )
    wanted = forms.IntegerField(
        label=_("How many people"),
        min_value=1,
        max_value=1000,
        widget=forms.NumberInput(attrs={"class": "w4"}),
    )
    weekly_minutes = HoursField(label=_("Hours a week for each"))
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"))

    def __init__(self, *args: Any, partners: Iterable[Partnership], **kwargs: Any) -> None:  # noqa: ANN401 -- Django's own signature
        super().__init__(*args, **kwargs)
        self.partners = {str(row.pk): row for row in partners}
        _choose(self, "partnership", [(pk, str(row)) for pk, row in self.partners.items()])

    def clean_partnership(self) -> Partnership:
        return self.partners[self.cleaned_data["partnership"]]

    def clean_age_band(self) -> AgeBand:
        return AgeBand(self.cleaned_data["age_band"])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if (
            given.get("starts_on")
            and given.get("ends_on")
            and given["ends_on"] < given["starts_on"]
        ):
            self.add_error("ends_on", gettext("This is before it starts. Write a later day."))
        return given


def _choose(form: forms.Form, name: str, choices: Iterable[tuple[str, Any]]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField | forms.MultipleChoiceField):
        field.choices = list(choices)


class PersonForm(PlainForm):
    first_name = forms.CharField(label=_("What to call them"), max_length=80)
    email = forms.EmailField(
        label=_("Email"), help_text=_("They do not need one."), required=False, max_length=254
    )
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    paid_professional = forms.BooleanField(
        label=_("They come as part of a paid job, not from life here"), required=False
    )

    @property
    def newcomer(self) -> Newcomer:
        return Newcomer(*(self.cleaned_data[name] for name in ("first_name", "email", "phone")))


class ManyForm(PlainForm):
    """A list of people, pasted or as a file: first name, email, phone, one person in a line."""

    people = forms.CharField(
        label=_("The people"),
        help_text=_(
            "One person in a line: first name, email, phone. Email and phone may be empty."
        ),
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=MOST_BYTES,
        required=False,
    )
    sheet = forms.FileField(
        label=_("Or a file"), help_text=_("Saved as CSV from a spreadsheet."), required=False
    )

    def clean_sheet(self) -> str:
        upload = self.cleaned_data["sheet"]
        if upload is None:
            return ""
        if (upload.size or 0) > MOST_BYTES:
            raise ValidationError(gettext("This file is too big for a list of people."))
        content = upload.read()
        for encoding in ("utf-8-sig", "cp1252"):
            try:
                return str(content.decode(encoding))
            except UnicodeDecodeError:
                continue
        raise ValidationError(gettext("We cannot read this file. Save it as CSV and try again."))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        text = given.get("sheet") or given.get("people") or ""
        if self.errors:
            return given
        given["people"] = text
        given["newcomers"] = list(self._read(text))
        if not given["newcomers"] and not self.errors:
            self.add_error("people", gettext("Write at least one person."))
        if len(given["newcomers"]) > MOST_AT_ONCE:
            self.add_error("people", gettext("That is more than 200. Bring them in a few lists."))
        return given

    def _read(self, text: str) -> Iterator[Newcomer]:
        for number, cells in enumerate(_rows(text), start=1):
            first_name, email, phone = ([*cells, "", "", ""])[:3]
            if number == 1 and first_name.casefold() in NAMES:
                continue
            if not first_name:
                self.add_error("people", _in_line(number, gettext("a first name is missing")))
            elif len(first_name) > 80 or len(phone) > 40:  # noqa: PLR2004 -- as PersonForm has them
                self.add_error("people", _in_line(number, gettext("this is too long")))
            elif email and not _is_email(email):
                self.add_error("people", _in_line(number, gettext("this email has a slip in it")))
            else:
                yield Newcomer(first_name, email, phone)


def _rows(text: str) -> Iterator[list[str]]:
    """Cells of each line, whatever parts them: commas, semicolons or tabs."""
    lines = [line for line in text.replace("\x00", "").splitlines() if line.strip()]
    head = lines[0] if lines else ""
    between = max(",;\t", key=head.count)
    for cells in csv.reader(io.StringIO("\n".join(lines)), delimiter=between):
        yield [" ".join(cell.split()) for cell in cells]


def _in_line(number: int, trouble: str) -> str:
    return gettext("Line %(number)d: %(trouble)s.") % {"number": number, "trouble": trouble}


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


class PerspectivesForm(PlainForm):
    """What somebody brings: as many as they like, in their own words."""

    known = forms.MultipleChoiceField(
        label=_("What do you bring?"),
        help_text=_("Choose as many as fit. You count in each of them."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    own = forms.CharField(
        label=_("In your own words"),
        help_text=_("One in a line."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
    )

    def __init__(self, *args: Any, mine: Iterable[str] = (), **kwargs: Any) -> None:  # noqa: ANN401 -- Django's own signature
        offered = [str(one) for one in SUGGESTED]
        mine = list(mine)
        kwargs.setdefault(
            "initial",
            {
                "known": [one for one in mine if one in offered],
                "own": "\n".join(one for one in mine if one not in offered),
            },
        )
        super().__init__(*args, **kwargs)
        _choose(self, "known", [(one, one) for one in offered])

    @property
    def perspectives(self) -> list[str]:
        return [*self.cleaned_data["known"], *self.cleaned_data["own"].splitlines()]


class SupporterForm(PlainForm):
    supporter = forms.ChoiceField(
        label=_("Who may act for you"),
        help_text=_("They can write things down for you. You see each one, and can undo it."),
    )

    def __init__(self, *args: Any, people: Iterable[Membership], **kwargs: Any) -> None:  # noqa: ANN401 -- Django's own signature
        super().__init__(*args, **kwargs)
        self.people = {str(one.person_id): one.person for one in people}
        _choose(self, "supporter", [(pk, one.first_name) for pk, one in self.people.items()])

    def clean_supporter(self) -> Person:
        return self.people[self.cleaned_data["supporter"]]


class WeekForm(PlainForm):
    weekly_minutes = HoursField(label=_("Hours a week"))


class FootingForm(PlainForm):
    engagement = forms.ChoiceField(
        label=_("On what footing from today"),
        help_text=_("What was before stays in their history."),
        choices=Engagement.choices,
        widget=forms.RadioSelect,
    )

    def clean_engagement(self) -> Engagement:
        return Engagement(self.cleaned_data["engagement"])


class RoleForm(PlainForm):
    role = forms.ChoiceField(label=_("A role to give"), choices=Role.choices)

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])
