"""Files with answers that were ordered to be taken along."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.surveys.models.survey import Survey
from smartregion.core.models import Job


class SurveyExport(models.Model):
    """One file: complete, or not there. It is removed after its last day."""

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
