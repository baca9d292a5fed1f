"""Deadlines in the calendar program of one person."""

import secrets
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from smartregion.core.retention import CONSENT, STAFF, Retention, goes


def new_key() -> str:
    """Too long to be guessed: whoever has it reads the calendar without signing in."""
    return secrets.token_urlsafe(24)


class CalendarKeyQuerySet(models.QuerySet["CalendarKey"]):
    def of(self, user: Any) -> "CalendarKeyQuerySet":
        return self.filter(user=user)


class CalendarKey(models.Model):
    """The secret part of the address that a person's calendar program reads; a new one ends the old one."""

    retention = Retention(
        label=_("Adressen persönlicher Kalender"),
        whose=STAFF,
        ground=CONSENT,
        period=_("Bis sie beendet oder das Konto geschlossen wird"),
        links={"user": goes("since")},
    )

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    since = models.DateTimeField()

    objects = CalendarKeyQuerySet.as_manager()

    def __str__(self) -> str:
        # Never the key: this label may stand in the audit trail.
        return f"CalendarKey {self.pk}"
