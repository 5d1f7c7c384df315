from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alongside.foundation.programmes.models import Organisation, Partnership
from alongside.foundation.projects.states import Kind
from alongside.toolbox.forms import DayField, PlainForm

from .states import Source


class TurnForm(PlainForm):
    """What an idea needs before it is a project."""

    title = forms.CharField(
        label=_("A short name"), help_text=_("As people will call it."), max_length=120
    )
    question = forms.CharField(
        label=_("The question"),
        help_text=_("One question, in plain words."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    owner = forms.ChoiceField(
        label=_("Who owns it"),
        help_text=_("Any partner can. The owner holds the project, its money and its data."),
        widget=forms.RadioSelect,
    )
    kind = forms.ChoiceField(
        label=_("What kind of work it is"), choices=Kind.choices, widget=forms.RadioSelect
    )
    why = forms.CharField(
        label=_("What do you say to the person who had the idea?"),
        help_text=_("They get this with the news that it became a project."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 -- Django's own signature
        partners: QuerySet[Partnership],
        **kwargs: Any,  # noqa: ANN401 -- as above
    ) -> None:
        super().__init__(*args, **kwargs)
        self.partners = {str(row.pk): row.organisation for row in partners}
        chosen = self.fields["owner"]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 -- for the types: declared above
        chosen.choices = [(pk, _said(org)) for pk, org in self.partners.items()]

    def clean_owner(self) -> Organisation:
        return self.partners[self.cleaned_data["owner"]]

    def clean_kind(self) -> Kind:
        return Kind(self.cleaned_data["kind"])


def _said(organisation: Organisation) -> str:
    if organisation.user_led:
        return gettext("%(name)s, led by the people it is for") % {"name": organisation.name}
    return organisation.name


class QuestionForm(PlainForm):
    text = forms.CharField(
        label=_("The question"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
    source = forms.ChoiceField(
        label=_("Where it came from"), choices=Source.choices, widget=forms.RadioSelect
    )
    credit = forms.CharField(
        label=_("Whom do we thank?"),
        help_text=_("A name as they wish it, or a group. Leave it empty if they want no name."),
        max_length=120,
        required=False,
    )
    asked_on = DayField(label=_("When it was first asked"))

    def clean_source(self) -> Source:
        return Source(self.cleaned_data["source"])


class ShapingForm(PlainForm):
    name_as_wished = forms.CharField(label=_("Who"), max_length=80)
    what = forms.CharField(
        label=_("What they did"), help_text=_("Like: made it shorter."), max_length=200
    )
    on_day = DayField(label=_("When"))
