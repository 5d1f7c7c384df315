from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.foundation.projects.phases import Phase
from alongside.toolbox.forms import PlainForm

from .states import Audience, Form, Found

ANY = [("", _("Any"))]


class SearchForm(PlainForm):
    """One box, and three lists to narrow it down. It goes in the address, to be shared."""

    says_optional = False

    words = forms.CharField(
        label=_("Look for"), max_length=200, required=False, widget=forms.TextInput
    )
    phase = forms.ChoiceField(label=_("Step"), choices=[*ANY, *Phase.choices], required=False)
    audience = forms.ChoiceField(
        label=_("For whom"), choices=[*ANY, *Audience.choices], required=False
    )
    form = forms.ChoiceField(label=_("What kind"), choices=[*ANY, *Form.choices], required=False)
    easy_read = forms.BooleanField(label=_("Easy Read only"), required=False)


class SuggestForm(PlainForm):
    title = forms.CharField(label=_("What is it called?"), max_length=200)
    address = forms.URLField(
        label=_("Where is it on the web?"),
        help_text=_("Copy its address, if it has one."),
        max_length=500,
        required=False,
        assume_scheme="https",
    )
    summary = forms.CharField(
        label=_("What is it, and who would it help?"),
        help_text=_("One or two sentences in your own words."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )


class StrangerSuggestForm(SuggestForm):
    """The same for somebody without an account: they may leave a name and a way to reach them."""

    name_as_wished = forms.CharField(label=_("Your name"), max_length=80, required=False)
    contact = forms.CharField(
        label=_("How can we tell you what came of it?"),
        help_text=_("An email address or a phone number. Only whoever answers you sees it."),
        max_length=200,
        required=False,
    )


class TakeInForm(PlainForm):
    summary = forms.CharField(
        label=_("What is it?"),
        help_text=_("In our own words. One or two sentences."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
    topic = forms.CharField(label=_("What is it about?"), max_length=120)
    phases = forms.MultipleChoiceField(
        label=_("Which steps does it help with?"),
        choices=Phase.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    audiences = forms.MultipleChoiceField(
        label=_("Who is it for?"), choices=Audience.choices, widget=forms.CheckboxSelectMultiple
    )
    form = forms.ChoiceField(label=_("What kind of thing is it?"), choices=Form.choices)
    easy_read = forms.BooleanField(label=_("It is in Easy Read"), required=False)


class TurnDownForm(PlainForm):
    why = forms.CharField(
        label=_("Why not?"),
        help_text=_("Whoever suggested it gets these words."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )


class FoundForm(PlainForm):
    found = forms.ChoiceField(
        label=_("You followed the link. What did you find?"),
        choices=Found.choices,
        widget=forms.RadioSelect,
    )
    address = forms.URLField(
        label=_("The new address"), max_length=500, required=False, assume_scheme="https"
    )
