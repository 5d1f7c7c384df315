from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.toolbox.forms import PlainForm

from .states import Format


class AskForm(PlainForm):
    """Which other way to read it somebody would like."""

    format = forms.ChoiceField(label=_("Which way suits you?"), widget=forms.RadioSelect)

    def __init__(self, *args: object, missing: list[Format], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["format"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(kind.value, kind.label) for kind in missing]
