"""Broker, workers and leases of jobs."""

from smartregion.settings.data import REDIS_URL
from smartregion.settings.ground import VAR_DIR, env
from smartregion.settings.language import TIME_ZONE

CELERY_BROKER_URL = REDIS_URL or "files://localhost//"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_DEFAULT_QUEUE = "short"
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_ACKS_LATE = False
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = TIME_ZONE
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object]
if REDIS_URL:
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "visibility_timeout": 3600,
        "socket_connect_timeout": 3,
        "max_retries": 1,
    }
else:
    BROKER_DIR = VAR_DIR / "broker"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(BROKER_DIR / "queue"),
        "data_folder_out": str(BROKER_DIR / "queue"),
        "control_folder": str(BROKER_DIR / "control"),
        "polling_interval": 0.1,
    }
    for folder in ("queue", "control"):
        (BROKER_DIR / folder).mkdir(parents=True, exist_ok=True)

# A worker that has not renewed its lease for this long counts as dead.
JOB_LEASE_SECONDS = env.int("JOB_LEASE_SECONDS", default=20)
JOB_SWEEP_SECONDS = env.int("JOB_SWEEP_SECONDS", default=5 if not REDIS_URL else 10)
JOB_MAX_ATTEMPTS = 3
