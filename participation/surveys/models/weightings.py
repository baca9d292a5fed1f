"""How many people there are, to lay beside how many answered."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.surveys.models.survey import Survey
from smartregion.core.retention import NO_PERSONAL_DATA


class Weighting(models.Model):
    """Margins of the population by which the answers of a survey are weighted (raking)."""

    retention = NO_PERSONAL_DATA

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="weightings")
    code = models.SlugField(_("Kürzel"), max_length=20)
    title = models.CharField(_("Bezeichnung"), max_length=120)
    # A list: {"question": "alter", "source": "…", "groups": [{"options": ["u18"], "people": 36120}]}.
    margins = models.JSONField(default=list)
    # No weight is smaller or larger than this.
    lower = models.FloatField(_("kleinstes Gewicht"), default=0.2)
    upper = models.FloatField(_("größtes Gewicht"), default=5.0)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "code"], name="weighting_code_once")
        ]

    def __str__(self) -> str:
        return self.title
