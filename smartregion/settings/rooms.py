"""The rooms, from the ground up, and what a request passes on its way."""

from smartregion.settings.ground import BASE_DIR

INSTALLED_APPS = [
    "smartregion.core",
    "smartregion.county",
    "smartregion.accounts",
    "smartregion.notices",
    "strategy",
    "participation",
    "measures",
    "smartregion.reports",
    "smartregion.privacy",
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
    "allauth.socialaccount",
    "csp",
    "django_htmx",
    "template_partials",
    "rules.apps.AutodiscoverRulesConfig",
]

MIDDLEWARE = [
    "smartregion.core.tracing.RequestIdMiddleware",
    "smartregion.core.metrics.RequestMetricsMiddleware",
    "smartregion.home.middleware.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "smartregion.core.headers.ProtectiveHeadersMiddleware",
    "smartregion.core.bodies.BodyLimitMiddleware",
    "smartregion.core.methods.KnownMethodsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "smartregion.accounts.session_limits.SessionLimitsMiddleware",
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
