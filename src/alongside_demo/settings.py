"""The product's settings, for the invented town: its own home, its own people, no real mail."""

import os

os.environ["ALONGSIDE_HOME"] = os.environ.get("ALONGSIDE_DEMO_HOME", "var/demo")
os.environ["ALONGSIDE_DATABASE_URL"] = os.environ.get("ALONGSIDE_DEMO_DATABASE_URL", "")

from alongside.config.settings import *  # noqa: F403 -- as Django has it
from alongside.config.settings import HOME, INSTALLED_APPS

DEMO = True
INSTALLED_APPS = [*INSTALLED_APPS, "alongside_demo"]
ROOT_URLCONF = "alongside_demo.urls"
STATIC_ROOT = HOME / "assets"
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = HOME / "outbox"
