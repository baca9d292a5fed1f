"""Files with contributions that were ordered to be taken along."""

import uuid
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from smartregion.core.models import Job
from smartregion.core.retention import ACCOUNTABILITY, STAFF, Retention, nameless


class ContributionExportQuerySet(models.QuerySet["ContributionExport"]):
    def visible_to(self, user: Any) -> "ContributionExportQuerySet":
        """Only one's own: a file is for the person who said what they need it for."""
        return self.filter(ordered_by=user)

    def kept(self, on: date) -> "ContributionExportQuerySet":
        """Files whose last day has not passed, whether or not the nightly task has run."""
        return self.filter(expires_on__gte=on)


class ContributionExport(models.Model):
    """One file: complete, or not there. It is removed after its last day."""

    retention = Retention(
        label=_("Dateien mit Beiträgen"),
        whose=STAFF,
        ground=ACCOUNTABILITY,
        period=_("7 Tage nach der Bestellung, mit Angaben zu Personen 1 Tag"),
        due=lambda rows, at: rows.filter(expires_on__lt=timezone.localdate(at)),
        removed_by="contribution_exports",
        since="ordered_at",
        links={"ordered_by": nameless("format", "ordered_at", "expires_on")},
    )

    class Format(models.TextChoices):
        CSV = "csv", _("CSV-Tabellen mit Erläuterung (.zip)")
        XLSX = "xlsx", _("Excel-Arbeitsmappe (.xlsx)")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    format = models.CharField(max_length=4, choices=Format)
    # The filter of the list as it stands in an address.
    filter = models.CharField(max_length=2000, blank=True)
    # With what points to persons; asked for anew at every download.
    with_personal_data = models.BooleanField(default=False)
    job = models.OneToOneField(Job, null=True, on_delete=models.PROTECT, related_name="+")
    file = models.FileField(upload_to="contribution_exports/", blank=True)
    rows = models.PositiveIntegerField(null=True)
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    ordered_at = models.DateTimeField()
    expires_on = models.DateField()

    objects = ContributionExportQuerySet.as_manager()

    class Meta:
        ordering = ["-ordered_at"]

    def __str__(self) -> str:
        return f"{self.ordered_at:%Y-%m-%d} {self.format}"
