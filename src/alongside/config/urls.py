"""Every address of the house. A room's addresses are in its own urls.py."""

from allauth.account import views as account
from allauth.mfa.base import views as second_step
from allauth.mfa.recovery_codes import views as spare_codes
from allauth.mfa.totp import views as app_codes
from allauth.usersessions import views as devices
from django.urls import URLPattern, include, path

from alongside.config import health, security_txt
from alongside.config.sign_in import out, second_step_on, square
from alongside.toolbox import doors, kept, look

_in = doors.anyone("people sign in here")
sign_in: list[URLPattern] = [
    path("in/", _in(account.request_login_code), name="account_login"),
    path("in/", account.request_login_code, name="account_request_login_code"),
    path("in/code/", _in(account.confirm_login_code), name="account_confirm_login_code"),
    path("in/second-step/", _in(second_step.authenticate), name="mfa_authenticate"),
    path("in/no-account/", _in(account.signup), name="account_signup"),
    path("in/closed/", _in(account.account_inactive), name="account_inactive"),
    path("in/again/", doors.signed_in(account.reauthenticate), name="account_reauthenticate"),
    path(
        "in/again/second-step/",
        doors.signed_in(second_step.reauthenticate),
        name="mfa_reauthenticate",
    ),
    path("out/", out, name="account_logout"),
    path("me/devices/", doors.signed_in(devices.list_usersessions), name="usersessions_list"),
    path("me/second-step/", doors.signed_in(second_step.index), name="mfa_index"),
    path("me/second-step/on/", second_step_on, name="mfa_activate_totp"),
    path("me/second-step/square/", square, name="mfa_square"),
    path(
        "me/second-step/off/",
        doors.signed_in(app_codes.deactivate_totp),
        name="mfa_deactivate_totp",
    ),
    path(
        "me/second-step/spare/",
        doors.signed_in(spare_codes.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "me/second-step/spare/new/",
        doors.signed_in(spare_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "me/second-step/spare/file/",
        doors.signed_in(spare_codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
]

# The programme is in the address. The door takes it out and gives it to the request.
of_a_programme = [
    path("papers/", include("alongside.foundation.files.urls")),
    path("to-do/", include("alongside.foundation.tasks.urls")),
    path("letters/", include("alongside.foundation.notices.urls")),
    path("people/", include("alongside.foundation.memberships.urls")),
    path("project/", include("alongside.foundation.projects.urls")),
    path("said/", include("alongside.throughout.feedback.urls")),
    path("agreements/", include("alongside.throughout.agreements.urls")),
    path("hours/", include("alongside.throughout.hours.urls")),
    path("library/", include("alongside.throughout.library.urls")),
    path("decisions/", include("alongside.throughout.decisions.urls")),
    path("money/", include("alongside.throughout.payments.urls")),
    path("questions/", include("alongside.phases.design.questions.urls")),
    path("opportunities/", include("alongside.phases.recruitment.opportunities.urls")),
    path("gatherings/", include("alongside.phases.recruitment.gatherings.urls")),
    path("sources/", include("alongside.phases.collection.urls")),
    path("meaning/", include("alongside.phases.analysis.urls")),
    path("outputs/", include("alongside.phases.dissemination.urls")),
    path("looking-back/", include("alongside.phases.evaluation.urls")),
    path("desk/", include("alongside.pages.desk.urls")),
    path("projects/", include("alongside.pages.project.urls")),
    path("programme/", include("alongside.pages.programme.urls")),
]

urlpatterns = [
    *sign_in,
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path(".well-known/security.txt", security_txt.security_txt, name="security_txt"),
    path("kept/", kept.show, name="kept"),
    path("look/", look.choose, name="look"),
    path("week/", include("alongside.pages.week.urls")),
    path("me/", include("alongside.foundation.people.urls")),
    path("", include("alongside.pages.public.urls")),
    path("<slug:programme>/", include(of_a_programme)),
]

handler400 = "alongside.toolbox.errors.bad_request"
handler403 = "alongside.toolbox.errors.not_allowed"
handler404 = "alongside.toolbox.errors.not_found"
handler500 = "alongside.toolbox.errors.broken"
