"""Settings: from the environment, through one typed helper. A missing secret stops the start.

Everything has a default that is right for one machine on SQLite, except the secret, which
`alongside prepare` writes once into the home folder.
"""

from pathlib import Path

from django.utils.translation import gettext_lazy as _
from environs import Env

from alongside.toolbox.database import postgresql, use_a_sound_sqlite
from alongside.toolbox.sheet import POLICY

from .home import home
from .logs import LINES

SQLITE_IS_SOUND = use_a_sound_sqlite()  # before Django loads its SQLite backend

env = Env()
PACKAGE = Path(__file__).resolve().parent.parent
HOME = home()
SECURITY_CONTACT = env.str("ALONGSIDE_SECURITY_CONTACT", "")  # an email, or the address of a page
DEBUG = False
DEMO = False


def secret() -> str:
    kept = HOME / "secret"
    if kept.exists():
        return kept.read_text(encoding="ascii").strip()
    return env.str("ALONGSIDE_SECRET_KEY")  # raises: a missing secret stops the start


SECRET_KEY = secret()
KEYS_FOLDER = Path(env.str("ALONGSIDE_KEYS", str(HOME / "keys")))
ALLOWED_HOSTS = env.list("ALONGSIDE_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
HTTPS = env.bool("ALONGSIDE_HTTPS", default=False)
SITE_ADDRESS = env.str("ALONGSIDE_ADDRESS", "http://localhost:8000")
CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS]
PROXY = env.str("ALONGSIDE_PROXY", "")  # the address of the server in front, where there is one

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "alongside.toolbox",
    "alongside.foundation.trail",
    "alongside.foundation.programmes",
    "alongside.foundation.files",
    "alongside.foundation.people",
    "alongside.foundation.tasks",
    "alongside.foundation.notices",
    "alongside.foundation.memberships",
    "alongside.foundation.projects",
    "alongside.throughout.feedback",
    "alongside.throughout.agreements",
    "alongside.throughout.hours",
    "alongside.throughout.library",
    "alongside.throughout.decisions",
    "alongside.throughout.payments",
    "alongside.phases.design.questions",
    "alongside.phases.recruitment.opportunities",
    "alongside.phases.recruitment.gatherings",
    "alongside.phases.collection",
    "alongside.phases.analysis",
    "alongside.phases.dissemination",
    "alongside.phases.evaluation",
    "alongside.pages.week",
    "alongside.pages.desk",
    "alongside.pages.project",
    "alongside.pages.programme",
    "alongside.pages.public",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "alongside.toolbox.headers.Headers",
    "django.middleware.security.SecurityMiddleware",
    "alongside.toolbox.squeeze.Squeeze",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "alongside.foundation.memberships.middleware.Doors",
    "alongside.toolbox.errors.Answers",
    "alongside.toolbox.once.SendOnce",
]

ROOT_URLCONF = "alongside.config.urls"
WSGI_APPLICATION = "alongside.config.wsgi.application"
FORM_RENDERER = "alongside.toolbox.forms.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "alongside.toolbox.look.look",
                "alongside.foundation.programmes.middleware.place",
                "alongside.foundation.memberships.middleware.around",
            ],
            "builtins": ["alongside.toolbox.templatetags.parts"],
        },
    }
]

if env.str("ALONGSIDE_DATABASE_URL", ""):
    # Away or not is known in seconds, not in half a minute; what broke meanwhile is not used again.
    _pool = {"min_size": 1, "max_size": 8, "timeout": 4, "reconnect_timeout": 4}
    DATABASES = {"default": postgresql(env.str("ALONGSIDE_DATABASE_URL"), pool=_pool)}
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
else:
    DATABASES = {
        "default": {
            "ENGINE": "alongside.toolbox.sqlite",
            "NAME": str(HOME / "alongside.sqlite3"),
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20},
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
}
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(HOME / "files")},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
LARGEST_FILE = env.int("ALONGSIDE_LARGEST_FILE", 10 * 1024 * 1024)  # bytes of one upload
BACKUP_HOURS = env.int("ALONGSIDE_BACKUP_HOURS", 30)  # a backup older than this is worth a word
STATIC_URL = "static/"
WHITENOISE_ALLOW_ALL_ORIGINS = False  # what lies there is for our own pages
STATIC_ROOT = PACKAGE / "assets"

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]  # none is ever set

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English")), ("cy", _("Welsh")), ("ar", _("Arabic"))]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = env.str("ALONGSIDE_TIME_ZONE", "Europe/London")
USE_TZ = True
LOGGING = LINES
FORMAT_MODULE_PATH = ["alongside.config.formats"]

COOKIE_PREFIX = "__Host-" if HTTPS else ""  # browsers take such a cookie from this host only
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}session"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
LANGUAGE_COOKIE_NAME = f"{COOKIE_PREFIX}language"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14  # without a visit; in all: toolbox.signed_in
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("ALONGSIDE_HSTS_SUBDOMAINS", default=HTTPS)
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$"]  # machines that watch ask on this machine
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {"DIRECTIVES": POLICY}
CSRF_FAILURE_VIEW = "alongside.toolbox.once.csrf_failed"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

EMAIL_HOST = env.str("ALONGSIDE_MAIL_HOST", "")
EMAIL_PORT = env.int("ALONGSIDE_MAIL_PORT", 25)
EMAIL_HOST_USER = env.str("ALONGSIDE_MAIL_USER", "")
EMAIL_HOST_PASSWORD = env.str("ALONGSIDE_MAIL_PASSWORD", "")
EMAIL_USE_TLS = env.bool("ALONGSIDE_MAIL_TLS", default=False)
EMAIL_TIMEOUT = 20
EMAIL_FILE_PATH = HOME / "outbox"  # where emails wait when no mail server is set
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("ALONGSIDE_MAIL_FROM", "alongside@localhost")

# Sign-in: a code by email, no passwords. Times as in allauth's defaults, except the two longest.
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_ADAPTER = "alongside.config.sign_in.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # a code that came back has shown that the address is theirs
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 180  # seconds
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 600
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a second step put on or off is told to its owner
ACCOUNT_FORMS = {
    "request_login_code": "alongside.config.sign_in.AskForm",
    "confirm_login_code": "alongside.config.sign_in.CodeForm",
}
MFA_ADAPTER = "alongside.config.sign_in.SecondStep"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Alongside"
USERSESSIONS_TRACK_ACTIVITY = False
