from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.toolbox.forms import PlainForm

from .states import EXPENSES, Way


def pounds(**more: Any) -> forms.DecimalField:  # noqa: ANN401 -- Django's own options
    """A box for an amount of money."""
    return forms.DecimalField(
        max_value=Decimal(10_000),
        decimal_places=2,
        widget=forms.TextInput(attrs={"class": "w8", "inputmode": "decimal"}),
        **more,
    )


class ClaimForm(PlainForm):
    """An amount and a kind are enough."""

    kind = forms.ChoiceField(
        label=_("What did you pay for?"),
        choices=[(kind.value, kind.label) for kind in EXPENSES],
        widget=forms.RadioSelect,
    )
    pounds = pounds(
        label=_("How much, in pounds?"),
        help_text=_("For example, 3.60."),
        min_value=Decimal("0.01"),
    )
    note = forms.CharField(label=_("What was it for?"), max_length=200, required=False)


class LessForm(PlainForm):
    pounds = pounds(
        label=_("How much do you want, in pounds?"),
        help_text=_("Write 0 if you want nothing."),
        min_value=Decimal(0),
    )


class WayForm(PlainForm):
    way = forms.ChoiceField(
        label=_("How do you like to be thanked?"), choices=Way.choices, widget=forms.RadioSelect
    )
