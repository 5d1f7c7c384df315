"""Forms the way we draw them: label, hint, error, then the box. Nothing typed is ever lost."""

import re
import unicodedata
from datetime import date, datetime, time
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates
from django.utils.dates import MONTHS, MONTHS_3
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

MONTHS_IN_A_YEAR: Final = 12
TWO_DIGITS: Final = 100


class Renderer(DjangoTemplates):
    """Finds our own templates beside Django's; autoescaping is on."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"


def tidy(text: str) -> str:
    """Return the same letters in one spelling. Emoji and right-to-left names stay as they are."""
    if "\x00" in text:
        raise ValidationError(_("This has a letter in it that we cannot keep."), code="nul")
    return unicodedata.normalize("NFC", text)


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

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's own signature
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            _speak_plainly(field)

    def _clean_fields(self) -> None:
        """As Django does, with one spelling of every letter first."""
        if self.is_bound:
            self.data = self._tidied()
        super()._clean_fields()

    def _tidied(self) -> Any:  # noqa: ANN401 -- a QueryDict or a dict, as it came
        if not hasattr(self.data, "lists"):
            return {k: _gently(v) for k, v in self.data.items()}
        data = self.data.copy()
        for key, values in self.data.lists():
            data.setlist(key, [_gently(value) for value in values])
        return data

    @property
    def wrong(self) -> list[tuple[str, str]]:
        """What went wrong, each with the place on the page to mend it."""
        found = [("", str(error)) for error in self.non_field_errors()]
        for bound in self:
            found += [(target(bound), str(error)) for error in bound.errors]
        return found


def target(bound: BoundField) -> str:
    """Return the id of the first box of a field."""
    return bound.id_for_label or f"{bound.auto_id}_0"


def _gently(value: Any) -> Any:  # noqa: ANN401 -- text, or what Django put there
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


def _speak_plainly(field: forms.Field) -> None:
    said = field.error_messages
    if said.get("required") == forms.Field.default_error_messages["required"]:
        choosing = isinstance(field, forms.ChoiceField)
        said["required"] = _("Choose one.") if choosing else _("Please fill this in.")
        if isinstance(field, forms.BooleanField):
            said["required"] = _("Please tick this box to go on.")
    if isinstance(field, forms.ChoiceField):
        said["invalid_choice"] = _("Choose one of these.")
    if isinstance(field, forms.EmailField):
        said["invalid"] = _("Write an email address, like amina@example.org.")
        field.widget.attrs.setdefault("autocomplete", "email")
        field.widget.attrs.setdefault("spellcheck", "false")
    if isinstance(field, forms.CharField) and field.max_length:
        # The box takes it all: a browser that cuts off what was pasted loses people's words.
        field.widget.attrs.pop("maxlength", None)
        for check in field.validators:
            if getattr(check, "code", "") == "max_length":
                check.message = _too_long(field.max_length)


def _too_long(limit: int) -> str:
    return gettext(
        "This is too long. It may be %(limit)s letters, and you wrote %(wrote)s. "
        "Nothing you wrote is lost."
    ) % {"limit": f"{limit:,}", "wrote": "%(show_value)d"}


def size_of(upload: UploadedFile) -> int:
    return upload.size or 0
