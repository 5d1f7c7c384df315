from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.utils.timezone import localtime, make_aware, now
from django.utils.translation import gettext_lazy as _

from alongside.foundation.people.models import Person
from alongside.foundation.projects.models import Project
from alongside.foundation.projects.phases import Phase
from alongside.foundation.projects.states import Level
from alongside.phases.recruitment.opportunities.models import Opportunity
from alongside.throughout.decisions.models import Decision
from alongside.throughout.payments.states import EXPENSES
from alongside.throughout.payments.states import Kind as Money
from alongside.toolbox.forms import ClockField, DayField, PlainForm

from .models import AgendaItem, Gathering
from .states import Answer, CatchUp, Duty, Item, Met, Way, Where

LONGEST: Final = 10_000
AREA: Final = {"rows": 3}


class PlanForm(PlainForm):
    """What for, when, where, and how shared: enough to start with."""

    title = forms.CharField(label=_("What do you call it?"), max_length=120)
    project = forms.ChoiceField(label=_("Which project is it for?"), required=False)
    opportunity = forms.ChoiceField(
        label=_("Does it belong to an opportunity?"),
        help_text=_("Then everyone with a place there is on the list."),
        required=False,
    )
    purpose = forms.CharField(
        label=_("What is it for?"),
        help_text=_("What will be different afterwards?"),
        widget=forms.Textarea(attrs=AREA),
        max_length=LONGEST,
    )
    day = DayField(label=_("Which day?"), help_text=_("For example, 14 5 2026."))
    starts = ClockField(label=_("When does it start?"), help_text=_("For example, 10 am."))
    ends = ClockField(label=_("When does it end?"), help_text=_("For example, 12.30 pm."))
    where = forms.ChoiceField(label=_("Where?"), choices=Where.choices, widget=forms.RadioSelect)
    place = forms.CharField(
        label=_("The room, and how to get there"), max_length=200, required=False
    )
    link = forms.URLField(
        label=_("The link to join online"), max_length=300, required=False, assume_scheme="https"
    )
    level = forms.ChoiceField(
        label=_("How shared is it?"), choices=Level.choices, widget=forms.RadioSelect
    )
    why_level = forms.CharField(label=_("Why this, and not more or less?"), max_length=300)
    one_off = forms.BooleanField(label=_("It happens once, and nothing follows"), required=False)
    what_we_ask = forms.CharField(
        label=_("What will you ask of people?"),
        help_text=_("One line they read before they say yes."),
        max_length=300,
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 -- Django's own signature
        projects: Sequence[Project],
        opportunities: Sequence[Opportunity],
        **kwargs: Any,  # noqa: ANN401 -- as above
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {"project": projects, "opportunity": opportunities}
        for name, rows in self.offered.items():
            choice = self.fields[name]
            assert isinstance(choice, forms.ChoiceField)  # noqa: S101 -- as written above
            choice.choices = [
                ("", _("None: it stands alone")),
                *((str(row.pk), str(row)) for row in rows),
            ]

    def clean(self) -> dict[str, Any]:
        """Each thing that is wrong is said beside its own box."""
        given = super().clean() or {}
        day, starts, ends = given.get("day"), given.get("starts"), given.get("ends")
        if day and starts:
            given["starts_at"] = make_aware(datetime.combine(day, starts))
            if given["starts_at"] <= now():
                self.add_error("day", _("Choose a day and a time that are still to come."))
        if day and starts and ends:
            given["ends_at"] = make_aware(datetime.combine(day, ends))
            if ends <= starts:
                self.add_error("ends", _("It must end after it starts."))
        if given.get("where") != Where.ONLINE and not given.get("place"):
            self.add_error("place", _("Say which room."))
        return given

    def plan(self) -> dict[str, Any]:
        """What the action takes."""
        extra = {"day", "starts", "ends"}
        given = {name: value for name, value in self.cleaned_data.items() if name not in extra}
        for name, rows in self.offered.items():
            given[name] = next((row for row in rows if str(row.pk) == given[name]), None)
        return given

    @staticmethod
    def of(gathering: Gathering) -> dict[str, Any]:
        starts, ends = localtime(gathering.starts_at), localtime(gathering.ends_at)
        same = ["title", "purpose", "where", "place", "link", "level", "why_level", "one_off"]
        return {name: getattr(gathering, name) for name in [*same, "what_we_ask"]} | {
            "project": gathering.project_id or "",
            "opportunity": gathering.opportunity_id or "",
            "day": starts.date(),
            "starts": starts.time(),
            "ends": ends.time(),
        }


class MoreForm(PlainForm):
    """The rest of the plan: ways to take part, papers, thanks, care."""

    ways = forms.MultipleChoiceField(
        label=_("How can people take part?"),
        help_text=_("Two or more is good. All of them count the same."),
        choices=Way.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    other_ways = forms.CharField(
        label=_("How can somebody take part who cannot join?"),
        help_text=_("A phone call before, a letter after."),
        max_length=300,
        required=False,
    )
    phone_in = forms.CharField(
        label=_("How to join by phone"),
        help_text=_("We tell people to dial 141 first, so that nobody sees their number."),
        max_length=120,
        required=False,
    )
    papers_link = forms.URLField(
        label=_("Where are the papers?"), max_length=300, required=False, assume_scheme="https"
    )
    phase = forms.ChoiceField(
        label=_("Which part of the work is it?"),
        choices=[("", _("None of these")), *Phase.choices],
        required=False,
    )
    pay = forms.DecimalField(
        label=_("Thanks for each person, in pounds"),
        help_text=_("Leave it empty if there is none. Staff in a paid job do not get it."),
        min_value=Decimal(0),
        max_value=Decimal(10_000),
        decimal_places=2,
        required=False,
        widget=forms.TextInput(attrs={"class": "w8", "inputmode": "decimal"}),
    )
    why_short_notice = forms.CharField(
        label=_("If it is soon: why?"),
        help_text=_("People who are asked can read this."),
        max_length=300,
        required=False,
    )
    recorded = forms.BooleanField(
        label=_("It is recorded, and everyone has agreed"), required=False
    )
    sensitive = forms.BooleanField(label=_("It may be hard for some people"), required=False)
    support = forms.CharField(
        label=_("Whom can they talk to?"),
        help_text=_("A name and a number."),
        max_length=200,
        required=False,
    )

    def plan(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        given["pay_pence"] = round((given.pop("pay") or 0) * 100)
        return given

    @staticmethod
    def of(gathering: Gathering) -> dict[str, Any]:
        pay = Decimal(gathering.pay_pence) / 100 if gathering.pay_pence else None
        names = [name for name in MoreForm.base_fields if name != "pay"]
        return {name: getattr(gathering, name) for name in names} | {"pay": pay}


class PeopleForm(PlainForm):
    people = forms.MultipleChoiceField(
        label=_("Who else do you want there?"), widget=forms.CheckboxSelectMultiple
    )
    why_here = forms.CharField(
        label=_("Why them?"),
        help_text=_("Everyone who is asked can read it. You can change it for each person."),
        max_length=160,
    )

    def __init__(self, *args: Any, people: Iterable[Person], **kwargs: Any) -> None:  # noqa: ANN401 -- Django's own signature
        super().__init__(*args, **kwargs)
        choice = self.fields["people"]
        assert isinstance(choice, forms.MultipleChoiceField)  # noqa: S101 -- as written above
        choice.choices = [(str(person.pk), person.first_name) for person in people]


class AnswerForm(PlainForm):
    """Coming or not, what they need this time, and how they like to catch up."""

    says = forms.ChoiceField(
        label=_("Will you come?"),
        help_text=_("A no needs no reason."),
        choices=[pair for pair in Answer.choices if pair[0] != Answer.WAITING],
        widget=forms.RadioSelect,
    )
    needs = forms.CharField(
        label=_("What do you need to take part this time?"),
        help_text=_(
            "One thing on each line. What you told us before is here. Change it, or leave it. "
            "When you send this, you say that it is right."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2_000,
        required=False,
    )
    by_video = forms.BooleanField(label=_("I join online"), required=False)
    how_to_catch_up = forms.ChoiceField(
        label=_("If you cannot come, how would you like to catch up?"),
        choices=CatchUp.choices,
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args: Any, gathering: Gathering, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's own signature
        super().__init__(*args, **kwargs)
        if gathering.where != Where.BOTH:
            del self.fields["by_video"]


class NeedForm(PlainForm):
    answer = forms.ChoiceField(
        label=_("Can we do this?"), choices=Met.choices, widget=forms.RadioSelect
    )
    why = forms.CharField(
        label=_("If not all of it: why?"),
        help_text=_("Be honest. They are told."),
        max_length=500,
        required=False,
    )
    instead = forms.CharField(label=_("What can we do instead?"), max_length=500, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("answer") in {Met.PARTLY, Met.NOT}:
            if not given.get("why", "").strip():
                self.add_error("why", _("Say why. An honest reason helps."))
            if not given.get("instead", "").strip():
                self.add_error("instead", _("Say what we can do instead."))
        return given


class ItemForm(PlainForm):
    title = forms.CharField(label=_("What do you want to talk about?"), max_length=160)
    kind = forms.ChoiceField(label=_("What kind of thing is it?"), choices=Item.choices)
    minutes = forms.IntegerField(
        label=_("How many minutes?"),
        min_value=1,
        max_value=480,
        widget=forms.TextInput(attrs={"class": "w4", "inputmode": "numeric"}),
    )


class ChangeItemForm(ItemForm):
    led_by = forms.ChoiceField(label=_("Who leads it?"), required=False)
    decision = forms.ChoiceField(
        label=_("Which question is decided?"),
        help_text=_("Put the question first, under Decisions. Then choose it here."),
        required=False,
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 -- Django's own signature
        people: Iterable[Person],
        decisions: Iterable[Decision],
        **kwargs: Any,  # noqa: ANN401 -- as above
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in {
            "led_by": [(str(person.pk), person.first_name) for person in people],
            "decision": [(str(one.pk), one.question) for one in decisions],
        }.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- as written above
            field.choices = [("", _("Nobody yet") if name == "led_by" else _("None")), *choices]


class HelpForm(PlainForm):
    duty = forms.ChoiceField(label=_("What?"), choices=Duty.choices)
    who = forms.ChoiceField(label=_("Who?"))

    def __init__(self, *args: Any, people: Iterable[Person], **kwargs: Any) -> None:  # noqa: ANN401 -- Django's own signature
        super().__init__(*args, **kwargs)
        field = self.fields["who"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- as written above
        field.choices = [(str(person.pk), person.first_name) for person in people]


class NotesForm(PlainForm):
    """One box for each item of the agenda."""

    def __init__(self, *args: Any, items: Iterable[AgendaItem], **kwargs: Any) -> None:  # noqa: ANN401 -- Django's own signature
        super().__init__(*args, **kwargs)
        self.items = {f"item-{item.pk.hex}": item for item in items}
        for name, item in self.items.items():
            self.fields[name] = forms.CharField(
                label=item.title,
                initial=item.notes,
                max_length=LONGEST,
                required=False,
                widget=forms.Textarea(attrs=AREA),
            )

    def notes(self) -> dict[AgendaItem, str]:
        return {item: self.cleaned_data[name] for name, item in self.items.items()}


class FollowUpForm(PlainForm):
    what_came_of_it = forms.CharField(
        label=_("What came of it?"),
        help_text=_("What you decided, what changes, what does not, and what happens next."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=LONGEST,
    )


class ClaimForm(PlainForm):
    kind = forms.ChoiceField(
        label=_("What did you pay for?"),
        choices=[(kind.value, kind.label) for kind in EXPENSES],
        initial=Money.TRAVEL,
        widget=forms.RadioSelect,
    )
    pounds = forms.DecimalField(
        label=_("How much, in pounds?"),
        help_text=_("For example, 3.60."),
        min_value=Decimal("0.01"),
        max_value=Decimal(10_000),
        decimal_places=2,
        widget=forms.TextInput(attrs={"class": "w8", "inputmode": "decimal"}),
    )
