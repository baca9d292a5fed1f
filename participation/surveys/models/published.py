"""The frozen version that people answer."""

from django.db import models

from participation.surveys.models.survey import Survey
from smartregion.core.models import Immutable, Snapshot
from smartregion.core.retention import NO_PERSONAL_DATA


class SurveyVersion(Immutable):
    """The questionnaire as it was published; answering reads this document and nothing else."""

    retention = NO_PERSONAL_DATA

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    schema = models.JSONField()
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()
    # What is different from the version before: document/changes.py.
    changes = models.JSONField(default=list)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "number"], name="survey_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.survey} v{self.number}"


class QuotaCount(models.Model):
    """How many responses a quota has taken; counted in the transaction that stores one."""

    retention = NO_PERSONAL_DATA

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="quota_counts")
    code = models.SlugField(max_length=20)
    taken = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "code"], name="quota_count_once")]

    def __str__(self) -> str:
        return f"{self.survey}, {self.code}: {self.taken}"


class FrozenResults(models.Model):
    """What was counted before the single answers were removed; it stays when they are gone."""

    retention = NO_PERSONAL_DATA

    survey = models.OneToOneField(Survey, on_delete=models.PROTECT, related_name="frozen_results")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")
    frozen_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.survey}, {self.frozen_on}"
