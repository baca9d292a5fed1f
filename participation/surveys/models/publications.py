"""Results that everybody may see, as they were released."""

from django.conf import settings
from django.db import models

from participation.surveys.models.survey import Survey
from smartregion.core.models import Snapshot
from smartregion.core.retention import office_record


class Publication(models.Model):
    """Figures of a survey that went through the protection and were released by a person.

    Pages, tables, programs and reports for the public read the snapshot and nothing else.
    """

    retention = office_record("published_by")

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="publications")
    number = models.PositiveSmallIntegerField()
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    # From then on nobody sees it any more; the figures stay known to the protection.
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "number"], name="publication_once")
        ]

    def __str__(self) -> str:
        return f"{self.survey}, {self.number}"
