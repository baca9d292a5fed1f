"""What browsers and proxies are told, cookies, and limits of requests."""

from csp.constants import NONE, SELF

from smartregion.environment import refuse
from smartregion.settings.ground import DEMO, PUBLIC_URL
from smartregion.settings.people import IDENTITY_PROVIDERS

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
MESSAGE_STORAGE = "smartregion.core.messages.Storage"
# Seconds after which everybody signs in again: in all, and without a visit.
SESSION_COOKIE_AGE = 12 * 3600
SESSION_IDLE_AGE = 2 * 3600
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
        # The button of a provider is a form of ours that leads there.
        "form-action": [SELF, *sorted({one.origin for one in IDENTITY_PROVIDERS})],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
