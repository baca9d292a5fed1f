"""Where an imported survey came from, and what could not come along."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.surveys.models.survey import Survey
from smartregion.core.retention import office_record


class SurveyImport(models.Model):
    """The file a draft was made from, with its loss report."""

    retention = office_record("imported_by")

    class Format(models.TextChoices):
        LSS = "lss", _("LimeSurvey (.lss)")
        TSV = "tsv", _("LimeSurvey (.txt)")
        XLSFORM = "xlsform", _("XLSForm (.xlsx)")
        JSON = "json", _("SmartRegion (.json)")

    survey = models.OneToOneField(Survey, on_delete=models.CASCADE, related_name="imported")
    format = models.CharField(max_length=8, choices=Format)
    file_name = models.CharField(max_length=255)
    # A list of losses: interchange/losses.py.
    report = models.JSONField(default=list)
    # Columns of a table of responses as the other program names them → our Column.name; and codes
    # of options that had to be changed: {our column: {their code: our code}}.
    columns = models.JSONField(default=dict)
    values = models.JSONField(default=dict)
    imported_at = models.DateTimeField()
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    def __str__(self) -> str:
        return f"{self.survey}: {self.file_name}"
