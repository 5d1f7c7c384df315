"""The product's settings, with a home that vanishes and nothing that leaves the machine."""

import os
import tempfile
from pathlib import Path

_home = os.environ.get("ALONGSIDE_TEST_HOME")
if not _home:
    _folder = tempfile.TemporaryDirectory(prefix="alongside-test-", ignore_cleanup_errors=True)
    _home = _folder.name
os.environ["ALONGSIDE_HOME"] = _home
os.environ["ALONGSIDE_SECRET_KEY"] = "only for tests, and long enough to be accepted by every check"  # noqa: S105 -- a test secret  # nosec B105
os.environ.pop("ALONGSIDE_DATABASE_URL", None)

from alongside.toolbox.database import postgresql  # noqa: E402 -- the environment comes first

from .settings import *  # noqa: E402, F403
from .settings import DATABASES, HOME, STORAGES, env  # noqa: E402

if env.str("ALONGSIDE_TEST_DATABASE_URL", ""):
    DATABASES["default"] = postgresql(env.str("ALONGSIDE_TEST_DATABASE_URL"))
else:
    # A file, not memory: threads, locks and WAL behave as they do for a council.
    DATABASES["default"]["TEST"] = {"NAME": str(HOME / "test.sqlite3")}

(HOME / "keys").mkdir(mode=0o700, exist_ok=True)
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
TEST_GROUND = Path(_home)
