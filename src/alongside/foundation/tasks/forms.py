from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.toolbox.forms import PlainForm


class FinishForm(PlainForm):
    outcome = forms.CharField(
        label=_("What came of it?"),
        help_text=_("A few words help others. You may leave it empty."),
        max_length=300,
        required=False,
    )
