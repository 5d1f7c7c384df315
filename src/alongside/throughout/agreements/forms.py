from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.toolbox.forms import DayField, OneOfSeveral

from .states import Says

LONG = {"rows": 3}


class ClauseForm(OneOfSeveral):
    ids = "clause_%s"
    text = forms.CharField(
        label=_("What matters to you in how we treat each other?"),
        help_text=_("One thing at a time, in your own words."),
        max_length=600,
        widget=forms.Textarea(attrs=LONG),
    )


class RewordForm(OneOfSeveral):
    ids = "reword_%s"
    text = forms.CharField(
        label=_("Other words for it"), max_length=600, widget=forms.Textarea(attrs=LONG)
    )


class TakeOutForm(OneOfSeveral):
    ids = "out_%s"
    why = forms.CharField(label=_("Why take it out?"), max_length=300)


class PutForm(OneOfSeveral):
    ids = "put_%s"
    review_on = DayField(
        label=_("When shall we look at it again?"),
        help_text=_("A few months from now is usual. Write it like 14 5 2027."),
    )


class AnswerForm(OneOfSeveral):
    ids = "answer_%s"
    says = forms.ChoiceField(
        label=_("What do you say to these words?"),
        choices=Says.choices,
        widget=forms.RadioSelect,
    )
    what = forms.CharField(
        label=_("What would need to change?"),
        help_text=_("Leave this empty if you agree."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs=LONG),
    )


class GoOnForm(OneOfSeveral):
    ids = "go_on_%s"
    why = forms.CharField(
        label=_("Why does the group go on?"),
        help_text=_("Everyone in the project can read this."),
        max_length=2000,
        widget=forms.Textarea(attrs=LONG),
    )
