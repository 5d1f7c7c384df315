from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.toolbox.forms import PlainForm

from .states import Ease, Outcome

LONGEST = 20_000


class SayForm(PlainForm):
    """Say anything, about anything."""

    kind = forms.ChoiceField(
        label=_("What is it?"), choices=Ease.choices, widget=forms.RadioSelect, required=False
    )
    text = forms.CharField(
        label=_("What do you want to say?"),
        help_text=_("Your own words are best. We keep them as you write them."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=LONGEST,
    )
    private = forms.BooleanField(label=_("Only the organisers see this"), required=False)
    about = forms.CharField(widget=forms.HiddenInput, required=False)
    project = forms.UUIDField(widget=forms.HiddenInput, required=False)


class AnswerForm(PlainForm):
    outcome = forms.ChoiceField(
        label=_("What came of it?"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    what_changed = forms.CharField(
        label=_("What changed?"),
        help_text=_("Leave this empty if nothing changed."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST,
        required=False,
    )
    why = forms.CharField(
        label=_("Why?"),
        help_text=_("Say it as you would say it to them. They get these words."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        outcome, changed = given.get("outcome"), str(given.get("what_changed", "")).strip()
        if outcome and outcome != Outcome.NOT and not changed:
            self.add_error("what_changed", _("Say what changed. Or choose that we did not do it."))
        return given


class SetDownForm(PlainForm):
    why = forms.CharField(
        label=_("Why does this get no answer?"),
        help_text=_("Your name and this reason are shown to everybody."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=300,
    )


class NameForm(PlainForm):
    name = forms.CharField(
        label=_("The name beside your words"),
        help_text=_("Any name you like. Leave it empty for no name."),
        max_length=80,
        required=False,
    )
