"""Where we are: folders, hosts, the address of this site, and whether it is the demo."""

from pathlib import Path

import django_stubs_ext
import environ

from smartregion.environment import (
    LOCAL_HOSTS,
    checked_url,
    refuse,
    refuse_in_public,
    secret_key,
)

django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent.parent
env = environ.Env()

DEMO = env.bool("SMARTREGION_DEMO", default=False)
# Its reports are printed after the first start, by the worker: some minutes of work.
DEMO_REPORTS = env.bool("DEMO_REPORTS", default=DEMO)
DEBUG = env.bool("DEBUG", default=False)
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
SECRET_KEY = secret_key(env, demo=DEMO, folder=VAR_DIR)

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=list(LOCAL_HOSTS) if DEMO else [])
if not ALLOWED_HOSTS:
    refuse("ALLOWED_HOSTS is missing: name the host under which the county reaches this site.")
if DEBUG:
    refuse_in_public("DEBUG", ALLOWED_HOSTS)
if DEMO:
    refuse_in_public("SMARTREGION_DEMO", ALLOWED_HOSTS)
PUBLIC_URL = checked_url(env, "PUBLIC_URL", "http://localhost:8000", {"http", "https"}).rstrip("/")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[PUBLIC_URL])
