"""All settings, from environment variables; nonsense is refused with one sentence.

Three shapes share this file: the demo (SMARTREGION_DEMO=1: SQLite, file broker, no servers),
the tests, and real operation (PostgreSQL, Redis, Celery workers behind a proxy).
"""

from pathlib import Path

import django_stubs_ext
import environ
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from smartregion.core.licences import CONTRIBUTORS, LICENCES
from smartregion.environment import (
    checked_url,
    database,
    is_tile_url,
    one_of,
    refuse,
    refuse_public_debug,
    secret_key,
)

django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DEMO = env.bool("SMARTREGION_DEMO", default=False)
# Its reports are printed after the first start, by the worker: some minutes of work.
DEMO_REPORTS = env.bool("DEMO_REPORTS", default=DEMO)
DEBUG = env.bool("DEBUG", default=False)
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
SECRET_KEY = secret_key(env, demo=DEMO, folder=VAR_DIR)

LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=LOCAL_HOSTS if DEMO else [])
if not ALLOWED_HOSTS:
    refuse("ALLOWED_HOSTS is missing: name the host under which the county reaches this site.")
refuse_public_debug(debug=DEBUG, hosts=ALLOWED_HOSTS)
PUBLIC_URL = checked_url(env, "PUBLIC_URL", "http://localhost:8000", {"http", "https"}).rstrip("/")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[PUBLIC_URL])

# -- the rooms, from the ground up ---------------------------------------------------------
INSTALLED_APPS = [
    "smartregion.core",
    "smartregion.county",
    "smartregion.accounts",
    "smartregion.notices",
    "strategy",
    "participation",
    "measures",
    "smartregion.reports",
    "smartregion.home",
    "smartregion.demo",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    # allauth tells with it when a passkey was used last.
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "template_partials",
    "rules.apps.AutodiscoverRulesConfig",
]

MIDDLEWARE = [
    "smartregion.home.middleware.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "smartregion.accounts.second_factor.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "smartregion.core.caching.SignedInMiddleware",
    "smartregion.core.errors.RefusalMiddleware",
]

ROOT_URLCONF = "smartregion.urls"
WSGI_APPLICATION = "smartregion.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "smartregion.home.context_processors.shell",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# -- data ----------------------------------------------------------------------------------
DATABASE_URL = checked_url(
    env,
    "DATABASE_URL",
    f"sqlite:///{VAR_DIR / 'smartregion.sqlite3'}",
    {"sqlite", "postgres", "postgresql"},
)
DATABASES = {"default": database(DATABASE_URL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", default="")
if REDIS_URL:
    checked_url(env, "REDIS_URL", REDIS_URL, {"redis", "rediss", "unix"})
    CACHES = {
        "default": {"BACKEND": "smartregion.core.rediscache.RedisCache", "LOCATION": REDIS_URL}
    }
else:
    # Rate limits count in the cache, so it has to be one for all processes.
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "core_cache",
        }
    }

# -- jobs ----------------------------------------------------------------------------------
CELERY_BROKER_URL = REDIS_URL or "filesystem://localhost//"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_DEFAULT_QUEUE = "short"
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_ACKS_LATE = False
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "Europe/Berlin"
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
CELERY_BEAT_SCHEDULE = {
    "sweep-jobs": {
        "task": "smartregion.core.tasks.sweep_jobs",
        "schedule": JOB_SWEEP_SECONDS,
        "options": {"expires": JOB_SWEEP_SECONDS * 2},
    },
    # Answers that came since are counted as well; columns make it fast again.
    "pack-answers": {
        "task": "participation.surveys.tasks.pack_answers",
        "schedule": 60,
        "options": {"expires": 60},
    },
    # At night, in the county's time: what surveys keep no longer.
    "remove-expired": {
        "task": "participation.surveys.tasks.remove_expired",
        "schedule": crontab(hour=3, minute=17),
    },
    # Letters that are due are written, and what waits in the outbox is sent.
    "deliver-letters": {
        "task": "smartregion.notices.tasks.deliver",
        "schedule": 60,
        "options": {"expires": 60},
    },
    # At night: words of old letters, and addresses of guests to whom nothing is left to tell.
    "forget-letters": {
        "task": "smartregion.notices.tasks.forget",
        "schedule": crontab(hour=3, minute=47),
    },
    # At night: sessions that have run out, with the address of whoever had signed in.
    "forget-sessions": {
        "task": "smartregion.accounts.tasks.forget_sessions",
        "schedule": crontab(hour=3, minute=53),
    },
    # What has waited for moderation for more than a working day; and at night, what it keeps no longer.
    "remind-moderation": {
        "task": "participation.contributions.tasks.remind_moderation",
        "schedule": crontab(minute=7),
    },
    "erase-moderated": {
        "task": "participation.contributions.tasks.erase_expired",
        "schedule": crontab(hour=3, minute=33),
    },
    "remove-expired-exports": {
        "task": "participation.contributions.tasks.remove_expired_exports",
        "schedule": crontab(hour=3, minute=23),
    },
    # At night: whether every link from what people said to the reports leads somewhere.
    "check-thread": {
        "task": "participation.contributions.tasks.check_thread",
        "schedule": crontab(hour=4, minute=7),
    },
    # In the morning: topics whose promised answer is near, or late.
    "remind-of-answers": {
        "task": "participation.forums.tasks.remind_of_answers",
        "schedule": crontab(hour=7, minute=3),
    },
    # In the morning: deadlines of grants that are near, or were missed.
    "remind-of-deadlines": {
        "task": "measures.tasks.remind_of_deadlines",
        "schedule": crontab(hour=7, minute=13),
    },
    # From the morning on: reports that are asked for. Nobody is written to twice a day, so the later
    # rounds only find who became responsible since, or whom a letter did not reach.
    "ask-for-reports": {
        "task": "measures.tasks.ask_for_reports",
        "schedule": crontab(hour="7-17", minute=23),
    },
    # In the morning: values of indicators whose day has come.
    "ask-for-values": {
        "task": "measures.tasks.ask_for_values",
        "schedule": crontab(hour=7, minute=17),
    },
    # Whoever registered for what begins soon hears of it; at night: who came to what is long past.
    "remind-registered": {
        "task": "participation.events.tasks.remind_registered",
        "schedule": crontab(minute=11),
    },
    "forget-registered": {
        "task": "participation.events.tasks.forget_registered",
        "schedule": crontab(hour=3, minute=27),
    },
    # What somebody wrote without an account and never confirmed.
    "forget-guest-posts": {
        "task": "participation.forums.tasks.forget_guest_posts",
        "schedule": crontab(minute=21),
    },
    # Who wanted to follow a measure without an account and never confirmed it.
    "forget-follow-requests": {
        "task": "measures.tasks.forget_follow_requests",
        "schedule": crontab(minute=26),
    },
    # Every hour, so that the order in which answers came is nowhere for long.
    "forget-arrival": {
        "task": "participation.surveys.tasks.forget_arrival",
        "schedule": crontab(minute=41),
    },
}

# -- people --------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:arrival"
ACCOUNT_ADAPTER = "smartregion.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_SIGNUP_FORM_CLASS = "smartregion.accounts.forms.DisplayNameForm"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
# Whoever's password or second factor changes hears of it.
ACCOUNT_EMAIL_NOTIFICATIONS = True
# A second factor for everybody who wants one; these roles do not go without. The demo has no phones.
MFA_ADAPTER = "smartregion.accounts.second_factor.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
SECOND_FACTOR_ROLES = env.list(
    "SECOND_FACTOR_ROLES",
    default=[] if DEMO else ["administration", "strategy_office", "analyst", "consultant"],
)
# Behind a proxy all visitors share its address; without this one of them could lock out all.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)
# A connection at home gets 256 networks of /64; all of them are one visitor.
ALLAUTH_RATE_LIMIT_IPV6_PREFIX = 56

# -- language, time, files -----------------------------------------------------------------
LANGUAGE_CODE = "de"
LANGUAGES = [("de", _("Deutsch")), ("en", _("Englisch"))]
LOCALE_PATHS = [BASE_DIR / "smartregion" / "locale"]
USE_TZ = True
TIME_ZONE = "Europe/Berlin"
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = "smartregion.core.formats"

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(VAR_DIR / "media")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Maps show boundaries only, unless the county names a tile server: then browsers load pictures from there.
TILE_URL = env.str("TILE_URL", default="")
TILE_ATTRIBUTION = env.str("TILE_ATTRIBUTION", default="")
if TILE_URL and not is_tile_url(TILE_URL):
    refuse("TILE_URL must look like https://tiles.example.org/{z}/{x}/{y}.png, without {s}.")

# Under what terms the county gives its data away, and its name among those who report to GovData.
OPEN_DATA_LICENCE = LICENCES[one_of(env, "OPEN_DATA_LICENCE", LICENCES, default="dl-by-de/2.0")]
OPEN_DATA_CONTRIBUTOR = env.str("OPEN_DATA_CONTRIBUTOR", default="")
if OPEN_DATA_CONTRIBUTOR and not OPEN_DATA_CONTRIBUTOR.startswith(CONTRIBUTORS):
    refuse(f"OPEN_DATA_CONTRIBUTOR must start with {CONTRIBUTORS}.")

EMAIL_URL = env.str("EMAIL_URL", default="")
if EMAIL_URL:
    vars().update(env.email_url_config(EMAIL_URL))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR_DIR / "mail"
# A mail server that is silent for so long counts as away.
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="smartregion@example.org")

# -- protection ----------------------------------------------------------------------------
HTTPS = PUBLIC_URL.startswith("https://")
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
if not HTTPS and not DEMO:
    refuse("PUBLIC_URL must start with https:// outside the demo.")
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_FAILURE_VIEW = "smartregion.home.views.csrf_failure"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        # KERN draws its icons from data URIs in its style sheet.
        "img-src": [SELF, "data:"],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# How many seconds a process adds up how people get through surveys before it writes it down.
SURVEY_PASSAGES_EVERY = 3.0

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "smartregion.core.logs.DiscreetFormatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    # Django would also mail faults with address, headers and all that was sent.
    "loggers": {"django": {"handlers": [], "level": "INFO", "propagate": True}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}
