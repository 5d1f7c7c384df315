from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from alongside.toolbox.forms import PlainForm
from alongside.toolbox.uploads import ArrivingFile

from .states import Format


class AskForm(PlainForm):
    """Which other way to read it somebody would like."""

    format = forms.ChoiceField(label=_("Which way suits you?"), widget=forms.RadioSelect)

    def __init__(self, *args: object, missing: list[Format], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["format"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(kind.value, kind.label) for kind in missing]


class AddForm(PlainForm):
    """One more way to read a document: a file, or the words themselves."""

    format = forms.ChoiceField(
        label=_("What way to read it is this?"), choices=Format.choices, widget=forms.RadioSelect
    )
    language = forms.ChoiceField(label=_("In which language?"), choices=settings.LANGUAGES)
    file = ArrivingFile(label=_("The file"), required=False, max_length=400)
    text = forms.CharField(
        label=_("Or the words"),
        required=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    checked_by = forms.CharField(
        label=_("Who read it through?"),
        help_text=_("As they wish to be named. Easy Read always needs somebody."),
        required=False,
        max_length=80,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("file") and not given.get("text") and not self.errors:
            self.add_error("file", _("Choose a file, or write the words."))
        return given
