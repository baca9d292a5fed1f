"""Files with answers that were ordered to be taken along."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participation.surveys.models.survey import Survey
from smartregion.core.ordered_files import OrderedFile
from smartregion.core.retention import ACCOUNTABILITY, STAFF, Retention, nameless


class SurveyExport(OrderedFile):
    """A file with answers, for all who may see the answers of its survey."""

    FOLDER = "survey_exports"

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

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="exports")
    format = models.CharField(max_length=4, choices=Format)
    # The filter as it stands in an address: queries/filters.py.
    filter = models.CharField(max_length=2000, blank=True)
    file = models.FileField(upload_to=f"{FOLDER}/", blank=True)
    responses = models.PositiveIntegerField(null=True)

    def __str__(self) -> str:
        return f"{self.survey}, {self.format}"
