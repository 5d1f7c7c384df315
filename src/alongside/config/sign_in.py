"""Sign-in as we do it: a code by email, no passwords, and nobody signs themselves up."""

import base64
import os
from typing import Any, Final
from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alongside.foundation.people.models import Person
from alongside.toolbox import doors, keys
from alongside.toolbox.forms import PlainForm

HOUSE: Final = UUID(int=0)  # the owner of what belongs to no person
PLACE: Final = b"mfa_authenticator"


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
    """The name a sign-in app shows beside its numbers; its secrets are sealed in the store."""

    def get_totp_label(self, user: Person) -> str:
        return str(user.email or user.first_name)

    def encrypt(self, text: str) -> str:
        nonce = os.urandom(keys.NONCE)
        sealed = AESGCM(keys.key_for(HOUSE, create=True)).encrypt(nonce, text.encode(), PLACE)
        return base64.b64encode(nonce + sealed).decode()

    def decrypt(self, encrypted_text: str) -> str:
        sealed = base64.b64decode(encrypted_text)
        nonce, body = sealed[: keys.NONCE], sealed[keys.NONCE :]
        return AESGCM(keys.key_for(HOUSE, create=False)).decrypt(nonce, body, PLACE).decode()


@doors.signed_in
@never_cache
@require_safe
def square(request: HttpRequest) -> HttpResponse:
    """The pattern a sign-in app reads: the secret being set up in this session, as a picture."""
    secret = request.session.get(SECRET_SESSION_KEY)
    if not secret:
        raise Http404
    adapter = SecondStep()
    svg = adapter.build_totp_svg(adapter.build_totp_url(request.user, secret))
    return HttpResponse(svg, content_type="image/svg+xml")


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
