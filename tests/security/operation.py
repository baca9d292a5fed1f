"""The settings of real operation, as a process of its own reads them from the environment."""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
HOST = "strategie.example.org"
# Made here, so that nothing in a log, a page or a file can hold them by chance.
SECRET_KEY = "".join(["signing", "-key-of-", "operation-", "f3Gk" * 8])
DATABASE_PASSWORD = "".join(["data", "base-", "word-", "9f3k"])
REDIS_PASSWORD = "".join(["redis-", "word-", "7c2m"])
MAIL_PASSWORD = "".join(["mail-", "word-", "4t8w"])
SECRETS = (SECRET_KEY, DATABASE_PASSWORD, REDIS_PASSWORD, MAIL_PASSWORD)
ENVIRONMENT = {
    "SECRET_KEY": SECRET_KEY,
    "ALLOWED_HOSTS": HOST,
    "PUBLIC_URL": f"https://{HOST}",
    "DATABASE_URL": f"postgres://user:{DATABASE_PASSWORD}@localhost:1/smartregion",
    "REDIS_URL": f"redis://:{REDIS_PASSWORD}@localhost:1/0",
    "EMAIL_URL": f"smtp+tls://user:{MAIL_PASSWORD}@localhost:1",
    "TRUSTED_PROXIES": "1",
}
PROTECTION = """
import json
from smartregion import settings
names = ("SECURE_", "SESSION_COOKIE", "CSRF_", "X_FRAME", "CONTENT_SECURITY", "ALLOWED_", "PUBLIC_URL")
print(json.dumps({name: value for name, value in vars(settings).items() if name.startswith(names)}))
"""


def run(*command: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """Start Python with the environment of real operation and nothing else."""
    with TemporaryDirectory() as folder:
        return subprocess.run(
            [sys.executable, *command],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], "VAR_DIR": folder, **ENVIRONMENT, **changes},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )


@cache
def protection() -> dict[str, Any]:
    """The settings that decide about headers and cookies."""
    done = run("-c", PROTECTION)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    found["SECURE_PROXY_SSL_HEADER"] = tuple(found["SECURE_PROXY_SSL_HEADER"])
    return found
