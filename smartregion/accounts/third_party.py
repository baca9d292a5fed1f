"""What the libraries behind signing in keep about people, said as our own models say it."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from smartregion.core.retention import (
    ACCOUNT_HOLDERS,
    ACCOUNTABILITY,
    CONSENT,
    NO_PERSONAL_DATA,
    Retention,
    Rule,
    follows,
    goes,
)


def _run_out(rows: QuerySet[Any], at: datetime) -> QuerySet[Any]:
    return rows.filter(expire_date__lt=at)


WITH_THE_ACCOUNT = _("Bis sie entfernt werden oder das Konto geschlossen wird")

RULES: dict[str, Rule] = {
    "auth.Permission": NO_PERSONAL_DATA,
    "auth.Group": NO_PERSONAL_DATA,
    "contenttypes.ContentType": NO_PERSONAL_DATA,
    "sessions.Session": Retention(
        label=_("Anmeldungen im Browser"),
        whose=ACCOUNT_HOLDERS,
        ground=ACCOUNTABILITY,
        period=format_lazy(
            _(
                "{most} Stunden nach der Anmeldung, {idle} Stunden nach dem letzten Besuch oder mit dem Abmelden"
            ),
            most=settings.SESSION_COOKIE_AGE // 3600,
            idle=settings.SESSION_IDLE_AGE // 3600,
        ),
        due=_run_out,
        removed_by="sessions",
        since="expire_date",
    ),
    "account.EmailAddress": Retention(
        label=_("Bestätigte E-Mail-Adressen"),
        whose=ACCOUNT_HOLDERS,
        ground=CONSENT,
        period=WITH_THE_ACCOUNT,
        links={"user": goes("email", "verified", "primary", is_theirs=True)},
    ),
    "account.EmailConfirmation": Retention(
        label=_("Bestätigte E-Mail-Adressen"),
        whose=ACCOUNT_HOLDERS,
        ground=CONSENT,
        period=WITH_THE_ACCOUNT,
        links={"email_address": follows("created", "sent")},
    ),
    # Accounts of the county or BundID with which somebody signs in here (OIDC_PROVIDERS).
    "socialaccount.SocialApp": NO_PERSONAL_DATA,
    "socialaccount.SocialAccount": Retention(
        label=_("Verknüpfte Konten anderer Dienste"),
        whose=ACCOUNT_HOLDERS,
        ground=CONSENT,
        period=WITH_THE_ACCOUNT,
        links={"user": goes("provider", "uid", "date_joined", "last_login", is_theirs=True)},
    ),
    "socialaccount.SocialToken": Retention(
        label=_("Verknüpfte Konten anderer Dienste"),
        whose=ACCOUNT_HOLDERS,
        ground=CONSENT,
        period=WITH_THE_ACCOUNT,
        links={"account": follows("expires_at")},
    ),
    "mfa.Authenticator": Retention(
        label=_("Zweite Faktoren und Passkeys"),
        whose=ACCOUNT_HOLDERS,
        ground=ACCOUNTABILITY,
        period=WITH_THE_ACCOUNT,
        # Never the secret itself.
        links={"user": goes("type", "created_at", "last_used_at")},
    ),
}
