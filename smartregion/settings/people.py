"""How people sign in."""

from smartregion.identity_providers import identity_providers
from smartregion.settings.ground import DEMO, env

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
ACCOUNT_RATE_LIMITS = {
    # Wrong passwords and codes: for each account, from wherever they come, and for each network.
    "login_failed": "30/15m/ip,5/15m/key",
    # Letters that anybody can have sent to an address.
    "reset_password": "20/m/ip,3/h/key",
    "request_login_code": "20/m/ip,5/15m/key",
}
# Behind a proxy all visitors share its address; without this one of them could lock out all.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)
# A connection at home gets 256 networks of /64; all of them are one visitor.
ALLAUTH_RATE_LIMIT_IPV6_PREFIX = 56

# Accounts elsewhere that people may sign in with (OpenID Connect); none without OIDC_PROVIDERS.
IDENTITY_PROVIDERS = identity_providers(env.str("OIDC_PROVIDERS", default=""))
SOCIALACCOUNT_ADAPTER = "smartregion.accounts.adapter.ProviderAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [one.app for one in IDENTITY_PROVIDERS]}}
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_EMAIL_REQUIRED = True
SOCIALACCOUNT_FORMS = {"disconnect": "smartregion.accounts.unlinking.UnlinkForm"}
# A provider that is silent for so many seconds counts as away.
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
