from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alongside.foundation.memberships.models import Membership
from alongside.foundation.people.models import Person
from alongside.foundation.programmes.models import Organisation, Partnership
from alongside.toolbox.forms import DayField, PlainForm

from .models import ProjectMember
from .states import HowOpen, Kind, Level


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _choose(form: forms.Form, name: str, choices: Iterable[tuple[str, Any]]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = list(choices)


class OwnerForm(PlainForm):
    """Who owns the project, its money and its data: always chosen, never assumed."""

    owner = forms.ChoiceField(
        label=_("Who owns the project"),
        help_text=_("A group led by the people it is about can own it."),
        widget=forms.RadioSelect,
    )
    money_with = forms.ChoiceField(label=_("Who holds the money"), widget=forms.RadioSelect)
    data_with = forms.ChoiceField(label=_("Who holds the data"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, partners: Iterable[Partnership], **kwargs: Any) -> None:  # noqa: ANN401 -- Django's own signature
        super().__init__(*args, **kwargs)
        self.partners = {str(row.organisation_id): row.organisation for row in partners}
        for name in ("owner", "money_with", "data_with"):
            if name in self.fields:
                _choose(self, name, [(pk, _called(one)) for pk, one in self.partners.items()])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name in ("owner", "money_with", "data_with"):
            if name in given:
                given[name] = self.partners[given[name]]
        return given


def _called(organisation: Organisation) -> str:
    if organisation.user_led:
        return gettext("%(name)s, led by the people it is for") % {"name": organisation.name}
    return organisation.name


class AboutForm(PlainForm):
    title = forms.CharField(
        label=_("A short name"), help_text=_("As people will call it."), max_length=120
    )
    question = forms.CharField(
        label=_("The question"),
        help_text=_("One question, in plain words."),
        max_length=300,
        widget=_lines(3),
    )
    summary = forms.CharField(
        label=_("What it is about"), max_length=3000, widget=_lines(4), required=False
    )
    common_aim = forms.CharField(
        label=_("What we all want from it"), max_length=300, required=False
    )
    kind = forms.ChoiceField(
        label=_("What kind of work it is"),
        help_text=_("Finding something out is not the same as changing a service. It can be both."),
        choices=Kind.choices,
        widget=forms.RadioSelect,
    )

    def clean_kind(self) -> Kind:
        return Kind(self.cleaned_data["kind"])


class StartForm(AboutForm, OwnerForm):
    """A project that did not begin with an idea somebody sent."""

    field_order = ["title", "question", "summary", "common_aim", "kind", "owner"]


class FirstThingsForm(PlainForm):
    """What people need to know before they can say yes; or when it will be known."""

    who_is_involved = forms.CharField(
        label=_("Who will be involved"), widget=_lines(3), max_length=2000, required=False
    )
    who_known_by = DayField(label=_("Not known yet? We say by"), required=False)
    timescale = forms.CharField(
        label=_("How long it is likely to take"), widget=_lines(2), max_length=2000, required=False
    )
    timescale_known_by = DayField(label=_("Not known yet? We say by"), required=False)
    roles_expected = forms.CharField(
        label=_("What roles there are"), widget=_lines(3), max_length=2000, required=False
    )
    roles_known_by = DayField(label=_("Not known yet? We say by"), required=False)
    expectations = forms.CharField(
        label=_("What is expected of people"), widget=_lines(3), max_length=2000, required=False
    )
    expectations_known_by = DayField(label=_("Not known yet? We say by"), required=False)


class DatesForm(PlainForm):
    starts_on = DayField(label=_("It starts about"), required=False)
    ends_about_on = DayField(
        label=_("It ends about"),
        help_text=_("A guess is fine. Say so if it moves."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        return _in_order(self, super().clean() or {}, "starts_on", "ends_about_on")


def _in_order(form: forms.Form, given: dict[str, Any], first: str, last: str) -> dict[str, Any]:
    if given.get(first) and given.get(last) and given[last] < given[first]:
        form.add_error(last, gettext("This is before it starts. Write a later day."))
    return given


class BidForm(PlainForm):
    on = DayField(
        label=_("The day the bid was sent"),
        help_text=_("What people did before it stays marked as before it."),
    )


class LevelForm(PlainForm):
    level = forms.ChoiceField(
        label=_("How shared is it?"),
        help_text=_("Every answer is fine, as long as it is true."),
        widget=forms.RadioSelect,
    )
    why = forms.CharField(label=_("Why this, and no other?"), widget=_lines(3), max_length=1000)
    meetings_planned = forms.IntegerField(
        label=_("How many meetings do you plan with the group?"),
        min_value=0,
        max_value=500,
        initial=0,
        required=False,
        widget=forms.NumberInput(attrs={"class": "w4", "inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's own signature
        super().__init__(*args, **kwargs)
        _choose(self, "level", [(one.value, f"{one.label}. {one.meaning}") for one in Level])

    def clean_level(self) -> Level:
        return Level(self.cleaned_data["level"])

    def clean_meetings_planned(self) -> int:
        return int(self.cleaned_data["meetings_planned"] or 0)


class PhasePlanForm(PlainForm):
    earliest_on = DayField(label=_("Not before"), required=False)
    latest_on = DayField(label=_("At the latest by"), required=False)
    lead = forms.ChoiceField(label=_("Who leads it"), required=False)
    note = forms.CharField(label=_("What happens in it, in a line"), max_length=300, required=False)
    done_on = DayField(label=_("It was done on"), required=False)

    def __init__(self, *args: Any, people: Iterable[ProjectMember], **kwargs: Any) -> None:  # noqa: ANN401 -- Django's own signature
        super().__init__(*args, **kwargs)
        self.people = {str(one.person_id): one.person for one in people}
        found = [(pk, one.first_name) for pk, one in self.people.items()]
        _choose(self, "lead", [("", gettext("Nobody yet")), *found])

    def clean_lead(self) -> Person | None:
        return self.people.get(self.cleaned_data["lead"])

    def clean(self) -> dict[str, Any]:
        return _in_order(self, super().clean() or {}, "earliest_on", "latest_on")


class AnswerForm(PlainForm):
    answer = forms.CharField(label=_("What we say"), max_length=5000, widget=_lines(4))


class FreedomForm(PlainForm):
    what = forms.CharField(
        label=_("What"), help_text=_("Like: the words of the survey."), max_length=160
    )
    how_open = forms.ChoiceField(
        label=_("Can the group change it?"), choices=HowOpen.choices, widget=forms.RadioSelect
    )
    fixed_by = forms.CharField(
        label=_("If not quite: who fixed it"), max_length=120, required=False
    )
    why = forms.CharField(label=_("And why"), max_length=300, required=False)

    def clean_how_open(self) -> HowOpen:
        return HowOpen(self.cleaned_data["how_open"])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("how_open", HowOpen.OPEN) != HowOpen.OPEN:
            for name, says in (
                ("fixed_by", gettext("Say who fixed it.")),
                ("why", gettext("Say why it cannot change.")),
            ):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, says)
        return given


class RestrictForm(PlainForm):
    what = forms.CharField(label=_("What not everyone may read"), max_length=160)
    why = forms.CharField(
        label=_("Why"), help_text=_("Everyone in the project reads this."), max_length=300
    )


class BringForm(PlainForm):
    person = forms.ChoiceField(label=_("Who"))
    lives_here = forms.BooleanField(
        label=_("They speak from life here, not from a job"), required=False, initial=True
    )

    def __init__(self, *args: Any, people: Iterable[Membership], **kwargs: Any) -> None:  # noqa: ANN401 -- Django's own signature
        super().__init__(*args, **kwargs)
        self.people = {str(one.person_id): one.person for one in people}
        _choose(self, "person", [(pk, one.first_name) for pk, one in self.people.items()])

    def clean_person(self) -> Person:
        return self.people[self.cleaned_data["person"]]


class RoleForm(PlainForm):
    """A role card: what, how long, what helps, whom to ask."""

    role = forms.CharField(label=_("The role"), max_length=80)
    what = forms.CharField(label=_("What you do in it"), widget=_lines(3), max_length=1000)
    time = forms.CharField(
        label=_("How long it takes"), help_text=_("Like: 2 hours a week."), max_length=120
    )
    support = forms.CharField(label=_("What helps you do it"), max_length=200)
    ask = forms.CharField(label=_("Whom to ask"), max_length=80)


class CloseForm(PlainForm):
    despite = forms.CharField(
        label=_("Close it all the same? Then say why"),
        help_text=_("Your name and your reason stand on the project's page for all to read."),
        widget=_lines(3),
        max_length=1000,
        required=False,
    )
