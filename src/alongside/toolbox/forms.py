"""Forms the way we draw them: label, hint, error, then the box. Nothing typed is ever lost."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import (
    EmailValidator,
    MaxLengthValidator,
    MaxValueValidator,
    MinLengthValidator,
    MinValueValidator,
    ProhibitNullCharactersValidator,
    URLValidator,
)
from django.forms.renderers import DjangoTemplates
from django.http import QueryDict
from django.utils.dates import MONTHS, MONTHS_3
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

TWO_DIGITS: Final = 100
# Unseen marks that break documents or turn other people's words round. Direction marks stay.
UNSEEN: Final = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\u202d\u202e]")


class Renderer(DjangoTemplates):
    """Finds our own templates beside Django's; autoescaping is on."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"


class DayWidget(forms.MultiWidget):
    """Three short boxes: day, month, year. Also takes one ISO date under the field's own name."""

    template_name = "forms/day.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        boxes = [
            forms.TextInput(attrs={"inputmode": "numeric", "class": "w2"}),
            forms.TextInput(attrs={"class": "w4"}),
            forms.TextInput(attrs={"inputmode": "numeric", "class": "w4"}),
        ]
        super().__init__(boxes, attrs)

    def decompress(self, value: object) -> list[Any]:
        if isinstance(value, date):
            return [str(value.day), str(value.month), str(value.year)]
        return ["", "", ""]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:  # noqa: ANN401 -- Django's
        whole = data.get(name)
        if whole:
            try:
                return self.decompress(date.fromisoformat(str(whole)))
            except ValueError:
                return [str(whole), "", ""]
        return list(super().value_from_datadict(data, files, name))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:  # noqa: ANN401 -- Django's
        return name not in data and super().value_omitted_from_data(data, files, name)


class DayField(forms.Field):
    """A date people type: 14 5 2026, or 14 May 2026. Says which part it could not read."""

    widget = DayWidget
    default_error_messages = {
        "invalid": _("Write a real date, like 14 5 2026."),
        "part": _("Write the %(part)s as well."),
    }

    def to_python(self, value: Any) -> date | None:  # noqa: ANN401 -- what a browser sends
        if isinstance(value, date):
            return value
        parts = [str(part or "").strip() for part in (value or ["", "", ""])]
        if not any(parts):
            return None
        for part, name in zip(parts, (_("day"), _("month"), _("year")), strict=True):
            if not part:
                raise ValidationError(
                    self.error_messages["part"], code="part", params={"part": name}
                )
        return self._real(*parts)

    def _real(self, day: str, month: str, year: str) -> date:
        try:
            number = int(year)
            return date(number + 2000 if number < TWO_DIGITS else number, _month(month), int(day))
        except (ValueError, OverflowError):
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None


def _month(said: str) -> int:
    """5, 05, May, may."""
    if said.isdecimal():
        return int(said)
    for names in (MONTHS, MONTHS_3):
        for number, name in names.items():
            if str(name).casefold().startswith(said.casefold()[:3]):
                return number
    raise ValueError(said)


_CLOCK: Final = re.compile(
    r"^(\d{1,2})(?:[.:h ]?(\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?$", re.IGNORECASE
)


class ClockField(forms.Field):
    """A time people type: 10, 2.30 pm, 14:30, noon."""

    widget = forms.TextInput
    default_error_messages = {"invalid": _("Write a time, like 10 am or 2.30 pm.")}

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's own
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("class", "w8")

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401 -- Django's own
        return value.strftime("%H:%M") if isinstance(value, time | datetime) else value

    def to_python(self, value: Any) -> time | None:  # noqa: ANN401 -- what a browser sends
        if isinstance(value, time):
            return value
        said = str(value or "").strip().casefold()
        if not said:
            return None
        if said in {"noon", gettext("noon").casefold()}:
            return time(12)
        found = _CLOCK.match(said)
        if found is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "")[:1]
        if half:
            hour = hour % 12 + (12 if half == "p" else 0)
        try:
            return time(hour, minute)
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None


class PlainForm(forms.Form):
    """A form that says plainly what is wrong and loses nothing that was typed.

    Draw it with `{{ form }}`: the summary of what went wrong, then every field in order.
    """

    use_required_attribute = False
    says_optional = True  # a search says it of no box: all of them are

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's own signature
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            _speak_plainly(field)

    def _clean_fields(self) -> None:
        """Clean as Django does, with one spelling of every letter first."""
        self.data = self._tidied()
        super()._clean_fields()  # type: ignore[misc]  # -- the stubs leave it out

    def _tidied(self) -> Any:  # noqa: ANN401 -- a QueryDict or a dict, as it came
        if not isinstance(self.data, QueryDict):
            return {name: tidy(value) for name, value in self.data.items()}
        data = self.data.copy()
        for name, values in self.data.lists():
            data.setlist(name, [tidy(value) for value in values])
        return data


class OneOfSeveral(PlainForm):
    """A form that shares its page with others: its boxes have ids of their own."""

    ids = "%s"

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's own signature
        kwargs.setdefault("auto_id", self.ids)
        super().__init__(*args, **kwargs)


def tidy(value: Any) -> Any:  # noqa: ANN401 -- text, or what Django put there
    """Write the same letters in one spelling. Emoji and right-to-left names stay as they are."""
    return unicodedata.normalize("NFC", UNSEEN.sub("", value)) if isinstance(value, str) else value


class ShortEnough(MaxLengthValidator):
    """Says how long it may be, how long it is, and that nothing is lost."""

    def __call__(self, value: str) -> None:
        if len(value) > self.limit_value:
            words = {"limit": f"{self.limit_value:,}", "wrote": f"{len(value):,}"}
            raise ValidationError(
                gettext(
                    "This is too long. It may be %(limit)s letters, and you wrote %(wrote)s. "
                    "Nothing you wrote is lost."
                )
                % words,
                code="max_length",
            )


SAID: Final[tuple[tuple[type[forms.Field], dict[str, Any]], ...]] = (
    (forms.Field, {"required": _("Please fill this in.")}),
    (
        forms.ChoiceField,
        {"required": _("Choose one."), "invalid_choice": _("Choose one of these.")},
    ),
    (
        forms.MultipleChoiceField,
        {"required": _("Choose at least one."), "invalid_choice": _("Choose from these.")},
    ),
    (forms.BooleanField, {"required": _("Please tick this box to go on.")}),
    (forms.URLField, {"invalid": _("Write a web address, like https://example.org.")}),
    (forms.IntegerField, {"invalid": _("Write a whole number, like 12.")}),
    (forms.DecimalField, {"invalid": _("Write a number, like 12 or 12.50.")}),
    (forms.DateField, {"invalid": _("Write a real date, like 14/5/2026.")}),
    (forms.TimeField, {"invalid": _("Write a time, like 14:30.")}),
    (
        forms.FileField,
        {
            "required": _("Choose a file."),
            "empty": _("This file is empty. Please choose another."),
            "missing": _("No file came with it. Please choose it once more."),
            "invalid": _("No file came with it. Please choose it once more."),
        },
    ),
    (
        forms.ImageField,
        {"invalid_image": _("This is not a picture we can open. Try a JPEG or a PNG.")},
    ),
)


def _speak_plainly(field: forms.Field) -> None:
    """Put our sentences where the form's own author has not written better ones."""
    mine = {}
    for kind, said in SAID:
        if isinstance(field, kind):
            mine.update(said)
    for code, sentence in mine.items():
        if field.error_messages.get(code) in _djangos(field, code):
            field.error_messages[code] = sentence
    # Forms share their validators: put others in their place, change none.
    field.validators = [_plain(check) for check in field.validators]
    # A browser that cuts off what is pasted loses people's words: the box takes them all.
    field.widget.attrs.pop("maxlength", None)
    _help_the_thumb(field)


def _djangos(field: forms.Field, code: str) -> list[Any]:
    classes = [kind for kind in type(field).__mro__ if kind.__module__.startswith("django.")]
    said: list[dict[str, Any]] = [getattr(kind, "default_error_messages", {}) for kind in classes]
    return [words[code] for words in said if code in words]


# Only Django's own checks are put into our words: a form's own stay as they are.
PLAIN: Final[dict[type, Callable[[Any], Any]]] = {
    EmailValidator: lambda _check: EmailValidator(
        _("Write an email address, like amina@example.org.")
    ),
    URLValidator: lambda _check: URLValidator(
        message=_("Write a web address, like https://example.org.")
    ),
    MaxLengthValidator: lambda check: ShortEnough(check.limit_value),
    MinLengthValidator: lambda check: MinLengthValidator(
        check.limit_value, _("This is too short. Please say more.")
    ),
    MinValueValidator: lambda check: MinValueValidator(
        check.limit_value, _("This must be %(limit_value)s or more.")
    ),
    MaxValueValidator: lambda check: MaxValueValidator(
        check.limit_value, _("This must be %(limit_value)s or less.")
    ),
    ProhibitNullCharactersValidator: lambda _check: ProhibitNullCharactersValidator(
        _("There is a mark in this that we cannot keep.")
    ),
}


def _plain(check: Any) -> Any:  # noqa: ANN401 -- any callable may check
    return PLAIN.get(type(check), lambda own: own)(check)


def _help_the_thumb(field: forms.Field) -> None:
    """Ask phones for the right keys, without the arrows that change a number by accident."""
    widget = field.widget
    if isinstance(field, forms.EmailField):
        widget.attrs.setdefault("autocomplete", "email")
        widget.attrs.setdefault("spellcheck", "false")
    if type(widget) is forms.NumberInput:
        widget.input_type = "text"
        whole = isinstance(field, forms.IntegerField) and not isinstance(field, forms.DecimalField)
        widget.attrs.setdefault("inputmode", "numeric" if whole else "decimal")
        widget.attrs.setdefault("class", "w4")
        for bound in ("min", "max", "step"):
            widget.attrs.pop(bound, None)
