from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.toolbox.forms import DayField, OneOfSeveral, PlainForm
from alongside.toolbox.uploads import ArrivingFile

from .states import Kind, MayUse


class BringForm(PlainForm):
    title = forms.CharField(label=_("What is it called?"), max_length=160)
    kind = forms.ChoiceField(label=_("What is it?"), choices=Kind.choices, widget=forms.RadioSelect)
    file = ArrivingFile(
        label=_("The file"),
        help_text=_("Up to 10 megabytes: text, PDF, Word, spreadsheets, photos or sound."),
        required=False,
        max_length=400,
    )
    words = forms.CharField(
        label=_("Or its words"),
        help_text=_("Write down what is on the flip chart or the note."),
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        strip=False,
    )
    how_it_came = forms.CharField(
        label=_("How did it come to us?"),
        help_text=_("For example: from the meeting on 3 May, or from the council's website."),
        max_length=300,
    )
    may_use = forms.ChoiceField(
        label=_("May we use it?"), choices=MayUse.choices, widget=forms.RadioSelect
    )
    permission = forms.CharField(label=_("Who said yes, and when?"), required=False, max_length=300)
    kept_where = forms.CharField(
        label=_("Where is the paper kept?"),
        help_text=_("Only if there is a paper as well, such as a notebook in a cupboard."),
        required=False,
        max_length=200,
    )
    about_people = forms.TypedChoiceField(
        label=_("Are there private things about people in it?"),
        help_text=_("Such as health, money, or something said in trust."),
        choices=[("no", _("No")), ("yes", _("Yes"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("file") and not str(given.get("words") or "").strip() and not self.errors:
            self.add_error("file", _("Choose a file, or write down the words."))
        return given


class WordsForm(PlainForm):
    text = forms.CharField(
        label=_("The words"),
        max_length=400_000,
        widget=forms.Textarea(attrs={"rows": 14}),
        strip=False,
    )
    what_changed = forms.CharField(label=_("What did you write down or mend?"), max_length=300)


class AccessForm(OneOfSeveral):
    ids = "access_%s"
    person = forms.ChoiceField(label=_("Who?"))
    why = forms.CharField(label=_("Why do they need it?"), max_length=300)
    until_on = DayField(label=_("Until which day?"), help_text=_("Like 14 5 2027."))

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:  # noqa: ANN401 -- Django's own
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        if isinstance(field, forms.ChoiceField):
            field.choices = people
