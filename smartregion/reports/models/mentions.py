"""Which reports name a measure or a contribution: an index of what their frozen content says."""

from django.db import models

from smartregion.core.retention import NO_PERSONAL_DATA
from smartregion.reports.models.reports import Report


class Mention(models.Model):
    """A report names a thing. Looked up by the key of the thing, which is that of a measure or a contribution."""

    retention = NO_PERSONAL_DATA

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="mentions")
    thing = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thing", "report"], name="mention_once"),
        ]

    def __str__(self) -> str:
        return f"{self.report}: {self.thing}"
