from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.foundation.projects.models import Project
from alongside.toolbox.forms import DayField, PlainForm

from . import queries
from .models import Output
from .states import Kind, Licence, Naming

LONGEST = 50_000


def _text(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class AudienceForm(PlainForm):
    who = forms.CharField(label=_("Who do we share with?"), max_length=160)
    why = forms.CharField(label=_("Why them?"), max_length=300)
    way = forms.CharField(
        label=_("How?"),
        help_text=_("What suits them: a visit, a film, a page in the shop window."),
        max_length=300,
    )
    decided_by = forms.CharField(
        label=_("Who decided this, and how?"),
        help_text=_("Like: the whole group, at the meeting in May."),
        max_length=300,
    )
    decided_on = DayField(label=_("When was it decided?"))


class OutputForm(PlainForm):
    """What goes out. Everything but its kind and its title can come later."""

    kind = forms.ChoiceField(label=_("What form does it take?"), choices=Kind.choices)
    title = forms.CharField(label=_("What is it called?"), max_length=160)
    summary = forms.CharField(
        label=_("A summary in plain words"),
        help_text=_("What you found and what it means. Short sentences. No jargon."),
        widget=_text(5),
        max_length=LONGEST,
        required=False,
    )
    audience = forms.ChoiceField(label=_("Who is it for?"), required=False)
    body = forms.CharField(
        label=_("The whole text"),
        help_text=_("If there is one. Anybody can read it here for free."),
        widget=_text(8),
        max_length=LONGEST,
        required=False,
    )
    free_copy = forms.URLField(
        label=_("Where is a free copy on the web?"),
        max_length=500,
        required=False,
        assume_scheme="https",
    )
    other_copy = forms.CharField(
        label=_("How can people get one that suits them?"),
        help_text=_("Like: on paper or read out loud. Ring Farah."),
        max_length=300,
        required=False,
    )
    form_of = forms.ChoiceField(label=_("Does it tell the same as something else?"), required=False)
    given_at = forms.CharField(
        label=_("For a talk or an event: where?"), max_length=160, required=False
    )
    given_on = DayField(label=_("For a talk or an event: when?"), required=False)
    costs = forms.CharField(
        label=_("For a talk: who pays for those who speak?"),
        help_text=_("Travel, tickets, a room for the night and their time."),
        max_length=200,
        required=False,
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 -- Django's own signature
        project: Project,
        output: Output | None = None,
        **kwargs: Any,  # noqa: ANN401 -- Django's own signature
    ) -> None:
        super().__init__(*args, **kwargs)
        self.audiences = {str(row.pk): row for row in queries.audiences(project)}
        self.others = {
            str(row.pk): row
            for row in queries.of_project(project)
            if row.form_of_id is None and (output is None or row.pk != output.pk)
        }
        nothing = [("", _("Nothing chosen"))]
        self._choices(
            "audience", [*nothing, *((pk, str(row)) for pk, row in self.audiences.items())]
        )
        self._choices("form_of", [*nothing, *((pk, str(row)) for pk, row in self.others.items())])

    def _choices(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- as declared above
        field.choices = choices

    def clean_audience(self) -> object:
        return self.audiences.get(self.cleaned_data["audience"])

    def clean_form_of(self) -> object:
        return self.others.get(self.cleaned_data["form_of"])


class PictureForm(PlainForm):
    found = forms.CharField(
        label=_("What we found"),
        help_text=_("One thing on each line. Up to five lines fit on the page."),
        widget=_text(6),
        max_length=2000,
    )
    changes = forms.CharField(
        label=_("What changes"),
        help_text=_("One thing on each line. Up to five."),
        widget=_text(6),
        max_length=2000,
        required=False,
    )


class OwnershipForm(PlainForm):
    what = forms.CharField(
        label=_("What was made?"), help_text=_("Like: the text and the drawings."), max_length=200
    )
    created_by = forms.CharField(label=_("Who made it?"), max_length=300)
    owners = forms.CharField(
        label=_("Who owns it?"),
        help_text=_("One owner or several, people or groups."),
        max_length=300,
    )
    licence = forms.ChoiceField(
        label=_("What may others do with it?"), choices=Licence.choices, widget=forms.RadioSelect
    )
    agreed_by = forms.CharField(label=_("Who agreed to this?"), max_length=300)
    agreed_on = DayField(label=_("When?"))


class ThankForm(PlainForm):
    """Thank a member, or somebody without an account by their name."""

    person = forms.ChoiceField(label=_("Who?"), required=False)
    name = forms.CharField(
        label=_("Or somebody else, by name"),
        help_text=_("Ask them first if they want to be named."),
        max_length=120,
        required=False,
    )
    roles = forms.MultipleChoiceField(
        label=_("What did they do?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    presents = forms.BooleanField(
        label=_("They give the talk, alone or with others"), required=False
    )

    def __init__(self, *args: Any, output: Output, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's own signature
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in queries.contributors(output)}
        for name, choices in (
            ("person", [("", _("Nobody chosen")), *((k, str(v)) for k, v in self.people.items())]),
            ("roles", [(role.key, role.plain) for role in queries.roles().values()]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- as declared above
            field.choices = choices

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        given["person"] = self.people.get(given.get("person", ""))
        if given["person"] is None and not given.get("name"):
            self.add_error("person", _("Choose somebody, or write a name."))
        return given


class NamingForm(PlainForm):
    naming = forms.ChoiceField(
        label=_("How do you want to be named?"), choices=Naming.choices, widget=forms.RadioSelect
    )
    name = forms.CharField(label=_("The other name"), max_length=120, required=False)


class TakeBackForm(PlainForm):
    why = forms.CharField(label=_("Why is it taken back?"), max_length=300, widget=_text(3))
