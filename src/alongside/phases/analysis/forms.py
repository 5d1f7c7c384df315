from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.toolbox.forms import DayField, OneOfSeveral, PlainForm

from .states import Consent, Reply, Settled, Stance

Choices = Iterable[tuple[str, str]]
FEW: Any = {"rows": 3}  # what a widget takes


class Choosing(OneOfSeveral):
    """A form whose choices are rows of this project: the chosen ones come out as rows."""

    def offer(self, name: str, rows: Iterable[Any]) -> None:
        field = self.fields[name]
        listed = list(rows)
        if isinstance(field, forms.ChoiceField):
            field.choices = [(str(row.pk), str(row)) for row in listed]
        self.rows: dict[str, dict[str, Any]] = getattr(self, "rows", {})
        self.rows[name] = {str(row.pk): row for row in listed}

    def chosen(self, name: str) -> Any:  # noqa: ANN401 -- one row, several, or none
        value = self.cleaned_data.get(name)
        if isinstance(value, list):
            return [self.rows[name][pk] for pk in value]
        return self.rows[name].get(value) if value else None


def several(
    label: Any,  # noqa: ANN401 -- lazy words, which the stubs know by a private name
    *,
    required: bool = True,
    hint: Any = "",  # noqa: ANN401 -- as above
) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, required=required, help_text=hint, widget=forms.CheckboxSelectMultiple
    )


class PackForm(Choosing):
    ids = "pack_%s"
    title = forms.CharField(label=_("What shall we call it?"), max_length=120)
    look_for = forms.CharField(
        label=_("What shall readers look for?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs=FEW),
    )
    texts = several(_("What shall we read?"))
    codes = forms.CharField(
        label=_("A few names to mark with"),
        help_text=_(
            "One on each line. You may say what it means, like this: Time: how long it takes"
        ),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    readers = several(_("Who reads? Three people are good."))
    minutes = forms.IntegerField(
        label=_("About how many minutes?"), min_value=5, max_value=240, initial=45
    )
    until_on = DayField(label=_("Until which day?"), help_text=_("Like 14 5 2027."))

    def clean_codes(self) -> dict[str, str]:
        named: dict[str, str] = {}
        for line in str(self.cleaned_data["codes"]).splitlines():
            name, _colon, plain = line.partition(":")
            if len(name.strip()) > 60 or len(plain.strip()) > 300:  # noqa: PLR2004 -- as the model keeps
                raise forms.ValidationError(_("One of these is too long. Use a few words."))
            if name.strip():
                named[name.strip()] = plain.strip()
        return named


class SentencesForm(OneOfSeveral):
    first = forms.IntegerField(label=_("From sentence"), min_value=1)
    last = forms.IntegerField(label=_("To sentence"), min_value=1)


class MarkForm(Choosing):
    ids = "mark_%s"
    first = forms.IntegerField(label=_("Or from sentence number"), required=False, min_value=1)
    last = forms.IntegerField(label=_("to number"), required=False, min_value=1)
    words = forms.CharField(
        label=_("Only some of the words?"),
        help_text=_("Copy them here. Leave it empty to mark whole sentences."),
        required=False,
        max_length=3000,
    )
    codes = several(_("What is it about?"))
    note = forms.CharField(label=_("What did you think?"), required=False, max_length=500)

    def sentences(self, ticked: Iterable[str]) -> set[int]:
        """The numbers people ticked, and those from one number to another."""
        numbers = {int(number) for number in ticked if number.isdecimal()}
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        start, end = first or last or 0, last or first or 0
        if start:
            numbers |= set(range(min(start, end), min(max(start, end), start + 2000) + 1))
        return numbers


class SettleForm(Choosing):
    ids = "settle_%s"
    how = forms.ChoiceField(
        label=_("What came of talking?"), choices=Settled.choices, widget=forms.RadioSelect
    )
    codes = forms.ChoiceField(
        label=_("If one name fits: which?"), required=False, widget=forms.RadioSelect
    )
    new_code = forms.CharField(
        label=_("If a new name fits better: which?"), required=False, max_length=60
    )
    new_plain = forms.CharField(label=_("What does it mean?"), required=False, max_length=300)
    why = forms.CharField(label=_("Why?"), max_length=2000, widget=forms.Textarea(attrs=FEW))


class ThemeForm(Choosing):
    ids = "theme_%s"
    name = forms.CharField(label=_("What runs through it?"), max_length=120)
    words = forms.CharField(
        label=_("Say a little more"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs=FEW),
    )
    codes = several(_("Which names belong to it?"), required=False)


class GatherForm(Choosing):
    ids = "gather_%s"
    codes = several(_("Which names belong to it?"), required=False)
    codings = several(_("Which passages show it?"), required=False)


class MergeForm(Choosing):
    ids = "merge_%s"
    into = forms.ChoiceField(label=_("Into which theme?"))
    why = forms.CharField(label=_("Why do they belong together?"), max_length=300)


class FindingForm(Choosing):
    ids = "finding_%s"
    statement = forms.CharField(
        label=_("What did we find? One sentence."),
        max_length=300,
        widget=forms.Textarea(attrs=FEW),
    )
    meaning = forms.CharField(
        label=_("What does it mean?"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs=FEW),
    )
    minority_view = forms.CharField(
        label=_("Does anybody see it another way?"),
        help_text=_("It stands beside the finding wherever it goes."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs=FEW),
    )
    themes = several(_("Which themes does it stand on?"))


class QuoteForm(Choosing):
    ids = "quote_%s"
    coding = forms.ChoiceField(label=_("Which passage?"), widget=forms.RadioSelect)
    said_by = forms.ChoiceField(label=_("Who said it?"), required=False)
    said_by_words = forms.CharField(
        label=_("Or somebody without an account"), required=False, max_length=120
    )
    contact = forms.CharField(
        label=_("How can we reach them?"),
        help_text=_("Kept locked. Only whoever asks them sees it."),
        required=False,
        max_length=200,
    )
    consent = forms.ChoiceField(
        label=_("May we use their words?"), choices=Consent.choices, widget=forms.RadioSelect
    )
    name_as_wished = forms.CharField(
        label=_("The name they wish to see beside it"), required=False, max_length=80
    )

    def offer_people(self, rows: Iterable[Any]) -> None:
        self.offer("said_by", rows)
        field = self.fields["said_by"]
        if isinstance(field, forms.ChoiceField):
            people = [(pk, str(row)) for pk, row in self.rows["said_by"].items()]
            field.choices = [("", _("Nobody with an account")), *people]


class ConsentForm(OneOfSeveral):
    ids = "consent_%s"
    consent = forms.ChoiceField(
        label=_("May we use these words?"), choices=Consent.choices, widget=forms.RadioSelect
    )
    name_as_wished = forms.CharField(
        label=_("The name they wish to see beside it"), required=False, max_length=80
    )


class OutForm(OneOfSeveral):
    ids = "out_%s"
    why = forms.CharField(label=_("Why take it out?"), max_length=300)


class StanceForm(OneOfSeveral):
    ids = "stance_%s"
    stance = forms.ChoiceField(
        label=_("How do you see it?"), choices=Stance.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("In your words"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs=FEW),
    )
    name_as_wished = forms.CharField(
        label=_("The name to put beside it"),
        help_text=_("Leave it empty for no name."),
        required=False,
        max_length=80,
    )


class FinalForm(OneOfSeveral):
    ids = "final_%s"
    unchecked_why = forms.CharField(
        label=_("If you could not ask everyone quoted: why?"),
        help_text=_("Your name stands beside the reason."),
        required=False,
        max_length=300,
    )


class ReplyForm(PlainForm):
    answer = forms.ChoiceField(
        label=_("Is it right like this?"), choices=Reply.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("What should be different?"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs=FEW),
    )
    consent = forms.ChoiceField(
        label=_("May we show your words to others?"),
        choices=[
            (Consent.WITH_NAME.value, _("Yes, with the name I write below")),
            (Consent.NO_NAME.value, _("Yes, without a name")),
            (Consent.NOT_ASKED.value, _("I do not know yet")),
        ],
        widget=forms.RadioSelect,
    )
    name_as_wished = forms.CharField(
        label=_("The name you wish to see beside your words"), required=False, max_length=80
    )


class RecommendForm(Choosing):
    ids = "recommend_%s"
    text = forms.CharField(
        label=_("What should be done?"), max_length=400, widget=forms.Textarea(attrs=FEW)
    )
    for_whom = forms.CharField(
        label=_("Who is it for?"), help_text=_("A person, a group, the council."), max_length=160
    )
    findings = several(_("Which findings does it follow from?"))
