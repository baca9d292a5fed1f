"""Figures of surveys that a measure rests on."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from measures.models.measures import Measure
from participation.models import Publication
from smartregion.core.retention import NO_PERSONAL_DATA


class Evidence(models.Model):
    """One released question of a survey, placed beside a measure.

    The release it was taken from is its definition: survey, filter, weighting, base and day are frozen
    there. So what stands here never changes by itself, and what is out of date can be said to be so.
    """

    retention = NO_PERSONAL_DATA

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="evidence")
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="+")
    # The code of the question.
    question = models.CharField(max_length=20)
    note = models.CharField(_("Was die Zahl für die Maßnahme bedeutet"), max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "publication", "question"], name="evidence_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.measure.number}: {self.question}"
