from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.foundation.projects.models import Project
from alongside.foundation.projects.phases import Phase
from alongside.toolbox.forms import DayField, PlainForm

from .models import Decision, Option
from .states import THUMBS, Choice, Kind, Meaning, Method, Who

MOST_OPTIONS: Final = 8
LONGEST: Final = 200  # letters of one option


class PutForm(PlainForm):
    """Put a question: how shared it is comes first, then the rest."""

    question = forms.CharField(label=_("What is to be decided?"), max_length=200)
    kind = forms.ChoiceField(
        label=_("How shared is it?"), choices=Kind.choices, widget=forms.RadioSelect
    )
    why_this_kind = forms.CharField(
        label=_("Why?"), help_text=_("Say what can change and what cannot."), max_length=300
    )
    options = forms.CharField(
        label=_("What could be chosen?"),
        help_text=_("One on each line. One line is a proposal people say yes or no to."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2_000,
    )
    method = forms.ChoiceField(
        label=_("How do you decide?"), choices=Method.choices, widget=forms.RadioSelect
    )
    project = forms.ChoiceField(label=_("Which project is it for?"), required=False)
    who = forms.ChoiceField(label=_("Who is asked?"), choices=Who.choices, widget=forms.RadioSelect)
    who_decides = forms.CharField(
        label=_("Who decides in the end?"), help_text=_("First names, or a group."), max_length=200
    )
    who_is_affected = forms.CharField(label=_("Who feels it?"), max_length=300, required=False)
    opens_on = DayField(label=_("From which day?"))
    closes_on = DayField(label=_("Until which day?"))
    phase = forms.ChoiceField(
        label=_("Which part of the work is it?"),
        choices=[("", _("None of these")), *Phase.choices],
        required=False,
    )

    def __init__(self, *args: Any, projects: Iterable[Project], **kwargs: Any) -> None:  # noqa: ANN401 -- Django's own signature
        super().__init__(*args, **kwargs)
        field = self.fields["project"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- as written above
        field.choices = [("", _("None of them")), *((str(p.pk), p.title) for p in projects)]
        for name, label in Meaning.choices:
            self.fields[f"means_{name}"] = forms.CharField(
                label=_("What would it mean for: %(what)s?") % {"what": label},
                max_length=300,
                required=False,
            )

    def clean_options(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["options"].splitlines()]
        options = list(dict.fromkeys(line for line in lines if line))
        if len(options) > MOST_OPTIONS:
            raise forms.ValidationError(_("Eight at most. Put like with like."))
        if any(len(option) > LONGEST for option in options):
            raise forms.ValidationError(_("Each line may be 200 letters. Make it shorter."))
        return options

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        opens, closes = given.get("opens_on"), given.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", _("It must end on the day it starts, or later."))
        if given.get("who") == Who.PROJECT and not given.get("project"):
            self.add_error("project", _("Choose the project, or ask the whole programme."))
        return given

    def decision(self) -> dict[str, Any]:
        """What the action takes, the project apart."""
        given = {k: v for k, v in self.cleaned_data.items() if not k.startswith("means_")}
        given.pop("project")
        meaning = {name: self.cleaned_data[f"means_{name}"].strip() for name in Meaning.values}
        given["meaning"] = {name: said for name, said in meaning.items() if said}
        return given | {
            "kind": Kind(given["kind"]),
            "method": Method(given["method"]),
            "who": Who(given["who"]),
        }


class SayForm(PlainForm):
    """One ballot for each option, and a box for the worry."""

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 -- Django's own signature
        decision: Decision,
        options: Iterable[Option],
        **kwargs: Any,  # noqa: ANN401 -- as above
    ) -> None:
        super().__init__(*args, **kwargs)
        self.options = {option.pk.hex: option for option in options}
        thumbs = decision.method == Method.THUMBS
        choices = list(THUMBS.items()) if thumbs else Choice.choices
        for name, option in self.options.items():
            self.fields[f"choice-{name}"] = forms.ChoiceField(
                label=option.words, choices=choices, widget=forms.RadioSelect
            )
            self.fields[f"worry-{name}"] = forms.CharField(
                label=_("Your worry, if you have one"),
                help_text=_("It stays beside the decision, and it gets an answer."),
                widget=forms.Textarea(attrs={"rows": 2}),
                max_length=5_000,
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name in self.options:
            choice, worry = given.get(f"choice-{name}"), given.get(f"worry-{name}", "")
            if choice in {Choice.WORRY, Choice.NO} and not worry.strip():
                self.add_error(f"worry-{name}", _("Say what it is, in your own words."))
        return given

    def sayings(self) -> dict[Option, tuple[Choice, str]]:
        given = self.cleaned_data
        return {
            option: (Choice(given[f"choice-{name}"]), given[f"worry-{name}"].strip())
            for name, option in self.options.items()
        }


class DecideForm(PlainForm):
    chosen = forms.ChoiceField(label=_("What was chosen?"), required=False)
    reasons = forms.CharField(
        label=_("Why?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=5_000
    )
    next_steps = forms.CharField(
        label=_("What happens next?"),
        help_text=_("Who does what, by when?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=5_000,
    )
    review_on = DayField(label=_("When do we look at it again?"), required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 -- Django's own signature
        decision: Decision,
        options: Iterable[Option],
        **kwargs: Any,  # noqa: ANN401 -- as above
    ) -> None:
        super().__init__(*args, **kwargs)
        if decision.kind == Kind.SHARED:
            del self.fields["chosen"]
            return
        field = self.fields["chosen"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- as written above
        field.choices = [("", _("None of them")), *((str(o.pk), o.words) for o in options)]
