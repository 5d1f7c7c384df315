"""Sign-in as we do it: a code by email, no passwords, and nobody signs themselves up."""

import base64
import logging
import os
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, Final
from uuid import UUID

from allauth.account import views as account
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp import views as app_codes
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.utils import is_mfa_enabled
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alongside.foundation.people.models import Person
from alongside.toolbox import doors, keys, signed_in
from alongside.toolbox.forms import PlainForm

HOUSE: Final = UUID(int=0)  # the owner of what belongs to no person
PLACE: Final = b"mfa_authenticator"
FOUND: Final = 302
JUST_NOW: Final = timedelta(minutes=15)
log: Final = logging.getLogger(__name__)
View = Callable[..., HttpResponse]


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

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Person,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Our people's email stands in their own record; what was done is done without mail too."""
        try:
            super().send_notification_mail(template_prefix, user, context, email or user.email)
        except OSError as trouble:
            log.warning("person %s was not told: %s", user.pk, type(trouble).__name__)

    def login(self, request: HttpRequest, user: Person) -> None:
        super().login(request, user)
        log.info("signed in: person %s", user.pk)


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


def just_signed_in(view: View) -> View:
    """Changing how one signs in asks first who it is: an open screen is not enough."""

    @wraps(view)
    def ask(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401 -- passed on as they came
        if request.user.is_authenticated and signed_in.is_longer_than(request, JUST_NOW):
            logout(request)
            messages.info(request, gettext("Sign in once more first, to show that it is you."))
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return ask


@doors.signed_in
@just_signed_in
@wraps(app_codes.activate_totp)
def second_step_on(request: HttpRequest) -> HttpResponse:
    """Set up the sign-in app. Whoever has just shown its number need not show it again."""
    answer: HttpResponse = app_codes.activate_totp(request)
    if request.method == "POST" and is_mfa_enabled(request.user) and answer.status_code == FOUND:
        record_authentication(request, request.user, method="mfa", type="totp")
    return answer


@doors.signed_in
@wraps(account.logout)
def out(request: HttpRequest) -> HttpResponse:
    """Sign out, and let the browser forget the pages it kept."""
    who = request.user.pk
    answer: HttpResponse = account.logout(request)
    if not request.user.is_authenticated:
        answer["Clear-Site-Data"] = '"cache"'
        log.info("signed out: person %s", who)
    return answer


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

    def clean_code(self) -> str:
        try:
            return str(super().clean_code())
        except ValidationError:
            log.warning("a wrong code to sign in")
            raise
