"""Sign-in as we do it: a code by email, no passwords, and nobody signs themselves up."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from alongside.foundation.people.models import Person
from alongside.toolbox.forms import PlainForm


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # -- allauth is partly typed
    """People are invited by somebody they can ring; an unknown address is told so, by email."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _("That is not the code. Look at the newest email from us."),
        "invalid_login_code": _("That is not the code. Look at the newest email from us."),
        "rate_limited": _("That was a lot of tries. Wait a few minutes, then try once more."),
        "too_many_login_attempts": _("That was a lot of tries. Ask for a new code."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 -- allauth's signature
        return False


class SecondStep(DefaultMFAAdapter):  # type: ignore[misc]  # -- as above
    """The name a sign-in app shows beside its numbers."""

    def get_totp_label(self, user: Person) -> str:
        return str(user.email)


class AskForm(PlainForm, RequestLoginCodeForm):  # type: ignore[misc]  # -- as above
    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- allauth's signature
        super().__init__(*args, **kwargs)
        field = self.fields["email"]
        field.label = _("Your email")
        field.widget.attrs.pop("placeholder", None)
        field.error_messages["required"] = _("Write your email, and we send you a code.")


class CodeForm(PlainForm, ConfirmLoginCodeForm):  # type: ignore[misc]  # -- as above
    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- allauth's signature
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = _("The code from the email")
        field.widget.attrs.pop("placeholder", None)
        field.widget.attrs |= {"autocomplete": "one-time-code", "class": "w8"}
        field.error_messages["required"] = _("Write the code from the email.")
