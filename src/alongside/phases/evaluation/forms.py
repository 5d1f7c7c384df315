from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.toolbox.forms import DayField, PlainForm

from .states import Found, Good, Reach


class ReviewForm(PlainForm):
    found = forms.ChoiceField(
        label=_("Did we find out?"), choices=Found.choices, widget=forms.RadioSelect
    )
    why = forms.CharField(
        label=_("What did we find, or why not?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=5000,
    )


class ImpactForm(PlainForm):
    what = forms.CharField(
        label=_("What changed?"),
        help_text=_("Big or small, good or bad. Say it plainly."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=5000,
    )
    for_whom = forms.CharField(label=_("For whom?"), max_length=200)
    happened_on = DayField(label=_("When? About is fine."))
    good = forms.ChoiceField(
        label=_("Was it for the better?"), choices=Good.choices, widget=forms.RadioSelect
    )
    reach = forms.ChoiceField(
        label=_("How far does it reach?"), choices=Reach.choices, widget=forms.RadioSelect
    )
    expected = forms.ChoiceField(
        label=_("Did we expect it?"),
        choices=[("yes", _("Yes")), ("no", _("No, it came as a surprise"))],
        widget=forms.RadioSelect,
    )
    evidence = forms.CharField(
        label=_("How do we know?"),
        help_text=_("Who saw it, who said it, where it can be read."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=5000,
    )


class NoteForm(PlainForm):
    text = forms.CharField(
        label=_("What do you want to add?"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=20_000,
        required=False,
    )
