"""The product's own settings, fed with an environment that suits tests.

Without DATABASE_URL the tests run on SQLite in memory; make test names a real PostgreSQL and Redis.
Each parallel test process gets its own folder and its own Redis database.
"""

import os
import shutil
import tempfile
from pathlib import Path

PROCESS = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
PARENT = Path(tempfile.gettempdir()) / f"smartregion-tests-{os.getuid()}"
FOLDER = PARENT / str(os.getpid())
# Not every process that reads these settings gets to tidy up, so each removes what the dead left.
for left in PARENT.glob("[0-9]*"):
    if not Path("/proc", left.name).exists():
        shutil.rmtree(left, ignore_errors=True)
FOLDER.mkdir(parents=True, exist_ok=True)

os.environ["SMARTREGION_DEMO"] = "1"
os.environ["SECRET_KEY"] = "only-for-tests-" + "0" * 40
os.environ["ALLOWED_HOSTS"] = "localhost,127.0.0.1"
os.environ["VAR_DIR"] = str(FOLDER)
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")
if os.environ.get("REDIS_URL"):
    # Database 0 stays free for servers that a test starts with the settings of real operation.
    number = 1 + int(PROCESS.removeprefix("gw"))
    os.environ["REDIS_URL"] = os.environ["REDIS_URL"].rsplit("/", 1)[0] + f"/{number}"

from smartregion.settings import *  # noqa: E402, F403
from smartregion.settings import STORAGES  # noqa: E402

MEDIA_ROOT = FOLDER / "media"
# Hashing names of static files needs collectstatic; a secure password hash needs half a second.
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# A thread would write past the transaction of a test; those that count say when.
SURVEY_PASSAGES_EVERY = 0
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
