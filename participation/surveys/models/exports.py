"""Files with answers that were ordered to be taken along."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participation.surveys.models.survey import Survey
from smartregion.core.models import Job
from smartregion.core.retention import ACCOUNTABILITY, STAFF, Retention, nameless


class SurveyExport(models.Model):
    """One file: complete, or not there. It is removed after its last day."""

    retention = Retention(
        label=_("Dateien mit Antworten"),
        whose=STAFF,
        ground=ACCOUNTABILITY,
        period=_("7 Tage nach der Bestellung"),
        due=lambda rows, at: rows.filter(expires_on__lt=timezone.localdate(at)),
        removed_by="surveys",
        since="ordered_at",
        links={"ordered_by": nameless("format", "ordered_at", "expires_on")},
    )

    class Format(models.TextChoices):
        CSV = "csv", _("CSV-Tabelle (.csv)")
        XLSX = "xlsx", _("Excel-Arbeitsmappe (.xlsx)")
        SAV = "sav", _("SPSS (.sav)")
        JSON = "json", _("JSON (.json)")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="exports")
    format = models.CharField(max_length=4, choices=Format)
    # The filter as it stands in an address: queries/filters.py.
    filter = models.CharField(max_length=2000, blank=True)
    job = models.OneToOneField(Job, null=True, on_delete=models.PROTECT, related_name="+")
    file = models.FileField(upload_to="survey_exports/", blank=True)
    responses = models.PositiveIntegerField(null=True)
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    ordered_at = models.DateTimeField()
    expires_on = models.DateField()

    class Meta:
        ordering = ["-ordered_at"]

    def __str__(self) -> str:
        return f"{self.survey}, {self.format}"
