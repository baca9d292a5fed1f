"""Where a sentence waits that the next page shows: in a cookie no other host can plant."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class HostBoundCookie(CookieStorage):
    """Signed by Django; with its prefix a browser takes it from this very host and encrypted only."""

    @property
    def cookie_name(self) -> str:  # type: ignore[override]
        return "__Host-messages" if settings.SESSION_COOKIE_SECURE else "messages"


class Storage(FallbackStorage):
    """Strangers have no session; what is too long for a cookie goes into one."""

    storage_classes = (HostBoundCookie, SessionStorage)
