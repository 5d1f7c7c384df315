from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.toolbox.forms import DayField, PlainForm

from .queries import Line
from .states import Kind

MINUTES: Final = 60
SOMETHING_ELSE: Final = "else"
EARLIEST, LATEST = date(2000, 1, 1), date(2200, 1, 1)


class PutInForm(PlainForm):
    """Hours I have done: for something I booked, or for something else."""

    thing = forms.ChoiceField(label=_("What did you do?"), widget=forms.RadioSelect)
    what = forms.CharField(
        label=_("If it was something else, what?"), max_length=160, required=False
    )
    hours = forms.DecimalField(
        label=_("How long did it take, in hours?"),
        help_text=_("Like 2, or 1.5 for an hour and a half."),
        min_value=0,
        max_value=100,
        decimal_places=2,
    )
    day = DayField(label=_("On which day?"), help_text=_("Like 14 5 2026."))
    kind = forms.ChoiceField(
        label=_("What kind of time was it?"),
        choices=Kind.choices,
        initial=Kind.ACTIVITY,
        help_text=_("Getting ready and travel count too."),
    )

    def __init__(self, *args: Any, lines: list[Line], **kwargs: Any) -> None:  # noqa: ANN401 -- Django's own signature
        super().__init__(*args, **kwargs)
        self.lines = {f"{line.about.id} {line.kind}": line for line in lines}
        field = self.fields["thing"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- as it was made above
        field.choices = [
            *((key, f"{line.about.said} ({line.kind_words})") for key, line in self.lines.items()),
            (SOMETHING_ELSE, _("Something else")),
        ]

    def clean(self) -> dict[str, Any]:  # Any: what Django's own answers
        given = super().clean() or {}
        if given.get("thing") == SOMETHING_ELSE and not given.get("what"):
            self.add_error("what", _("Say what it was, in a few words."))
        if given.get("day") and not EARLIEST <= given["day"] < LATEST:
            self.add_error("day", _("Look at the year again."))
        return given

    @property
    def line(self) -> Line | None:
        return self.lines.get(self.cleaned_data["thing"])

    @property
    def minutes(self) -> int:
        minutes: int = round(self.cleaned_data["hours"] * MINUTES)
        return minutes
