"""Setting a piece of advice aside: every room asks for the reason on the same page."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .checks import Advice
from .forms import PlainForm


class AsideForm(PlainForm):
    reason = forms.CharField(
        label=gettext_lazy("Why does this not fit here?"),
        help_text=gettext_lazy("Your reason is kept with your name."),
        max_length=300,
    )


def reason_form(request: HttpRequest) -> AsideForm:
    return AsideForm(request.POST if request.method == "POST" else None)


def ask_why(request: HttpRequest, form: AsideForm, advice: Advice, *, back: str) -> HttpResponse:
    context = {
        "heading": _("Set this advice aside"),
        "says": advice.says,
        "yes": _("Set it aside"),
        "no_url": back,
        "form": form,
    }
    return render(request, "confirm.html", context)
