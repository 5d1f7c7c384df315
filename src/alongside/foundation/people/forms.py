from datetime import date
from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from alongside.toolbox.forms import ClockField, DayField, PlainForm

from .queries import NEEDS
from .states import Channel, Format, How, HowOften

BOX = forms.Textarea(attrs={"rows": 3})


class PhoneField(forms.CharField):
    """A phone number, as people write it. Numbers from elsewhere start with a plus."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's own signature
        kwargs.setdefault("max_length", 30)
        super().__init__(**kwargs)
        self.widget.attrs |= {"autocomplete": "tel", "inputmode": "tel", "class": "w8"}

    def clean(self, value: Any) -> str:  # noqa: ANN401 -- Django's own signature
        said = super().clean(value)
        if not said:
            return ""
        try:
            number = phonenumbers.parse(said, "GB")
        except phonenumbers.NumberParseException:
            number = None
        if number is None or not phonenumbers.is_possible_number(number):
            raise ValidationError(_("Write a phone number, like 01632 960 144."))
        return str(said)


class NameForm(PlainForm):
    first_name = forms.CharField(label=_("What shall we call you?"), max_length=80)
    full_name = forms.CharField(
        label=_("Your full name, for letters"),
        max_length=160,
        required=False,
    )
    born_on = DayField(
        label=_("The day you were born"),
        help_text=_("Only if you are under 18, so that we keep you safe. Nobody else sees it."),
        required=False,
    )

    def clean_born_on(self) -> date | None:
        born: date | None = self.cleaned_data["born_on"]
        if born and not date(1900, 1, 1) <= born <= self.initial.get("today", date.max):
            raise ValidationError(_("Write the day you were born, like 14 5 2009."))
        return born


class BeingToldForm(PlainForm):
    channel = forms.ChoiceField(
        label=_("How shall we tell you things?"),
        choices=Channel.choices,
        widget=forms.RadioSelect,
    )
    how_often = forms.ChoiceField(
        label=_("How often?"), choices=HowOften.choices, widget=forms.RadioSelect
    )
    quiet_from = ClockField(label=_("Nothing after"), help_text=_("Like 8 pm."), required=False)
    quiet_until = ClockField(
        label=_("And nothing before"), help_text=_("Like 9 am."), required=False
    )
    phone = PhoneField(label=_("Your phone number"), required=False)
    address = forms.CharField(
        label=_("Your address, for letters"), max_length=400, required=False, widget=BOX
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if ("quiet_from" in said and "quiet_until" in said) and bool(said["quiet_from"]) != bool(
            said["quiet_until"]
        ):
            missing = "quiet_until" if said["quiet_from"] else "quiet_from"
            self.add_error(missing, _("Write both times, or leave both empty."))
        by_phone = said.get("channel") in {Channel.PHONE, Channel.TEXT}
        if by_phone and "phone" in said and not said["phone"]:
            self.add_error("phone", _("Write the number we should use."))
        if said.get("channel") == Channel.LETTER and "address" in said and not said["address"]:
            self.add_error("address", _("Write the address we should use."))
        return said


class NeedsForm(PlainForm):
    reads = forms.ChoiceField(
        label=_("How do you like to read?"), choices=Format.choices, widget=forms.RadioSelect
    )
    contact = forms.CharField(label=NEEDS["contact"], max_length=400, required=False, widget=BOX)
    format = forms.CharField(label=NEEDS["format"], max_length=400, required=False, widget=BOX)
    person = forms.CharField(label=NEEDS["person"], max_length=400, required=False, widget=BOX)
    support = forms.CharField(
        label=NEEDS["support"],
        max_length=400,
        required=False,
        widget=BOX,
        help_text=_("Like a seat near the door, more time, or a hearing loop."),
    )
    more = forms.CharField(label=NEEDS["more"], max_length=400, required=False, widget=BOX)
    how_i_work_best = forms.CharField(
        label=_("How do you work best?"),
        help_text=_("Like reading, talking, drawing, quiet time, or with a friend."),
        max_length=400,
        required=False,
        widget=BOX,
    )


class ForgetForm(PlainForm):
    STAY, GO = "stay", "go"
    words = forms.ChoiceField(
        label=_("What shall we do with what you said: your ideas, answers and worries?"),
        choices=[
            (STAY, _("Keep it, without my name. It helps others")),
            (GO, _("Take that out too")),
        ],
        widget=forms.RadioSelect,
    )


class HowForm(PlainForm):
    how = forms.ChoiceField(
        label=_("How did they tell you?"),
        choices=[(how.value, how.label) for how in (How.PHONE, How.PAPER, How.FACE, How.TEXT)],
        widget=forms.RadioSelect,
    )
