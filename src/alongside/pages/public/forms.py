from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.foundation.people.states import Channel
from alongside.toolbox.forms import PlainForm

LONGEST: Final = 5000
NONE: Final = "none"
WAYS: Final = [
    (NONE, _("No need. I ask you, with the code")),
    (Channel.PHONE, _("Ring me")),
    (Channel.TEXT, _("Send me a text message")),
    (Channel.EMAIL, _("Write me an email")),
    (Channel.LETTER, _("Send me a letter")),
]


class OfferForm(PlainForm):
    """What anyone may send us. Only the words are needed."""

    text = forms.CharField(
        label=_("Your idea"),
        help_text=_("A few words are enough. Any language is fine."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=LONGEST,
    )
    name = forms.CharField(
        label=_("What should we call you?"),
        help_text=_("As you wish: your name, another name, or nothing."),
        max_length=80,
        required=False,
    )
    way = forms.ChoiceField(
        label=_("How shall we tell you what comes of it?"),
        choices=WAYS,
        initial=NONE,
        required=False,
        widget=forms.RadioSelect,
    )
    reach = forms.CharField(
        label=_("Your number or address"),
        help_text=_("Only the person who answers you sees it."),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    private = forms.BooleanField(label=_("Do not show my words to others"), required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("way") not in {None, "", NONE} and not given.get("reach"):
            self.add_error("reach", _("Write your number or address, or choose “No need”."))
        return given

    @property
    def contact(self) -> str:
        """How to reach them, as one line for whoever answers."""
        way, reach = self.cleaned_data["way"], self.cleaned_data["reach"]
        if way in {"", NONE} or not reach:
            return ""
        return f"{dict(WAYS)[way]}: {reach}"


class AskForm(OfferForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's own signature
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Your question")
        self.fields["private"].initial = True


class CodeForm(PlainForm):
    code = forms.CharField(
        label=_("Your code"),
        help_text=_("Six letters and numbers, like BH7 K2M."),
        max_length=20,
        widget=forms.TextInput(attrs={"class": "w8", "autocomplete": "off"}),
    )

    def clean_code(self) -> str:
        return "".join(str(self.cleaned_data["code"]).split()).upper()
